import type { Role } from '../../domain/people.ts'
import type { UnitRow } from './rows.ts'

export type SamplePerson = { username: string; name: string; unitId: string; role: Role; shown: boolean }

const person = (username: string, name: string, unitId: string, role: Role, shown = true): SamplePerson => ({
  username,
  name,
  unitId,
  role,
  shown,
})

/** Those worth trying out first. Names and posts are the sample's where it has them. */
const named: SamplePerson[] = [
  person('qinwangshu', '秦望舒', 'OFFICE', 'COMMANDER'),
  person('xuqinghe', '许清和', 'OFFICE', 'DEPUTY_COMMANDER'),
  person('weichangfeng', '魏长风', 'OFFICE', 'OFFICE_DIRECTOR'),
  person('jianzhiqiu', '简知秋', 'OFFICE', 'OFFICE_DISPATCHER'),
  person('taoxingyuan', '陶行远', 'OFFICE', 'OFFICE_INSPECTOR'),
  person('zhuomingcha', '卓明察', 'OFFICE', 'OFFICE_INSPECTOR'),
  person('yijianwei', '易见微', 'OFFICE', 'OFFICE_INSPECTOR'),
  person('jinkuaiji', '金会计', 'OFFICE', 'OFFICE_FINANCE'),
  person('jiatongshang', '贾通商', 'D25', 'UNIT_HEAD'),
  person('zhulianfang', '祝联芳', 'D25', 'UNIT_LIAISON'),
  person('dingzhucheng', '丁筑成', 'D20', 'UNIT_HEAD'),
  person('shijingye', '石敬业', 'D20', 'UNIT_LIAISON', false),
  person('tonghuaijie', '佟怀洁', 'D21', 'UNIT_HEAD'),
  person('hongshoujing', '洪守净', 'D21', 'UNIT_LIAISON', false),
  person('yuntiankuo', '云天阔', 'T01', 'UNIT_HEAD', false),
  person('luqinmian', '卢勤勉', 'T01', 'UNIT_LIAISON'),
  person('wangqingquan', '汪清泉', 'T02', 'UNIT_HEAD', false),
  person('mixiaoxi', '米晓溪', 'T02', 'UNIT_LIAISON', false),
  person('jianglvyan', '蒋律言', 'D15', 'LEGAL_REVIEWER'),
  person('shenchazhang', '申查账', 'D16', 'FINANCE_BUREAU'),
  person('peizhili', '裴知礼', 'D04', 'ORG_OFFICER'),
  person('yanshouzhong', '严守中', 'D03', 'DISCIPLINE_OFFICER'),
  person('shenheshi', '沈核实', 'D31', 'AUDITOR'),
  person('admin', '安可行', 'OFFICE', 'SYS_ADMIN'),
  person('ningshouzheng', '宁守正', 'OFFICE', 'SYS_ADMIN'),
]

/** The user names of those worth trying out first, in the order in which they are shown. */
export const shownUsernames = named.filter(({ shown }) => shown).map(({ username }) => username)

/** The people of the sample county: besides the named ones a head and a liaison of every unit that can get a notice. */
export function samplePeople(units: UnitRow[]): SamplePerson[] {
  const unitPeople = units
    .filter((unit) => unit.subject)
    .flatMap((unit) => [
      person(`${unit.id.toLowerCase()}head`, unit.head_name ?? `${unit.short_name}负责人`, unit.id, 'UNIT_HEAD', false),
      person(`${unit.id.toLowerCase()}liaison`, `${unit.short_name}联络员`, unit.id, 'UNIT_LIAISON', false),
    ])
    .filter(({ unitId, role }) => !named.some((one) => one.unitId === unitId && one.role === role))
  return [...named, ...unitPeople]
}
