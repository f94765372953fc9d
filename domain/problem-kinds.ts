import { hours, type Limit, workingDays } from './calendar.ts'
import { type Text, text } from './text.ts'

/**
 * The seven kinds of problems with their situations, who leads, and within what time they are put right (handbook
 * P12, 2.12.1: customary limits, the longest of each span). Who leads is told by the duty that a unit's name says,
 * because the dictionary knows no county's own codes.
 */

type Situation = { title: Text; limit: Limit }
type Kind = {
  title: Text
  /** Parts of names: the first unit whose name has one of them leads; those of `co` help. */
  lead: readonly string[]
  co: readonly string[]
  /** What is asked of whoever puts it right, and by which rule; both can be changed at the dispatch. */
  requirement: string
  basis: string
  /** Only the progress of the legal procedure has a limit, never the demolition. */
  progressOnly?: true
}

const situation = (zh: string, en: string, limit: Limit): Situation => ({ title: text(zh, en), limit })

export const problemKinds = {
  OCCUPY_ROAD: {
    title: text('违法占道', 'Occupied road'),
    lead: ['城管', '城市管理'],
    co: ['市监', '住建'],
    requirement: '劝离或清理占道经营、堆放的物料，恢复道路通行。',
    basis: '《城市市容和环境卫生管理条例》第十四条、第三十六条',
  },
  MOBILE_VENDING: {
    title: text('流动经营', 'Mobile vending'),
    lead: ['城管', '城市管理'],
    co: ['市监'],
    requirement: '劝离流动摊贩；反复的，引导到划定的疏导点经营。',
    basis: '《城市市容和环境卫生管理条例》第十四条、第三十六条',
  },
  ILLEGAL_PARKING: {
    title: text('乱停乱靠', 'Illegal parking'),
    lead: ['交警', '交通警察'],
    co: ['城管'],
    requirement: '劝离或依法处理违停车辆，恢复道路和人行道通行。',
    basis: '《道路交通安全法》第五十六条、第九十三条',
  },
  MUD_ON_ROAD: {
    title: text('带泥上路', 'Mud on the road'),
    lead: ['住建', '住房和城乡建设'],
    co: ['城管', '交通局', '水利'],
    requirement: '立即保洁路面，查明来源并落实冲洗、密闭措施。',
    basis: '《城市市容和环境卫生管理条例》第十五条、第十六条',
  },
  DUMPING: {
    title: text('乱倒垃圾', 'Dumping'),
    lead: ['城管', '城市管理'],
    co: ['住建', '水利'],
    requirement: '清运垃圾、清洗地面，落实专人保洁，防止反弹。',
    basis: '《城市市容和环境卫生管理条例》第二十八条、第三十四条',
  },
  POSTING: {
    title: text('乱贴乱画', 'Posters and graffiti'),
    lead: ['城管', '城市管理'],
    co: ['工信', '交通局'],
    requirement: '清除小广告、涂鸦，恢复墙面和设施原貌。',
    basis: '《城市市容和环境卫生管理条例》第十七条、第三十四条',
  },
  ILLEGAL_STRUCTURE: {
    title: text('乱搭乱建', 'Illegal structure'),
    lead: ['自然资源'],
    co: ['城管'],
    requirement: '责令停建，依法立案、告知并推进后续法定程序；本期限只督程序进度，不是拆除期限。',
    basis: '《城乡规划法》第六十四条、第六十六条',
    progressOnly: true,
  },
} as const satisfies Record<string, Kind>

export type ProblemKind = keyof typeof problemKinds
export const problemKindOf = (kind: ProblemKind): Kind => problemKinds[kind]

/** What exactly is found, by kind; the first is the usual one. */
export const situations = {
  OCCUPY_ROAD: {
    STALL_OUT: situation('出店经营', 'Trading outside the shop', hours(4)),
    PILED_UP: situation('堆放物料', 'Goods piled up', workingDays(1)),
    WORKSHOP: situation('占道洗车加工', 'Washing or working on the road', workingDays(1)),
    ROAD_WORKS: situation('占道施工', 'Building on the road', workingDays(1)),
  },
  MOBILE_VENDING: {
    VENDOR: situation('流动摊贩', 'Mobile vendor', hours(2)),
    NIGHT_MARKET: situation('夜市复聚', 'Night market back again', workingDays(2)),
  },
  ILLEGAL_PARKING: {
    PARKED_CAR: situation('机动车违停', 'Car illegally parked', hours(2)),
    BLIND_TRACK: situation('占用盲道', 'Tactile paving blocked', hours(2)),
    ABANDONED_CAR: situation('僵尸车', 'Abandoned car', workingDays(5)),
  },
  MUD_ON_ROAD: {
    SITE_EXIT: situation('工地出入口带泥', 'Mud at a site exit', hours(4)),
    SPILLED: situation('渣土撒漏', 'Spilled soil', hours(4)),
    MUD_SOURCE: situation('来源整改', 'The source put right', workingDays(2)),
  },
  DUMPING: {
    EXPOSED: situation('暴露垃圾', 'Exposed rubbish', hours(24)),
    FLY_TIPPED: situation('偷倒垃圾', 'Fly-tipped rubbish', hours(24)),
    RUBBLE: situation('建筑垃圾', 'Building rubble', workingDays(3)),
  },
  POSTING: {
    SMALL_ADS: situation('小广告', 'Small ads', workingDays(1)),
    SPRAYED: situation('喷涂', 'Sprayed paint', workingDays(1)),
    GRAFFITI: situation('涂鸦', 'Graffiti', workingDays(1)),
  },
  ILLEGAL_STRUCTURE: {
    BUILDING: situation('违法建设', 'Illegal building', workingDays(10)),
    AWNING: situation('私搭雨棚', 'Awning', workingDays(10)),
    STEEL_SHED: situation('彩钢房', 'Steel shed', workingDays(10)),
    ON_GREEN: situation('占用绿地', 'On public green', workingDays(10)),
  },
} as const satisfies Record<ProblemKind, Record<string, Situation>>

const situationsOf = (kind: ProblemKind): Record<string, Situation> => situations[kind]

/** Within what time such a problem is put right unless the dispatch says otherwise. */
export function usualLimit(kind: ProblemKind, situationKey: string | undefined): Limit {
  const of = situationsOf(kind)
  return (of[situationKey ?? ''] ?? Object.values(of)[0] ?? { limit: workingDays(1) }).limit
}

/** Whether a situation is one of that kind's. */
export const isSituationOf = (kind: ProblemKind, situationKey: string): boolean =>
  Object.hasOwn(situations[kind], situationKey)

/** Every situation's name by its key. */
export const situationNames: Record<string, Text> = Object.fromEntries(
  Object.values(situations).flatMap((of) => Object.entries(of).map(([key, { title }]) => [key, title])),
)

export const kindNames = Object.fromEntries(
  Object.entries(problemKinds).map(([key, { title }]) => [key, title]),
) as Record<ProblemKind, Text>

/** What is left for doing it again after the first failed check: half, at least two hours or one working day. */
export function halved({ unit, value }: Limit): Limit {
  if (unit === 'H' || unit === 'WH') return { unit, value: Math.max(2, value / 2) }
  return { unit, value: Math.max(1, Math.ceil(value / 2)) }
}

/** What a problem is called in lists: 人民路88号：违法占道（堆放物料）. */
export function problemTitle(report: { place: string; category: ProblemKind; situation?: string }): string {
  const exact = report.situation === undefined ? '' : `（${situationNames[report.situation]?.zh ?? report.situation}）`
  return `${report.place}：${kindNames[report.category].zh}${exact}`.slice(0, 120)
}
