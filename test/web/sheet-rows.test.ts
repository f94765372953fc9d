import { describe, expect, it } from 'vitest'
import {
  corrected,
  faultsOf,
  isOpen,
  newRow,
  noticeOf,
  repeatedLines,
  type Row,
} from '../../web/pages/launch/sheet/row.ts'

const photo = { id: '3f0c8c1e-7a55-4a5a-9a55-0d5a0a6f1b11', sha256: 'a'.repeat(64) }
const written = {
  title: '望溪农贸市场后巷垃圾清运',
  unitId: 'D25',
  place: '望溪农贸市场后巷',
  facts: '11月20日巡查发现后巷堆放生活垃圾约3立方米。',
  requirement: '全部清运，冲洗地面。',
  legalBasis: '《城市市容和环境卫生管理条例》第二十八条',
  urgency: 'NORMAL',
  limit: { unit: 'WD', value: 5 },
}
const row = (draft: Record<string, unknown> = written, errors: Row['told'] = [], line = 2) =>
  newRow({ row: line, draft, errors })
const fields = (of: Row) => faultsOf(of).map(({ path }) => path[0])

describe('a row of a sheet', () => {
  it('lacks its photos only, and becomes a notice once it has them', () => {
    expect(fields(row())).toEqual(['photos'])
    expect(noticeOf(row())).toBeNull()
    expect(noticeOf(corrected(row(), 'photos', [photo]))).toMatchObject({ title: written.title, photos: [photo] })
  })

  it('keeps what reading said of a field until the field is corrected', () => {
    const told = { path: ['unitId'], text: { zh: '没有名为“市监”的责任单位', en: 'No unit' } }
    const wrong = row({ ...written, unitId: undefined, photos: [photo] }, [told])
    expect(faultsOf(wrong)).toEqual([told])
    expect(faultsOf(corrected(wrong, 'unitId', 'D33'))).toEqual([])
  })

  it('is held to the limit of its urgency even while other fields are wrong', () => {
    expect(fields(row({ ...written, urgency: 'URGENT' }))).toEqual(['photos', 'limit'])
  })

  it('is a new act once a refused one is corrected, and closed while it may have become a case', () => {
    const refused: Row = { ...row(), state: { phase: 'refused', text: { zh: '退回', en: 'Refused' }, fields: [] } }
    expect(corrected(refused, 'place', '后巷东段')).toMatchObject({ state: { phase: 'ready' } })
    expect(corrected(refused, 'place', '后巷东段').commandId).not.toBe(refused.commandId)
    expect(isOpen({ ...row(), state: { phase: 'unanswered', text: { zh: '断网', en: 'Offline' } } })).toBe(false)
  })

  it('knows which earlier line says the same', () => {
    const rows = [row(written, [], 2), row({ ...written, place: '东门' }, [], 3), row(written, [], 4)]
    expect([...repeatedLines(rows).values()]).toEqual([2])
  })
})
