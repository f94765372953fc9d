import { randomUUID } from 'node:crypto'
import type { ProblemReport } from '../../domain/problem-forms.ts'
import { aPhoto, follow, type Person, type Played, signIn } from './rig.ts'

/** The people of a problem, and what each of them does in the usual way. */

export const reporter = await signIn('luqinmian')
export const dispatcher = await signIn('jianzhiqiu')
export const director = await signIn('weichangfeng')
export const inspector = await signIn('taoxingyuan')
export const second = await signIn('zhuomingcha')
export const head = await signIn('tonghuaijie')
export const liaison = await signIn('hongshoujing')
export const town = await signIn('shijingye')
export const register = { decision: 'REGISTER', severity: 'NORMAL', opinion: '' }

/** A place that no other test reports: the near ones are told by it. */
export async function aReport(by: Person, change: Partial<ProblemReport> = {}): Promise<ProblemReport> {
  const lat = 20 + Math.random() * 20
  return {
    category: 'DUMPING',
    source: 'PATROL',
    place: '人民路88号',
    lat,
    lng: 110,
    description: '',
    photos: [await aPhoto(by)],
    ...change,
  }
}

export async function reported(by: Person, report: ProblemReport, mergeInto?: string): Promise<Played> {
  const { caseId } = await by.api.problem.report.mutate({ commandId: randomUUID(), report, mergeInto })
  return follow(director, caseId)
}

export const order = (change = {}) => ({
  leadUnitId: 'D21',
  coUnitIds: [],
  limit: { unit: 'H', value: 24 },
  requirement: '清运垃圾，清洗地面。',
  basis: '市容条例第三十四条',
  ...change,
})

export async function signedFor(c: Played) {
  await c.submit(dispatcher, 'checkReport', register)
  await c.submit(dispatcher, 'dispatch', order())
  await c.submit(liaison, 'signFor', { decision: 'ACCEPT' })
}

export async function putRight(c: Played) {
  const photosAfter = [await aPhoto(liaison), await aPhoto(liaison)]
  const report = { measures: '已清运两车，地面已冲洗。', doneAt: await c.now(), photosBefore: [], photosAfter }
  return c.submit(liaison, 'rectify', report)
}

export async function verified(c: Played, result: 'PASS' | 'FAIL', by = inspector) {
  const fail = result === 'FAIL' ? { failReason: 'PARTLY_DONE' } : {}
  return c.submit(by, 'verify', { mode: 'ON_SITE', result, opinion: '现场查看。', photos: [await aPhoto(by)], ...fail })
}

export async function lookedBack(c: Played, result: 'HELD' | 'RELAPSED') {
  const photos = [await aPhoto(inspector)]
  await c.submit(inspector, 'lookBack', { visitedAt: await c.now(), result, opinion: '现场查看。', photos })
}

export async function noticeOf(c: Played): Promise<Played> {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const child = (await c.view()).kin.find(({ relation }) => relation === 'child')
    if (child) return follow(director, child.caseId)
  }
  throw new Error('no notice came of it')
}

export async function ended(c: Played) {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    if ((await c.view()).stage === 'CLOSED') return
  }
  throw new Error('it never ended')
}
