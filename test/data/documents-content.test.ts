import { expect, test } from 'vitest'
import { CLOSED, LADDER, startDocuments } from './document-server.ts'
import { textOf } from './unzip.ts'

const documents = await startDocuments()

/** What each document must say, in pieces: its title, its number, the names, what was submitted. */
const says: [caseId: string, key: string, pieces: string][] = [
  [
    LADDER,
    'notice-1',
    '督办通知 | 云创督办〔2026〕1号 | 县商务局 | 主要负责人：贾通商 | 后巷垃圾堆积 | 自签收之日起5个工作日内 | 魏长风（创卫办主任） | 王主任',
  ],
  [
    LADDER,
    'notice-2',
    '督办通知（第二次） | 云创督办〔2026〕1号-2 | 第一次督办（云创督办〔2026〕1号）期限为 | 仍未落实：逾期未反馈 | 再次未落 | 第十二条提请约谈 | 许清和（副指挥长） | 县纪委监委',
  ],
  [LADDER, 'receipt-1', '送达回证 | 云创督办〔2026〕1号 | 电话送达 | 王主任 | 简知秋'],
  [LADDER, 'receipt-2', '送达回证 | 云创督办〔2026〕1号-2 | 系统签收 | 祝联芳（县商务局联络员）'],
  [LADDER, 'receipt-3', '送达回证 | 约谈通知书 | 云创约谈〔2026〕1号 | 贾通商'],
  [LADDER, 'determination-1', '未落实认定书 | 第一次督办 | 逾期未反馈 | 车辆检修 | 无正当理由 | 魏长风'],
  [
    LADDER,
    'determination-2',
    '未落实认定书 | 整改不到位 | 陶行远（督查考核员）、卓明察（督查考核员）现场核查：仅清运约一半 | 人手不足',
  ],
  [
    LADDER,
    'talk-proposal-1',
    '约谈建议表 | 县商务局主要负责人贾通商 | 许清和 | 第二次督办认定未落实：整改不到位 | 程序完备。两轮有效法明（法制审核人） | 同意约谈。时间：2026年9月29日9时5分，地点：县政府三楼会议室',
  ],
  [
    LADDER,
    'talk-notice-1',
    '约谈通知书 | 云创约谈〔2026〕1号 | 创建卫生城市工作指挥部 | 经秦望舒（指挥长）批准，定于2026年9月29日9时5分在县政府三楼会议室 | 不得由他人代替 | 联系人：陶行远',
  ],
  [
    LADDER,
    'talk-record-1',
    '约谈记录 | 秦望舒（指挥长）、许清和（副指挥长） | 主要负责人本人到场 | 云创督办〔2026〕1号、云创督办〔2026〕1号-2 | 承认管理松懈 | 已核对无误 | 有异议，保留意见：垃圾量的认定偏高',
  ],
  [LADDER, 'commitment-1', '整改承诺书 | 10月中旬前全部清运并设专人 | 每日两清 | 祝联芳 | 主要负责人（签字）'],
  [
    LADDER,
    'talk-acceptance-1',
    '约谈整改验收意见 | 云创约谈〔2026〕1号 | 又清运八成 | 核查余十八立方米 | 约谈后仍未落实：已反弹',
  ],
  [
    LADDER,
    'disposition-1',
    '处理建议书 | 云创建议〔2026〕1号 | 县委组织部： | 贾通商，县商务局局长 | 请考虑客观困难 | 部分采纳 | 2026年9月29日：约谈 | 建议研究：诫勉 | 请贵部按干部管理权限研究 | 证据清单',
  ],
  [
    CLOSED,
    'urge-1',
    '催办通知书 | 云创催办〔2026〕1号 | 县商务局： | “整改并书面反馈”应于2026年9月1日18时前办结，至今未办 | 催办要求：请抓紧排水',
  ],
  [CLOSED, 'urge-2', '催办通知书 | 云创催办〔2026〕2号 | 至今未办 | 请收到本通知后立即办理'],
  [CLOSED, 'extension-1', '延期审批表 | 云创督办〔2026〕2号 | 2个工作日 | 天气 | 同意。情况属实魏长风 | 延期后期限'],
  [CLOSED, 'objection-1', '异议表及裁定 | 不属本单位职责 | 应由住建局负责 | 县住房和城乡建设局 | 异议不成立 | 许清和'],
  [CLOSED, 'hold-1', '挂账审批表 | 抽水泵待命 | 2026年12月5日 | 同意挂账 | 复核意见 | 秦望舒（指挥长）'],
  [CLOSED, 'determination-1', '不计未落实次数认定书 | 非本单位原因 | 3个工作日 | 管网改造未完'],
  [
    CLOSED,
    'closing-1',
    '销号单 | 云创督办〔2026〕2号 | 积水已排净 | 现场无积水 | 卓明察 | 落实，予以销号 | 整改前 | 整改后',
  ],
]

const unspaced = (said: string) => said.replaceAll(/\s/g, '')

test.each(says)('%s %s says what was submitted, in its own number and name', async (caseId, key, pieces) => {
  const { headers, xml } = await documents.docx(caseId, key)
  const said = textOf(xml)
  for (const piece of pieces.split(' | ')) expect(said).toContain(piece)
  expect(said).toContain('（此处加盖印章）')
  expect(said).not.toMatch(/undefined|NaN|null|密不可见|\[object/)
  // The page to print says exactly the same.
  expect(unspaced(textOf((await documents.html(caseId, key)).body))).toBe(unspaced(said))
  expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
  const disposition = String(headers['content-disposition'])
  expect(disposition).toMatch(/^[\x20-\x7e]+$/)
  expect(decodeURIComponent(disposition)).toMatch(/^attachment; filename\*=UTF-8''.*云创.+号.*\.docx$/)
})
