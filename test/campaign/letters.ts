import type { County } from './county.ts'
import type { Dice } from './dice.ts'

/** The year's letter of a unit: three tasks over the year, the first of which must be done. */
export function letterOf(county: County, { unitId, year, dice }: { unitId: string; year: number; dice: Dice }) {
  const first = dice.whole(30, 50)
  const second = dice.whole(20, 30)
  const item = (content: string, points: number, dueOn: string, mustDo: 'YES' | 'NO') => ({
    content,
    points,
    dueOn,
    mustDo,
    standard: '',
    target: '',
  })
  return {
    title: `${year}年创卫目标责任书`,
    unitId,
    year,
    headId: county.headOf(unitId).userId,
    goal: '辖区市容环境达到国家卫生城市标准。',
    items: [
      item('完成责任路段整治', first, `${year}-06-20`, 'YES'),
      item('建立保洁制度', second, `${year}-09-20`, 'NO'),
      item('完成设施改造', 100 - first - second, `${year}-11-30`, dice.chance(0.5) ? 'YES' : 'NO'),
    ],
    rewardClause: '按考核奖惩办法执行。',
    depositMode: 'RECORD_ONLY' as const,
    approval: `云委办〔${year}〕1号`,
  }
}

/** The same letter revised: other points for the same tasks. */
export function letterSaid({
  county,
  dice,
  unitId,
  now,
}: {
  county: County
  dice: Dice
  unitId: string
  now: number
}): Record<string, unknown> {
  return letterOf(county, { unitId, year: new Date(now).getUTCFullYear(), dice })
}
