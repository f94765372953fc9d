import type { Db } from '../../db/connect.ts'
import type { Photo } from '../../domain/fields.ts'
import type { NoticeContent } from '../../domain/forms.ts'
import type { Actor } from '../../domain/people.ts'
import { steps } from '../../domain/processes/rectification.ts'
import { playerOf } from './document-player.ts'

/** Two cases with every document between them: one up the ladder to a proposal, one closed after corrections. */

export type Cast = Record<
  'inspector' | 'second' | 'director' | 'deputy' | 'commander' | 'dispatcher' | 'head' | 'liaison' | 'lawyer' | 'organ',
  Actor
>

export const aNotice = (photos: Photo[], change: Partial<NoticeContent> = {}): NoticeContent => ({
  title: '望溪农贸市场后巷垃圾清运不及时',
  unitId: 'D25',
  place: '望溪农贸市场后巷',
  facts: '现场核查发现后巷堆放生活垃圾约三立方米。',
  photos,
  requirement: '全部清运干净，地面冲洗，落实专人保洁。',
  legalBasis: '《国家卫生城市标准》市容环境卫生部分',
  urgency: 'NORMAL',
  limit: { unit: 'WD', value: 5 },
  ...change,
})

async function aCase(db: Db, id: string, notice: NoticeContent, photos: Photo[]): Promise<ReturnType<typeof playerOf>> {
  const { title, unitId, place } = notice
  await db
    .insertInto('cases')
    .values({ id, kind: 'rectification', title, unit_id: unitId, place, content: JSON.stringify(notice) })
    .execute()
  await db
    .insertInto('case_evidence')
    .values(photos.map((photo) => ({ case_id: id, evidence_id: photo.id })))
    .execute()
  return playerOf(db, id, notice)
}

/** Failed twice, talked to, its commitments not kept: up to the organ's decision, which is sealed. */
export async function playLadder(db: Db, id: string, cast: Cast, photos: Photo[], hostile: string): Promise<void> {
  const notice = aNotice(photos, { facts: `后巷垃圾堆积。${hostile}` })
  const p = await aCase(db, id, notice, photos)
  const inspect = (failReason: string, opinion: string) => {
    const form = { visitedAt: p.now(), coInspectorId: cast.second.userId, result: 'FAIL', failReason, opinion, photos }
    p.done('reinspect', cast.inspector, form)
    p.done('countersign', cast.second, { decision: 'AGREE', opinion: '' })
  }
  const fail = (failure: 'OVERDUE' | 'PARTLY_DONE', statement: string) => {
    p.done('statement', cast.liaison, { statement, photos: [] }, { context: { failure } })
    p.done('determination', cast.director, { decision: 'FAILED', reason: '无正当理由' }, { context: { failure } })
    p.tell('roundFailed', { round: failure === 'OVERDUE' ? 1 : 2, reason: failure })
  }

  p.done('signOff', cast.director, { decision: 'APPROVE', opinion: '' })
  p.issue('SUPERVISE_FORM', notice)
  p.done('phoneDelivery', cast.dispatcher, { spokenTo: '王主任', spokenAt: p.now(), note: '已告知内容与期限' })
  const overdue = p.open('rectify')
  p.pass(7)
  p.tell('taskOverdue', { taskId: overdue, step: 'rectify', due: p.now() })
  fail('OVERDUE', '车辆检修，未能按期清运')

  p.nextRound()
  p.done('signOff', cast.deputy, { decision: 'APPROVE', opinion: '' })
  p.issue('SUPERVISE_FORM', { ...notice, consequence: '依据《督查办法》第十二条提请约谈主要负责同志' })
  p.done('receipt', cast.liaison, { note: '' })
  p.done('rectify', cast.head, { measures: '已清运一半', doneAt: p.now(), photosBefore: [], photosAfter: photos })
  inspect('PARTLY_DONE', '仅清运约一半')
  fail('PARTLY_DONE', '人手不足')

  const leaders = [cast.commander.userId, cast.deputy.userId]
  p.done('proposeTalk', cast.inspector, {
    facts: `两次督办均未落实。${hostile}`,
    secondLeaderId: cast.deputy.userId,
    basis: '督查办法',
  })
  p.done('checkProcedure', cast.lawyer, { decision: 'PASS', opinion: '两轮有效' })
  const talk = { decision: 'APPROVE', at: '2026-09-29T09:05:00+08:00', place: '县政府三楼会议室', opinion: '' }
  p.done('approveTalk', cast.commander, talk)
  p.issue('TALK_NOTICE', { ...notice, talk })
  p.done('talkReceipt', cast.head, { note: '收到' })
  p.pass(14)
  const record = {
    attendance: 'PRESENT',
    attendeeId: cast.head.userId,
    heldAt: talk.at,
    leaderIds: leaders,
    facts: '两次督办仍余一半垃圾',
    statement: '承认管理松懈',
    demands: '十个工作日内清零',
    commitments: '10月中旬前全部清运并设专人',
    limit: { unit: 'WD', value: 10 },
  }
  p.done('holdTalk', cast.inspector, record, { context: { at: talk.at, place: talk.place } })
  p.done('signAsLeader', cast.commander, { reservation: '' })
  p.done('signAsLeader', cast.deputy, { reservation: '' })
  p.done('signAsPrincipal', cast.head, { reservation: '垃圾量的认定偏高' })
  p.done('planAfterTalk', cast.head, { plan: '每日两清，增设两名保洁员', responsible: '祝联芳' })
  p.done('keepCommitments', cast.head, {
    measures: '又清运八成',
    doneAt: p.now(),
    photosBefore: [],
    photosAfter: photos,
  })
  inspect('RELAPSED', '核查余十八立方米')

  const kind = 'ADMONITION'
  const proposal = {
    subject: '贾通商，县商务局局长',
    facts: `约谈后仍未落实。${hostile}`,
    clauses: '《督查办法》第十五条',
    kind,
  }
  p.done('draftDisposition', cast.inspector, proposal)
  p.done('defense', cast.head, { decision: 'STATED', statement: '已尽力，请考虑客观困难', photos: [] })
  p.done('legalReview', cast.lawyer, { decision: 'PASS', opinion: '' })
  p.done('deliberate', cast.director, {
    decision: 'SEND',
    minutesNo: '〔2026〕8号',
    heldAt: p.now(),
    adoption: '部分采纳',
  })
  p.issue('DISPOSITION_PROPOSAL', { ...notice, proposal })
  const decision = { organ: 'ORGANISATION', documentNo: '组发〔2026〕9号', kind, decidedAt: p.now(), note: '密不可见' }
  p.done('organDecision', cast.organ, decision, { sealed: true })
  await p.write()
}

/** An extension granted, an objection dismissed, a long hold with its second key, an excuse; then done and closed. */
export async function playCorrections(db: Db, id: string, cast: Cast, photos: Photo[]): Promise<void> {
  const notice = aNotice(photos.slice(0, 2), { title: '老码头巷积水整治' })
  const p = await aCase(db, id, notice, photos)
  p.done('signOff', cast.director, { decision: 'APPROVE', opinion: '' })
  p.issue('SUPERVISE_FORM', notice)
  p.done('receipt', cast.liaison, { note: '已收' })
  const taskId = p.open('rectify')
  const late = { unitId: 'D25', title: steps.rectify.title, dueAt: '2026-09-01T18:00:00+08:00', by: '陶行远' }
  const letter = { docType: 'URGE_LETTER' as const, round: 1, taskId }
  p.tell('documentIssued', { ...letter, occasion: `${taskId}/1`, content: { ...late, note: '请抓紧排水' } })
  p.tell('documentIssued', { ...letter, occasion: `${taskId}/2`, content: late })
  const asked = { taskId, by: cast.head.name, reason: '需等管网改造' }
  p.done(
    'objectionRuling',
    cast.deputy,
    { decision: 'DISMISSED', reason: '属本单位职责' },
    { context: { ...asked, type: 'JURISDICTION', grounds: '应由住建局负责', suggestedUnitId: 'D20' } },
  )
  p.done(
    'extensionRuling',
    cast.director,
    { decision: 'GRANT', reason: '情况属实' },
    { context: { ...asked, workingDays: '2', cause: 'WEATHER' } },
  )
  await p.write()
  p.tell('extensionGranted', { taskId, days: 2, by: cast.director.name })
  const hold = { ...asked, interim: '抽水泵待命', until: '2026-12-05T18:00:00+08:00', owner: '祝联芳' }
  p.done('holdRuling', cast.deputy, { decision: 'GRANT', reason: '同意挂账' }, { context: hold })
  p.done('holdSecondKey', cast.commander, { decision: 'GRANT', reason: '同意' }, { context: hold })
  p.tell('taskOverdue', { taskId, step: 'rectify', due: p.now() })
  const excused = { decision: 'EXCUSED', reason: '管网改造未完', limit: { unit: 'WD', value: 3 } }
  p.done('determination', cast.director, excused, { context: { failure: 'OVERDUE' } })
  p.done('rectify', cast.head, {
    measures: '积水已排净',
    doneAt: p.now(),
    photosBefore: [],
    photosAfter: photos.slice(2),
  })
  const found = { visitedAt: p.now(), coInspectorId: cast.second.userId, result: 'PASS', opinion: '现场无积水', photos }
  p.done('reinspect', cast.inspector, found)
  p.done('countersign', cast.second, { decision: 'AGREE', opinion: '' })
  p.close('PASSED')
  await p.write()
}
