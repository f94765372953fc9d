import { fullMarks } from '../../domain/assessment/scoring.ts'
import { scoreSheets, type SheetVersion } from '../../domain/assessment/sheets.ts'
import type { Photo } from '../../domain/fields.ts'
import type { Character } from './county.ts'
import type { Dice } from './dice.ts'

/** Which part of each item a unit earns. */
const earned: Record<Character, [number, number]> = { DILIGENT: [0.88, 1], SLOW: [0.75, 0.95], SLACK: [0.45, 0.85] }

type Scorer = {
  county: { characterOf: (unitId: string) => Character; photosOf: (unitId: string) => Photo[] }
  dice: Dice
  unitId: string
  by: { unitId: string }
  context: Record<string, string>
}

/** Points for every item that a step asks for, as the unit's half-year was, each with its reason and a photo. */
export function scored({ county, dice, unitId, by, context }: Scorer): Record<string, unknown> {
  const version = (context.sheet ?? Object.keys(scoreSheets)[0]) as SheetVersion
  const [from, to] = earned[county.characterOf(unitId)]
  const photos = county.photosOf(by.unitId).slice(0, 1)
  const items = fullMarks(version, (context.items ?? '').split(',').filter(Boolean)).map((item) => ({
    ...item,
    points: Math.floor((item.points ?? 0) * 100 * dice.between(from, to)) / 100,
    reason: '现场核查，个别点位不到位。',
    photos,
  }))
  return { items }
}

/** One item is appealed, which every sheet has. */
export const appealed = () => ({
  decision: 'APPEAL',
  items: [{ item: 'B1', grounds: '其中一件已在期限内完成，附验收单。', photos: [] }],
})

/** Every item that was appealed is decided. */
export const ruled = ({ dice, context }: Pick<Scorer, 'dice' | 'context'>) => ({
  items: (context.items ?? '').split(',').map((item) => ({
    item,
    reason: '已核对原始记录。',
    ...(dice.chance(0.5) ? { decision: 'UPHOLD' } : { decision: 'CORRECT', correction: 1.5 }),
  })),
})
