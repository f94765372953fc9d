import { text } from '../domain/text.ts'

/** The fixed words that more than one screen shows. Words of one screen stand beside that screen. */
export const words = {
  product: text('创卫督办', 'Chuangwei'),
  office: text('创建卫生城市工作指挥部办公室', 'Sanitary City Campaign Office'),
  inbox: text('待办', 'Inbox'),
  launch: text('发起督办', 'New notice'),
  notices: text('督办台账', 'Notices'),
  stuck: text('异常', 'Stuck'),
  calendar: text('工作日历', 'Calendar'),
  accounts: text('账号', 'Accounts'),
  mainMenu: text('主菜单', 'Main menu'),
  skip: text('跳到正文', 'Skip to content'),
  signOut: text('退出登录', 'Sign out'),
  changePassword: text('修改密码', 'Change password'),
  language: text('English', '中文'),
  retry: text('重试', 'Try again'),
  reload: text('刷新', 'Reload'),
  cancel: text('取消', 'Cancel'),
  save: text('保存', 'Save'),
  submit: text('提交', 'Submit'),
  close: text('关闭', 'Close'),
  back: text('返回', 'Back'),
  search: text('搜索', 'Search'),
  more: text('加载更多', 'Load more'),
  loading: text('正在加载', 'Loading'),
  failed: text('没有加载出来', 'This did not load'),
  optional: text('选填', 'optional'),
  provisional: text('暂估', 'provisional'),
  provisionalHint: text(
    '跨入的年份尚未公布放假安排，先按普通星期推算，公布后自动核定，只延不缩。',
    'The calendar of a year it reaches is not published yet: reckoned by plain weeks, settled once it is, never shortened.',
  ),
  lost: text('连接中断，正在重连', 'Connection lost, reconnecting'),
  none: text('无', 'None'),
  number: text('文号', 'Number'),
  subject: text('督办事项', 'Subject'),
  unit: text('责任单位', 'Unit'),
  step: text('办理环节', 'Step'),
  due: text('期限', 'Due'),
  stage: text('办理阶段', 'Stage'),
  round: text('轮次', 'Round'),
  outcome: text('办理结果', 'Outcome'),
  noNumberYet: text('未编号', 'No number yet'),
  received: text('已收到，正在办理', 'Received, being processed'),
  receivedHint: text(
    '系统已于收到之时留存，按此时间计算是否按期。可以离开本页，办结后会更新。',
    'It is safely stored and counts from the moment it was received. You may leave; this page updates when it is done.',
  ),
} as const

/** 第2次, as rounds are called. */
export const roundName = (round: number) => text(`第${round}次督办`, `Round ${round}`)
