import { type Text, text } from './text.ts'

/**
 * What the competent organs may do to somebody, which organ has the power for it, and how long it has effect
 * (handbook §4.2, P17). The software decides none of it: it refuses to record what an organ had no power for.
 */

/** Organs that decide. The campaign's office and headquarters are none of them. */
export const decidingOrgans = {
  COUNTY_SUPERVISION: text('县监察委员会', 'County supervision commission'),
  COUNTY_DISCIPLINE: text('县纪律检查委员会', 'County discipline inspection commission'),
  COUNTY_COMMITTEE: text('县委', 'County Party committee'),
  APPOINTING: text('任免机关、单位', 'Appointing organ'),
  SUPERIOR: text('上级纪检监察机关', 'Superior discipline inspection organ'),
} as const satisfies Record<string, Text>
export type DecidingOrgan = keyof typeof decidingOrgans

/** What somebody is, by which some measures are open for them and others not. */
export const identities = {
  CIVIL_SERVANT: text('公务员（含参公）', 'Civil servant'),
  PUBLIC_INSTITUTION: text('事业单位人员', 'Public institution'),
  STATE_ENTERPRISE: text('国有企业人员', 'State enterprise'),
  VILLAGE: text('基层群众性自治组织人员', 'Village or residents’ committee'),
} as const satisfies Record<string, Text>
export type Identity = keyof typeof identities

type Measure = {
  title: Text
  organs: readonly DecidingOrgan[]
  /** The rule that gives the power. */
  rule: string
  /** Months of effect, and the rule that says so; none where the handbook names none. */
  effect?: { months: number; rule: string }
  /** Also for people of villages' and residents' committees. */
  village?: true
}

const supervision: readonly DecidingOrgan[] = ['COUNTY_SUPERVISION', 'APPOINTING', 'SUPERIOR']
const party: readonly DecidingOrgan[] = ['COUNTY_DISCIPLINE', 'COUNTY_COMMITTEE', 'SUPERIOR']
const either: readonly DecidingOrgan[] = ['COUNTY_SUPERVISION', 'COUNTY_DISCIPLINE', 'COUNTY_COMMITTEE', 'SUPERIOR']

const SANCTION = '《监察法》第五十二条、《公职人员政务处分法》第三条、第七条（处分由监察机关或者任免机关、单位作出）'
const PARTY = '《中国共产党问责条例》（问责和党纪处分由有管理权限的党组织、纪委作出）'
const CADRE = '《党政领导干部辞职暂行规定》、干部管理权限规定（调整岗位、责令辞职、免职由县委作出）'
const PERIOD = '《公职人员政务处分法》第八条'

export const measures = {
  WARNING: {
    title: text('警告', 'Warning'),
    organs: supervision,
    rule: SANCTION,
    effect: { months: 6, rule: PERIOD },
    village: true,
  },
  DEMERIT: {
    title: text('记过', 'Demerit'),
    organs: supervision,
    rule: SANCTION,
    effect: { months: 12, rule: PERIOD },
    village: true,
  },
  MAJOR_DEMERIT: {
    title: text('记大过', 'Major demerit'),
    organs: supervision,
    rule: SANCTION,
    effect: { months: 18, rule: PERIOD },
    village: true,
  },
  DEMOTION: {
    title: text('降级', 'Demotion'),
    organs: supervision,
    rule: SANCTION,
    effect: { months: 24, rule: PERIOD },
  },
  REMOVAL: {
    title: text('撤职', 'Removal from post'),
    organs: supervision,
    rule: SANCTION,
    effect: { months: 24, rule: PERIOD },
  },
  EXPULSION: { title: text('开除', 'Expulsion'), organs: supervision, rule: SANCTION },
  PARTY_SANCTION: { title: text('党纪处分', 'Party sanction'), organs: party, rule: PARTY },
  CIRCULAR: { title: text('通报（问责）', 'Circular'), organs: party, rule: PARTY },
  ADMONITION: {
    title: text('诫勉', 'Admonition'),
    organs: either,
    rule: '《监察法》第五十二条、《中国共产党问责条例》（诫勉由有管理权限的党组织、监察机关作出）',
    village: true,
  },
  TRANSFER_POST: { title: text('调整岗位', 'Change of post'), organs: ['COUNTY_COMMITTEE'], rule: CADRE },
  ORDERED_RESIGNATION: { title: text('责令辞职', 'Resignation ordered'), organs: ['COUNTY_COMMITTEE'], rule: CADRE },
  DISMISSAL: { title: text('免职', 'Dismissal from post'), organs: ['COUNTY_COMMITTEE'], rule: CADRE },
  NO_ACTION: {
    title: text('不予追究', 'No action'),
    organs: ['COUNTY_SUPERVISION', 'COUNTY_DISCIPLINE', 'COUNTY_COMMITTEE', 'APPOINTING', 'SUPERIOR'],
    rule: '',
    village: true,
  },
} as const satisfies Record<string, Measure>
export type MeasureKind = keyof typeof measures

export const measureTitles = Object.fromEntries(
  Object.entries(measures).map(([kind, { title }]) => [kind, title]),
) as Record<MeasureKind, Text>

/** The rule by which an organ has no power for a measure, or null when it has. */
export function beyondPower(kind: MeasureKind, organ: DecidingOrgan, identity: Identity): string | null {
  const measure: Measure = measures[kind]
  if (identity === 'VILLAGE' && !measure.village)
    return '《公职人员政务处分法》第二十二条（对基层群众性自治组织人员，监察机关可以予以警告、记过、记大过）'
  return measure.organs.includes(organ) ? null : measure.rule
}

/** The last day of effect with its sum, or null where no period is given by statute. Dates are YYYY-MM-DD. */
export function effectOf(kind: MeasureKind, from: string): { until: string; sum: Text } | null {
  const { effect }: Measure = measures[kind]
  if (!effect) return null
  const until = monthsLater(from, effect.months)
  return {
    until,
    sum: text(
      `自${from}生效，加${effect.months}个月，至${until}（${effect.rule}）`,
      `In effect from ${from}, plus ${effect.months} months: until ${until} (${effect.rule})`,
    ),
  }
}

/** Until when a review may be asked for, with its rule: for information, the decision stands meanwhile. */
export function remedyOf(kind: MeasureKind, organ: DecidingOrgan, from: string): { until: string; sum: Text } | null {
  if (kind === 'NO_ACTION') return null
  if (organ === 'APPOINTING') {
    const until = daysLater(from, 30)
    return told(until, `收到决定后30日内申请复核（《公务员法》第九十五条），至${until}`)
  }
  const until = monthsLater(from, 1)
  const isParty = organ === 'COUNTY_DISCIPLINE' || organ === 'COUNTY_COMMITTEE'
  return told(
    until,
    isParty
      ? `收到决定后1个月内书面申诉（《中国共产党问责条例》），至${until}`
      : `收到决定后1个月内申请复审，复审后1个月内可再申请复核（《监察法》第五十六条），至${until}`,
  )
}

const told = (until: string, zh: string) => ({ until, sum: text(`${zh}；不停止执行`, `Review until ${until}: ${zh}`) })

const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The same day of a later month, or the month's last where it has none such. */
function monthsLater(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}
