import { type Actor, type Assignee, type Role, whyNotAssignee } from '../../domain/people.ts'

const actor = (username: string, name: string, unitId: string, role: Role): Actor & { username: string } => ({
  username,
  userId: `u-${username}`,
  name,
  roles: [role],
  unitId,
})

/** People of the sample county whom a notice meets on its way, as the directory knows them. */
export const cast = [
  actor('taoxingyuan', '陶行远', 'OFFICE', 'OFFICE_INSPECTOR'),
  actor('zhuomingcha', '卓明察', 'OFFICE', 'OFFICE_INSPECTOR'),
  actor('yijianwei', '易见微', 'OFFICE', 'OFFICE_INSPECTOR'),
  actor('weichangfeng', '魏长风', 'OFFICE', 'OFFICE_DIRECTOR'),
  actor('jianzhiqiu', '简知秋', 'OFFICE', 'OFFICE_DISPATCHER'),
  actor('xuqinghe', '许清和', 'OFFICE', 'DEPUTY_COMMANDER'),
  actor('qinwangshu', '秦望舒', 'OFFICE', 'COMMANDER'),
  actor('jiatongshang', '贾通商', 'D25', 'UNIT_HEAD'),
  actor('zhulianfang', '祝联芳', 'D25', 'UNIT_LIAISON'),
  actor('dingzhucheng', '丁筑成', 'D20', 'UNIT_HEAD'),
  actor('tonghuaijie', '佟怀洁', 'D21', 'UNIT_HEAD'),
  actor('jianglvyan', '蒋律言', 'D15', 'LEGAL_REVIEWER'),
  actor('peizhili', '裴知礼', 'D04', 'ORG_OFFICER'),
] as const

export type Member = (typeof cast)[number]

/** Who launches every notice here. */
export const drafter: Member = cast[0]

/** As commands carry them. */
export const actorOf = ({ userId, name, roles, unitId }: Member): Actor => ({ userId, name, roles, unitId })

export const people: Record<string, Actor> = Object.fromEntries(cast.map((one) => [one.userId, actorOf(one)]))

/** Those who may act on a step. */
export const fitFor = (assignee: Assignee): Member[] => cast.filter((one) => whyNotAssignee(one, assignee) === null)
