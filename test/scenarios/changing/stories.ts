import { defineSignal } from '@temporalio/workflow'
import type { Past } from '../../../domain/journal.ts'
import { carried } from '../../../workflows/kit/journal.ts'
import { told } from '../../../workflows/kit/told.ts'
import { changed, listen } from '../../../workflows/kit/turns.ts'
import { until } from '../../../workflows/kit/waits.ts'

/** A story that was changed: what it says of each word that it hears, and from what it could be told again. */
export type Said = { said: string[]; past: Past }

const word = defineSignal<[string]>('word')

async function hears({ ends, isChanged }: { ends: number; isChanged: boolean }): Promise<Said> {
  const heard: string[] = []
  const said: string[] = []
  listen(word, (of: string) => void heard.push(of))
  while (said.length < ends) {
    await until(() => heard.length > 0)
    const of = heard.shift() as string
    said.push(isChanged && changed('words') ? `${of}!` : of)
  }
  return { said, past: carried() }
}

export const before = told(({ ends }: { ends: number }) => hears({ ends, isChanged: false }))
export const after = told(({ ends }: { ends: number }) => hears({ ends, isChanged: true }))
