import { randomUUID } from 'node:crypto'
import { Connection } from '@temporalio/client'
import { createTRPCClient, httpLink } from '@trpc/client'
import type { AppRouter } from '../../api/router.ts'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'
import type { Correction } from '../../domain/corrections.ts'
import type { Photo } from '../../domain/fields.ts'
import { skipTime, timeOf } from '../setup/skipping.ts'
import { photo } from './people.ts'

/** Cases brought to a step through the API, so that a browser begins where a test has something to show. */

const address = (path: string) => `${process.env.CHUANGWEI_TEST_URL}${path}`

async function signIn(username: string) {
  const anonymous = createTRPCClient<AppRouter>({ links: [httpLink({ url: address('/api/trpc') })] })
  const { token, me } = await anonymous.session.create.mutate({ username, password: SAMPLE_PASSWORD })
  const headers = { authorization: `Bearer ${token}` }
  const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: address('/api/trpc'), headers })] })
  return { headers, me, api }
}
const signedIn = new Map<string, ReturnType<typeof signIn>>()

/** Somebody's session, the same for all tests of a file. */
export function as(username: string): ReturnType<typeof signIn> {
  const known = signedIn.get(username) ?? signIn(username)
  signedIn.set(username, known)
  return known
}

async function aPhoto(username: string): Promise<Photo> {
  const { buffer } = await photo('现场.jpg')
  const { headers } = await as(username)
  const stored = await fetch(address('/api/evidence'), {
    method: 'POST',
    headers: { ...headers, 'content-type': 'image/jpeg', 'x-file-name': encodeURIComponent('现场.jpg') },
    body: new Uint8Array(buffer),
  })
  const { id, sha256 } = (await stored.json()) as Photo
  return { id, sha256 }
}

/** A notice to the commerce bureau, written and signed: the unit is to sign for it. Returns its case id. */
export async function issuedNotice(title: string): Promise<string> {
  const { api } = await as('taoxingyuan')
  const { caseId } = await api.notice.launch.mutate({
    commandId: randomUUID(),
    notice: {
      title,
      unitId: 'D25',
      place: '望溪农贸市场后巷',
      facts: '现场核查发现后巷堆放生活垃圾约三立方米，散发异味，周边商户反映强烈。',
      photos: [await aPhoto('taoxingyuan')],
      requirement: '全部清运干净，地面冲洗，落实专人保洁，防止反弹。',
      legalBasis: '《国家卫生城市标准》市容环境卫生部分',
      urgency: 'NORMAL',
      limit: { unit: 'WD', value: 5 },
    },
  })
  await answer('weichangfeng', caseId, 'signOff', { decision: 'APPROVE', opinion: '' })
  await openTask('zhulianfang', caseId, 'receipt')
  return caseId
}

/** The same, signed for: the unit is to rectify. */
export async function deliveredNotice(title: string): Promise<string> {
  const caseId = await issuedNotice(title)
  await answer('zhulianfang', caseId, 'receipt', { note: '' })
  await openTask('jiatongshang', caseId, 'rectify')
  return caseId
}

async function inspected(caseId: string, verdict: { result: 'PASS' | 'FAIL'; failReason?: string }): Promise<void> {
  await answer('jiatongshang', caseId, 'rectify', {
    measures: '已组织清运并安排专人保洁。',
    doneAt: await now(caseId),
    photosBefore: [],
    photosAfter: [await aPhoto('jiatongshang'), await aPhoto('jiatongshang')],
  })
  await answer('taoxingyuan', caseId, 'reinspect', {
    visitedAt: await now(caseId),
    coInspectorId: (await as('zhuomingcha')).me.userId,
    opinion: '现场情况属实。',
    photos: [await aPhoto('taoxingyuan')],
    ...verdict,
  })
  await answer('zhuomingcha', caseId, 'countersign', { decision: 'AGREE', opinion: '' })
}

/** The same, rectified and closed. */
export async function closedNotice(title: string): Promise<string> {
  const caseId = await deliveredNotice(title)
  await inspected(caseId, { result: 'PASS' })
  return caseId
}

/** The same, failed twice and determined so: a talk is to be proposed. */
export async function failedTwice(title: string): Promise<string> {
  const caseId = await deliveredNotice(title)
  for (const round of [1, 2]) {
    await inspected(caseId, { result: 'FAIL', failReason: 'PARTLY_DONE' })
    await answer('jiatongshang', caseId, 'statement', { statement: '余量较大，正在清运。', photos: [] })
    await answer('weichangfeng', caseId, 'determination', { decision: 'FAILED', reason: '核查属实，未落实' })
    if (round === 2) break
    await answer('taoxingyuan', caseId, 'nextRound', {
      requirement: '三个工作日内全部清运完毕并落实保洁。',
      legalBasis: '《督查督办制度》第六条',
      limit: { unit: 'WD', value: 3 },
      consequence: '如再次未落实，依据《督查督办制度》第八条提请约谈你单位主要负责同志。',
    })
    await answer('xuqinghe', caseId, 'signOff', { decision: 'APPROVE', opinion: '' })
    await answer('zhulianfang', caseId, 'receipt', { note: '' })
  }
  await openTask('taoxingyuan', caseId, 'proposeTalk')
  return caseId
}

/** The open step of a case that somebody may act on, or may correct, once the case has come to it. */
async function openTask(username: string, caseId: string, step: string, mine = true) {
  const { api } = await as(username)
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const { tasks } = await api.case.get.query({ caseId })
    const task = tasks.find((candidate) => candidate.step === step && candidate.state === 'OPEN')
    if (task && (task.mine || !mine)) return task
  }
  throw new Error(`${caseId} never came to ${step}`)
}

export async function answer(username: string, caseId: string, step: string, form: unknown): Promise<void> {
  const { taskId } = await openTask(username, caseId, step)
  const { api } = await as(username)
  await api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act: 'submit', form })
}

export async function correct(username: string, caseId: string, step: string, act: Correction, form: unknown) {
  const { taskId } = await openTask(username, caseId, step, false)
  const { api } = await as(username)
  await api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act, form })
}

let temporal: Promise<Connection> | undefined
const connection = () => (temporal ??= Connection.connect({ address: process.env.CHUANGWEI_TEST_TEMPORAL }))

/** Now, as a case's clock shows it. */
export const now = async (caseId: string): Promise<string> => timeOf(await connection(), caseId)

/** Lets time pass for a case until just after a step of it is due. */
export async function skipToDue(username: string, caseId: string, step: string): Promise<void> {
  const { dueAt } = await openTask(username, caseId, step, false)
  const seconds = Math.ceil((Date.parse(dueAt) - Date.parse(await now(caseId))) / 1000) + 60
  await skipTime(await connection(), caseId, seconds)
}
