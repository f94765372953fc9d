import { setTimeout as sleep } from 'node:timers/promises'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import sharp from 'sharp'
import type { AppRouter } from '../../api/router.ts'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'
import type { Photo } from '../../domain/fields.ts'
import type { Correction } from '../../domain/corrections.ts'

/** People who work while parts fail: they try until they are told something, as a browser does. */

export type Person = Awaited<ReturnType<typeof signIn>>

/** Signs in with a sample account. */
export async function signIn(api: string, username: string) {
  const clientOf = (headers: Record<string, string>) =>
    createTRPCClient<AppRouter>({ links: [httpLink({ url: `${api}/api/trpc`, headers })] })
  const { token, me } = await insist(() => clientOf({}).session.create.mutate({ username, password: SAMPLE_PASSWORD }))
  const client = clientOf({ authorization: `Bearer ${token}` })

  /** Answers a task, or corrects it; the same command again until there is an answer. */
  async function act(
    commandId: string,
    at: { caseId: string; taskId: string },
    form: unknown,
    kind: 'submit' | Correction = 'submit',
  ) {
    return insist(() => client.task.act.mutate({ commandId, ...at, act: kind, form }))
  }

  /** Uploads the one photo that these tests show. */
  async function upload(): Promise<Photo> {
    const image = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#567' } })
      .jpeg()
      .toBuffer()
    return insist(async () => {
      const response = await fetch(`${api}/api/evidence`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg', 'x-file-name': 'a.jpg' },
        body: new Uint8Array(image),
      })
      if (!response.ok) throw new Error(`upload failed: ${response.status}`)
      const { id, sha256 } = (await response.json()) as Photo
      return { id, sha256 }
    })
  }

  return { me, api: client, act, upload }
}

/** Tries until there is an answer, as a browser does: the same command again. Refusals are answers. */
export async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof TRPCClientError && (error.data as { refusal?: unknown } | undefined)?.refusal) throw error
      await sleep(200)
    }
  }
}

/** Waits until something is so. Throws when it is not within `ms`. */
export async function until(holds: () => Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; !(await holds()); await sleep(100)) {
    if (Date.now() > end) throw new Error(`did not come true within ${ms} ms`)
  }
}

export const aNotice = (photo: Photo) => ({
  title: '望溪农贸市场后巷垃圾清运不及时',
  unitId: 'D25',
  place: '望溪农贸市场后巷',
  facts: '现场核查发现后巷堆放生活垃圾约三立方米，散发异味。',
  photos: [photo],
  requirement: '全部清运干净并落实专人保洁。',
  legalBasis: '《国家卫生城市标准》',
  urgency: 'NORMAL' as const,
  limit: { unit: 'WD' as const, value: 5 },
})
