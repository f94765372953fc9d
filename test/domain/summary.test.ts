import { expect, test } from 'vitest'
import { dueDate, workingDays } from '../../domain/calendar.ts'
import { freshFacts } from '../../domain/corrections.ts'
import type { EventData, EventType } from '../../domain/events.ts'
import { ofUnit } from '../../domain/people.ts'
import { steps } from '../../domain/processes/rectification.ts'
import { refusal } from '../../domain/refusals.ts'
import { type Names, REFUSED_ACT, summarize } from '../../domain/summary.ts'
import { text } from '../../domain/text.ts'
import { calendar } from './published-calendar.ts'

const start = '2026-11-24T02:00:00Z'
const due = dueDate(calendar, Date.parse(start), workingDays(5))
const names: Names = {
  kind: 'rectification',
  now: new Date(start),
  taskTitle: (id) => (id === 't1' ? steps.rectify.title : undefined),
  unitName: (id) => (id === 'D25' ? '县商务局' : undefined),
  personName: () => undefined,
}

const opening: EventData['taskOpened'] = {
  taskId: 't1',
  step: 'rectify',
  round: 1,
  title: steps.rectify.title,
  form: 'rectificationReport.v1',
  assignee: ofUnit('D25', 'UNIT_HEAD'),
  start,
  limit: workingDays(5),
  causes: steps.rectify.causes,
  otherwise: steps.rectify.otherwise,
}

/** One of every event that can be in a ledger, and the line it shows. */
const lines: {
  [T in EventType]: [Omit<EventData[T], 'due'> & { due?: typeof due | string; documentNo?: string }, string]
} = {
  caseRevised: [{ title: '后巷垃圾', unitId: 'D25', place: '', content: {} }, '更新内容：后巷垃圾'],
  reportMerged: [{ caseId: 'WT-2026-0002', reporter: '卢勤勉' }, '并入上报 WT-2026-0002（卢勤勉）'],
  caseSpawned: [
    { caseId: 'DB-2026-0007', kind: 'rectification', title: '后巷垃圾' },
    '转入督办 DB-2026-0007：后巷垃圾',
  ],
  caseOpened: [{ kind: 'rectification', title: '后巷垃圾', unitId: 'D25', form: {} }, '立案：后巷垃圾'],
  stageEntered: [{ stage: 'ISSUED', round: 2 }, '进入“已下发待签收”（第2次督办）'],
  taskOpened: [{ ...opening, due }, '交县商务局主要负责人整改并书面反馈，限5个工作日，12月1日 18:00到期'],
  taskYellow: [{ taskId: 't1' }, '“整改并书面反馈”临近到期'],
  taskRed: [{ taskId: 't1' }, '“整改并书面反馈”已超期'],
  taskSubmitted: [
    { taskId: 't2', step: 'signOff', form: { decision: 'RETURN', opinion: '事实不清' }, late: true },
    '审签督办通知：退回修改（超期办理）',
  ],
  taskOverdue: [{ taskId: 't1', step: 'rectify', due: due.due }, '“整改并书面反馈”到期未办，认定逾期'],
  taskCancelled: [
    { taskId: 't1', step: 'rectify', why: text('通知已撤回', 'withdrawn') },
    '“整改并书面反馈”取消：通知已撤回',
  ],
  dueDateSettled: [{ taskId: 't1', due }, '“整改并书面反馈”期限按公布的放假安排核定，12月1日 18:00到期'],
  dueDateExtended: [
    { taskId: 't1', start, limit: workingDays(1), why: text('系统停机顺延', 'our outage'), due },
    '“整改并书面反馈”顺延，12月1日 18:00到期：系统停机顺延',
  ],
  documentIssued: [
    { docType: 'SUPERVISE_FORM', round: 1, content: {}, documentNo: '云创督办〔2026〕12号' },
    '编号下发督办通知：云创督办〔2026〕12号（第1次督办）',
  ],
  delivered: [{ round: 1, by: 'PHONE', at: start }, '电话送达，11月24日 10:00'],
  outageSuspected: [
    { taskId: 't1', latenessMs: 1, outages: [] },
    '“整改并书面反馈”到期前后系统停机，转人工复核，暂不计逾期',
  ],
  roundFailed: [{ round: 1, reason: 'FAKED' }, '第1次督办未落实：虚假整改'],
  caseWithdrawn: [{ reason: '重复立案' }, '撤回：重复立案'],
  taskChanged: [
    {
      taskId: 't1',
      act: 'transfer',
      assignee: { ...ofUnit('D25', 'UNIT_HEAD'), userId: 'u-1' },
      facts: freshFacts(),
      detail: { userId: 'u-1', reason: '工作调整' },
    },
    '“整改并书面反馈”：转办，工作调整',
  ],
  clockStopped: [{ taskId: 't1', why: text('挂账', 'on hold') }, '“整改并书面反馈”停止计时：挂账'],
  clockResumed: [
    { taskId: 't1', stoppedAt: start, resumedAt: start, due },
    '“整改并书面反馈”恢复计时，扣除停止的时间，12月1日 18:00到期',
  ],
  extensionGranted: [
    { taskId: 't1', days: 2, by: '魏长风', due },
    '“整改并书面反馈”延期2个工作日（魏长风批准），12月1日 18:00到期',
  ],
  unitChanged: [{ unitId: 'D25' }, '改派县商务局，原单位不计次数'],
  unitMerged: [
    { from: 'D25', into: 'D25', reason: '机构改革', unitId: 'D25' },
    '县商务局并入县商务局，由后者继续办理，不计次数：机构改革',
  ],
  dueDateCorrected: [
    { taskId: 't1', days: 3, why: '节日调休', by: '安可行', agreedBy: '宁守正', before: due.due, due },
    '“整改并书面反馈”期限更正：原12月1日 18:00到期，12月1日 18:00到期（安可行、宁守正）：节日调休',
  ],
  recordSettled: [
    { reason: '退回到签收之前', interventionId: '00000000-0000-4000-8000-000000000001' },
    '台账按流程现状更正：退回到签收之前',
  ],
  caseReopened: [{ reason: '再次堆放' }, '重新督办：再次堆放'],
  caseClosed: [{ outcome: 'PASSED', rounds: 2 }, '办结：落实销号（共2次督办）'],
}

test.each(Object.entries(lines))('%s is one line in both languages', (type, [data, line]) => {
  const told = summarize(type, data, names)
  expect(told.zh).toBe(line)
  expect(told.en.length).toBeGreaterThan(3)
})

test('a re-inspection tells its result, a plain answer only its step', () => {
  expect(
    summarize('taskSubmitted', { taskId: 't', step: 'reinspect', form: { result: 'FAIL' }, late: false }, names).zh,
  ).toBe('现场核查：未落实')
  expect(summarize('taskSubmitted', { taskId: 't', step: 'receipt', form: { note: '' }, late: false }, names).zh).toBe(
    '签收督办通知',
  )
})

test('a refused act tells why; a retaken line that it is void', () => {
  const refused = { act: 'submit', taskId: 't1', refusal: refusal('CASE_CLOSED') }
  expect(summarize(REFUSED_ACT, refused, names).zh).toBe('“整改并书面反馈”未受理：该案已办结，不能再操作。')
  expect(summarize(REFUSED_ACT, { ...refused, taskId: null, act: 'withdraw' }, names).zh).toBe(
    '未受理：该案已办结，不能再操作。',
  )
  expect(summarize('engineRetook', { from: 3 }, names).zh).toContain('作废')
})

test('what a later version wrote is shown by its type, never hidden', () => {
  expect(summarize('somethingNew', { a: 1 }, names)).toEqual({ zh: 'somethingNew', en: 'somethingNew' })
})
