import { randomUUID } from 'node:crypto'
import { createTRPCClient, httpLink } from '@trpc/client'
import { inject } from 'vitest'
import type { AppRouter } from '../../api/router.ts'
import { dispatcher } from './cast.ts'
import { aPhoto, follow, type Person, type Played, signIn } from './rig.ts'

/** The people who play a complaint, and what they write. T01 handles; D25 is complained about. */

export const town = await signIn('yuntiankuo')
export const townLiaison = await signIn('luqinmian')
export const complained = await signIn('jiatongshang')
export const discipline = await signIn('yanshouzhong')
export const anybody = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${inject('stack').api}/api/trpc` })] })

const words = '望溪农贸市场后巷垃圾堆了一个星期没有人清理，夏天气味很大，多次反映没有结果。'

type Registered = { c: Played; receipt: string }

export async function registered(change: Record<string, unknown> = {}): Promise<Registered> {
  const registration = {
    channel: 'PHONE' as const,
    place: '望溪农贸市场后巷',
    words,
    photos: [],
    name: '',
    phone: '13800002222',
    confidential: 'YES' as const,
    ...change,
  }
  const { caseId, receipt } = await dispatcher.api.complaint.register.mutate({ commandId: randomUUID(), registration })
  return { c: await follow(dispatcher, caseId), receipt }
}

export const sorting = (kind: string, change: Record<string, unknown> = {}) => ({
  decision: 'ACCEPT',
  class: kind,
  title: '农贸市场后巷垃圾未清运',
  summary: '市场后巷生活垃圾堆放一周，要求清运。',
  complainedUnitId: 'D25',
  handlerUnitId: 'T01',
  ...change,
})

export const handled = async (by: Person, result = 'SOLVED') => ({
  result,
  facts: '经现场核查，情况属实，后巷有生活垃圾约两立方米。',
  measures: '已组织清运并安排专人保洁。',
  basis: '',
  photos: [await aPhoto(by)],
})

export const reply = '您反映的问题已收悉。经核查属实，现已清运完毕并安排专人保洁，感谢监督。'

export async function answered(c: Played, by: Person = townLiaison) {
  await c.submit(by, 'handle', await handled(by))
  await c.submit(dispatcher, 'reply', { decision: 'SEND', reply })
}

export const called = async (c: Played, change: Record<string, unknown> = {}) => ({
  way: 'PHONE',
  at: await c.now(),
  solved: 'YES',
  satisfied: 'YES',
  words: '已向本人核实。',
  ...change,
})

export const told = (receipt: string) => anybody.complaint.follow.mutate({ receipt })

/** How it ended, once it has. */
export async function ended(c: Played): Promise<string | null> {
  for (const until = Date.now() + 15_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const { outcome } = await c.view()
    if (outcome !== null || Date.now() > until) return outcome
  }
}

export const opened = (person: Person, c: Played) =>
  person.api.complaint.openIdentity.mutate({ caseId: c.caseId, reason: '电话回访需要' })
