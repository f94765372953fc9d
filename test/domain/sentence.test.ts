import { describe, expect, test } from 'vitest'
import { dueDate, workingDays, workingHours } from '../../domain/calendar.ts'
import { steps } from '../../domain/processes/rectification.ts'
import { assigneeText, caseSentences, daysUsed, momentText, waitingSentence } from '../../domain/sentence.ts'
import { calendar } from './published-calendar.ts'

const at = (local: string): Date => new Date(`${local}:00+08:00`)
const unit = assigneeText(['UNIT_HEAD'], '县商务局', null)

function waiting(step: keyof typeof steps, start: string, limit = workingDays(5)) {
  const dueSum = dueDate(calendar, at(start).getTime(), limit)
  return { title: steps[step].title, otherwise: steps[step].otherwise, assignee: unit, dueAt: dueSum.due, dueSum }
}

describe('who', () => {
  test("is a unit with its post, the office's role, or a person by name", () => {
    expect(assigneeText(['UNIT_HEAD', 'UNIT_LIAISON'], '县商务局', null)).toEqual({
      zh: '县商务局主要负责人或联络员',
      en: 'Unit head or unit liaison of 县商务局',
    })
    expect(assigneeText(['OFFICE_DIRECTOR'], null, null)).toEqual({ zh: '创卫办主任', en: 'Office director' })
    expect(assigneeText(['OFFICE_DIRECTOR', 'OFFICE_INSPECTOR'], null, '陶行远').zh).toBe('陶行远')
  })
})

describe('when', () => {
  test("is told in the county's time, with the year when it is another one", () => {
    expect(momentText('2026-12-01T10:00:00Z', at('2026-11-24T09:00'))).toEqual({
      zh: '12月1日 18:00',
      en: '1 Dec, 18:00',
    })
    expect(momentText('2026-12-31T16:30:00Z', at('2026-12-31T09:00'))).toEqual({
      zh: '2027年1月1日 00:30',
      en: '1 Jan 2027, 00:30',
    })
  })
})

describe('a waiting case', () => {
  const rectify = waiting('rectify', '2026-11-24T14:56')

  test('says whom it waits for, what is used up, and what follows by itself', () => {
    expect(waitingSentence(rectify, at('2026-11-27T09:00'))).toEqual({
      zh: '等待县商务局主要负责人整改并书面反馈（5个工作日已用2个）；若不办，12月1日 18:00起认定逾期；单位可作说明，由创卫办主任认定是否计入次数。',
      en: 'Waiting for unit head of 县商务局 to rectify and report (2 of 5 working day(s) used); if nothing happens, from 1 Dec, 18:00 it is overdue; the unit may answer, and the office director determines whether it counts.',
    })
  })

  test.each([
    ['2026-11-24T15:00', 0],
    ['2026-11-25T23:59', 0],
    ['2026-11-26T00:00', 1],
    ['2026-11-28T12:00', 3],
    ['2026-12-01T17:59', 4],
    ['2026-12-01T18:00', 5],
    ['2026-12-09T09:00', 5],
  ])('at %s has used %d of its days', (now, used) => {
    expect(daysUsed(rectify.dueSum, at(now))).toBe(used)
  })

  test('counts make-up working days and no holidays', () => {
    const over = waiting('rectify', '2026-09-18T10:00', workingDays(3))
    expect(daysUsed(over.dueSum, at('2026-09-21T08:00'))).toBe(1)
    const holiday = waiting('rectify', '2026-09-30T10:00', workingDays(1))
    expect(daysUsed(holiday.dueSum, at('2026-10-07T10:00'))).toBe(0)
  })

  test('names hours as hours', () => {
    expect(
      waitingSentence(waiting('signOff', '2026-11-24T10:00', workingHours(4.5)), at('2026-11-24T11:00')).zh,
    ).toContain('（限4.5个工作小时）')
  })

  test('says since when it is overdue', () => {
    expect(waitingSentence(rectify, at('2026-12-01T18:00')).zh).toBe(
      '等待县商务局主要负责人整改并书面反馈；已于12月1日 18:00到期，请尽快办理。',
    )
    expect(waitingSentence(rectify, at('2026-12-04T20:00')).zh).toContain('超期3天')
  })

  test('says that a date over an unpublished year is provisional', () => {
    const over = waiting('rectify', '2026-12-30T10:00')
    expect(waitingSentence(over, at('2026-12-30T11:00')).zh).toMatch(/2027年1月\d+日 18:00起.+为暂估。$/)
  })
})

describe('a case', () => {
  const standing = {
    kind: 'rectification',
    engineNo: 9,
    stage: 'IN_PROGRESS',
    round: 1,
    failedRounds: 0,
    outcome: null,
    closedAt: null,
  }
  const now = at('2026-11-27T09:00')

  test('that is only received says so', () => {
    expect(caseSentences({ ...standing, engineNo: 0, stage: 'DRAFT' }, [], now)[0]?.zh).toContain('无需重复提交')
  })

  test('says how it ended', () => {
    const closed = { ...standing, outcome: 'PASSED', round: 2, closedAt: '2026-11-26T02:00:00Z' }
    expect(caseSentences(closed, [], now)).toEqual([
      { zh: '11月26日 10:00已办结：落实销号（共2次督办）。', en: 'Closed: done on 26 Nov, 10:00 (2 round(s)).' },
    ])
  })

  test('that is closed and being looked back at says both', () => {
    const closed = { ...standing, stage: 'LOOK_BACK', outcome: 'PASSED', closedAt: '2026-11-26T02:00:00Z' }
    const both = caseSentences(closed, [waiting('lookBack', '2026-11-26T10:00', workingDays(2))], now)
    expect(both).toHaveLength(2)
    expect(both[0]?.zh).toContain('已办结：落实销号')
    expect(both[1]?.zh).toMatch(/^等待.+回头看/)
  })

  test('says what failed before, and every task it waits for', () => {
    const both = caseSentences(
      { ...standing, failedRounds: 1 },
      [waiting('rectify', '2026-11-24T10:00'), waiting('receipt', '2026-11-24T10:00')],
      now,
    )
    expect(both).toHaveLength(3)
    expect(both.at(-1)?.zh).toBe('此前已有1次督办未落实。')
  })

  test('between two steps names its stage', () => {
    expect(caseSentences(standing, [], now)[0]?.zh).toBe('当前为“整改中”，流程正在进入下一步。')
  })
})
