import { expect, test } from 'vitest'
import { stuckActCodes } from '../../domain/stuck.ts'
import { stuckCauseCodes, stuckCauses } from '../../domain/stuck-causes.ts'
import { queried } from '../../domain/stuck-query.ts'
import { type StuckItem, StuckQuery } from '../../domain/stuck-views.ts'
import { text } from '../../domain/text.ts'

/** What narrows and orders the board, and what it can say. */

const item = (change: Partial<StuckItem>): StuckItem => ({
  id: 1,
  cause: 'OVERDUE',
  caseId: 'DB-2026-0001',
  number: '望创卫督〔2026〕12号',
  kind: 'rectification',
  unitId: 'D25',
  unitName: '县商务局',
  person: text('贾通商', 'Jia Tongshang'),
  step: text('整改并书面反馈', 'Rectify and report'),
  since: '2026-03-02T01:00:00.000Z',
  foundAt: '2026-03-02T01:00:20.000Z',
  seenAt: '2026-03-02T01:00:20.000Z',
  curedAt: null,
  text: text('等待贾通商整改并书面反馈，已超期。', 'Waiting for Jia Tongshang.'),
  detail: null,
  facts: {},
  acts: [],
  ...change,
})

const board = {
  items: [
    item({}),
    item({ id: 2, cause: 'PAUSED', since: '2026-03-01T01:00:00.000Z', unitId: 'D20', unitName: '县住建局' }),
    item({ id: 3, number: '望创卫督〔2026〕3号', since: '2026-03-03T01:00:00.000Z', detail: 'ECONNREFUSED' }),
    item({
      id: 4,
      cause: 'NO_WORKER',
      caseId: null,
      number: null,
      kind: null,
      unitId: null,
      unitName: null,
      person: null,
    }),
  ],
  cured: [item({ id: 9, curedAt: '2026-03-04T01:00:00.000Z' })],
}

test.each([
  ['all, longest first', {}, [2, 1, 4, 3]],
  ['latest first', { sort: 'latest' }, [3, 1, 4, 2]],
  ['by number as people count', { sort: 'number' }, [4, 3, 1, 2]],
  ['of a cause', { cause: 'PAUSED' }, [2]],
  ['of a unit', { unit: 'D20' }, [2]],
  ['of a person', { person: '贾通商' }, [2, 1, 3]],
  ['of a kind of process', { kind: 'rectification' }, [2, 1, 3]],
  ['by a number without its brackets', { search: '2026 3号' }, [3]],
  ['by what the error says', { search: 'econnrefused' }, [3]],
  ['by several words in any place', { search: '住建 暂停' }, [2]],
  ['what was cured', { cured: 'true' }, [9]],
  ['by a cause that there is not, as by none', { cause: 'NONSENSE', unit: 'D20' }, [2]],
] as const)('the board %s', (_what, asked, ids) => {
  expect(queried(board, StuckQuery.parse(asked)).map(({ id }) => id)).toEqual(ids)
})

test('every cause says in both languages what it means, and helps by acts that exist', () => {
  for (const cause of stuckCauseCodes) {
    const { title, meaning, acts } = stuckCauses[cause]
    expect([title.zh, title.en, meaning.zh, meaning.en].every((words) => words.length > 2)).toBe(true)
    expect(stuckActCodes).toEqual(expect.arrayContaining([...acts]))
  }
})
