import { peopleSentences } from './people-refusals.ts'
import { sendBackSentences } from './send-back-refusals.ts'
import { type Text, text } from './text.ts'

/**
 * Every reason for which an act is refused, in words that say what to do. The workflow throws the code, the
 * API turns it into the sentence, the ledger keeps both. Parameters are plain strings, filled in by name.
 */
const sentences = {
  ...peopleSentences,
  ...sendBackSentences,
  NOT_YOUR_UNIT: text('这件事由{unit}办理，您不属于该单位。', 'This belongs to {unit}; you are not of that unit.'),
  NOT_YOUR_ROLE: text('这一步由{who}办理，您没有这项职责。', 'This step is for {who}; your role does not include it.'),
  NOT_NAMED: text('这一步已指定专人办理，请联系被指定的同志。', 'This step is assigned to somebody by name.'),
  RECUSED: text(
    '您参与过本次整改，按回避规定不得再办理这一步（整改人与核查人必须分开）。',
    'You took part in this rectification and must recuse yourself: who rectifies may not verify.',
  ),
  TASK_CLOSED: text(
    '这一步已由{who}于{when}办结，不能重复办理。请刷新页面查看最新进展。',
    'This step was completed by {who} at {when}. Reload to see where the case stands.',
  ),
  TASK_OVERDUE: text(
    '这一步已于{when}到期，逾期结果已认定，不能再提交。',
    'This step fell due at {when}; the overdue outcome stands and nothing more can be submitted.',
  ),
  TASK_CANCELLED: text('这一步已随{why}取消，无需办理。', 'This step was cancelled: {why}.'),
  TASK_UNKNOWN: text('没有找到这项任务，可能已被取消。请返回待办列表。', 'No such task; it may have been cancelled.'),
  CASE_CLOSED: text('该案已办结，不能再操作。', 'The case is closed; nothing more can be done on it.'),
  LATE: text(
    '收到时间{received}晚于截止时间{due}，不能计为按期提交。',
    'Received at {received}, after the deadline {due}: it cannot count as in time.',
  ),
  NOT_WITHDRAWABLE: text(
    '责任单位已签收（或已电话送达），通知不能再撤回。',
    'The notice has been received; it can no longer be withdrawn.',
  ),
  RULING_PENDING: text('已有一项申请正在审批，请等待结果。', 'A request is still being decided; wait for the result.'),
  ON_HOLD: text(
    '该步骤正在挂账，停止计时期间不能办理此项。',
    'The step is on hold; this cannot be done while the clock stands.',
  ),
  NOT_ON_HOLD: text('该步骤没有挂账。', 'The step is not on hold.'),
  EXTENSION_USED: text('每轮只能申请一次延期（督查督办规定）。', 'Only one extension may be asked for in a round.'),
  EXTENSION_TOO_LATE: text(
    '延期须在到期（{due}）之前申请，现已到期。',
    'An extension must be asked for before the due date ({due}).',
  ),
  EXTENSION_TOO_LONG: text('延长后不得超过原期限的两倍。', 'The limit may at most double.'),
  AMOUNT_DIFFERS: text(
    '金额须为 {expected} 元：退还、奖励和不予退还按在管金额全额结算（奖惩兑现规定）。',
    'The amount must be {expected} yuan: a settlement covers all that is held.',
  ),
  AMOUNT_OVER_DUE: text(
    '金额须大于零且不超过应缴的 {due} 元，请核对凭证。',
    'The amount must be above zero and at most the {due} yuan that are due.',
  ),
  CONCLUSION_DIFFERS: text(
    '按责任书完成情况和年度得分，结论应为“{rule}”；属于免责情形的请选“免责”并写明依据（奖惩兑现规定）。',
    'By the tasks done and the score the conclusion is “{rule}”; choose “excused” where that applies.',
  ),
  PUBLIC_NOTICE_RUNS: text(
    '公示期五个工作日未满（至 {until}），期满后才能登记无异议；收到异议可以随时登记。',
    'The public notice runs until {until}; only objections can be recorded before.',
  ),
  SETTLEMENT_TAKEN: text(
    '该单位该年度已有结算 {case}，一个单位一年只结算一次，请直接打开办理。',
    'This unit and year has its settlement {case} already: open that one.',
  ),
  LETTER_TAKEN: text(
    '该单位该年度已有责任书 {case}，一个单位一年只签一份；需要调整的请提出补充协议。',
    'This unit has its letter of the year, {case}, already; propose an amendment to change it.',
  ),
  UNIT_WITHOUT_HEAD: text(
    '{unit}没有在任的主要负责人账号，责任书无人签订。请先由系统管理员登记主要负责人。',
    '{unit} has no head with an account, so nobody could sign. Ask the administrator to enter the head.',
  ),
  TEMPLATE_CHANGED: text(
    '该模板已由他人更新到第 {version} 版，请刷新后在新版上修改。',
    'Somebody has saved version {version} of this template; reload and change that one.',
  ),
  TEMPLATE_UNKNOWN: text(
    '没有找到该模板的这一版，请刷新后重新选择。',
    'No such version of a template; reload and choose again.',
  ),
  TEMPLATE_NOT_RELEASED: text(
    '该模板第 {version} 版尚未经法制审核放行，不能批量下发。请先“送法制审核”，放行后再下发；急需的单位可单独拟责任书，逐份送审。',
    'Version {version} of this template has not been released by legal review, so it cannot be sent to many. Send it for review first, or draft a single letter, which is reviewed by itself.',
  ),
  TEMPLATE_REVIEWED: text(
    '该模板的这一版已经送审（{case}），每一版只审一次；退回的请修改为新版后再送。',
    'This version was sent for review already ({case}), and each is reviewed once; change it, and send the next one.',
  ),
  AMENDMENT_OPEN: text(
    '该责任书已有补充协议 {case} 正在办理，办结后才能再提。',
    'The amendment {case} of this letter is still being decided; wait for its end.',
  ),
  LETTER_NOT_IN_FORCE: text(
    '责任书签订生效后、核销前才能提补充协议；未签订的请在审签时退回修改。',
    'Only a letter that is signed and not yet closed can be amended; before that, return it for revision.',
  ),
  NOTHING_CHANGES: text(
    '补充协议与原责任书没有差别，请先修改。',
    'Nothing differs from the letter; change something first.',
  ),
  ASSESSMENT_TAKEN: text(
    '该考核期已经发起（{case}），一个半年只考核一次，请直接打开办理。',
    'This half-year has its assessment {case} already: open that one.',
  ),
  CASH_NOT_ALLOWED: text(
    '保证金没有设为“收取现金”，责任书不能写缴存条款：请选“只记账”，或先登记法律依据。',
    'Deposits are not collected: choose “record only”, or enter the legal basis first.',
  ),
  PLAN_PAUSED: text(
    '该巡查计划已暂停（{reason}），请先恢复计划再立即巡查。',
    'This plan is paused ({reason}): let it run again first.',
  ),
  DEPOSIT_MODE_MIXED: text(
    '该单位本年度的保证金按另一种方式入账在管，两种方式不能混用：请先结清，或改回原方式。',
    'The deposits of this unit and year were booked the other way; settle them first, or set the mode back.',
  ),
  PAYER_HOLDS_NOTHING: text(
    '{name}在该单位本年度没有在管的保证金，请核对缴存人和年度。',
    'Nothing is held of {name} in this unit and year; check both.',
  ),
  SUCCESSOR_NOT_HEAD: text(
    '继任者须为该单位现任主要负责人。请先由系统管理员更新人员。',
    'The successor must be the present head of the unit; ask the administrator to update the people first.',
  ),
  CHANGE_OPEN: text(
    '该单位本年度已有缴存人变动 {case} 正在办理，办结后才能再提。',
    'A change of this unit and year, {case}, is still under way; wait for its end.',
  ),
  SETTLEMENT_DECIDED: text(
    '该单位本年度的结算 {case} 已经集体决定，缴存人变动请在结算中处理。',
    'The settlement {case} of this unit and year is decided: deal with it there.',
  ),
  COMPLAINT_NOT_WITHDRAWABLE: text(
    '这件举报已经答复或办结，不能再撤回。',
    'This was answered or ended already and cannot be withdrawn.',
  ),
  GO_ON_WITHOUT_PHOTO: text(
    '举报没有照片，转问题处置请上传现场照片。',
    'The complaint has no photo: add one, so that the problem shows what is wrong.',
  ),
  DEPOSITS_OFF: text('保证金功能已停用，不能发出缴存通知。', 'Deposits are switched off.'),
  RETURN_USED: text(
    '该问题已强制派遣，不得再退回；对管辖有异议的，请签收后一个工作日内提出异议（问题处置规定）。',
    'This was dispatched by force and cannot be returned; sign for it and object within one working day.',
  ),
  POINTS_LEFT: text(
    '还有点位没有检查：{points}。本次抽到的点位须逐一检查。',
    'Points still to be seen: {points}. Every point drawn must be seen.',
  ),
  SCHEDULE_UNREACHED: text(
    '流程引擎暂时连不上，没有保存，请稍后再试。',
    'The engine cannot be reached; nothing was kept. Please try again later.',
  ),
  MERGE_UNFIT: text(
    '问题 {into} 不存在或已办结，不能并入；请刷新附近的问题后重新选择，或作为新问题上报。',
    'Problem {into} does not exist or is over; look at the near ones again, or report a new one.',
  ),
  FORCED_BY_DIRECTOR: text(
    '该单位已退回过，或已退回两次：须由创卫办主任裁定强制派遣。',
    'It was returned by this unit, or twice: only the office director may dispatch it now.',
  ),
  OBJECTION_NOT_HEARD: text('这一步不受理异议。', 'No objection is heard at this step.'),
  OBJECTION_USED: text('本轮已提出过异议并已裁定。', 'An objection was already heard in this round.'),
  OBJECTION_TOO_LATE: text(
    '异议须在签收后一个工作日内（{until}前）提出，现已超过。',
    'An objection is heard within one working day of receipt (until {until}).',
  ),
  HOLD_TOO_LONG: text('挂账最长六个月。', 'A hold lasts six months at most.'),
  TOO_MANY_CO_HANDLERS: text('协办单位最多五个。', 'At most five co-handlers.'),
  CO_HANDLER_IS_LEAD: text('协办单位不能是主办单位本身。', 'The lead unit cannot be its own co-handler.'),
  PERSON_UNFIT: text('{name}无权办理这一步，请另选。', '{name} is not entitled to this step.'),
  SAME_KEY: text(
    '此事须由两人分别办理，提出人与审批人不得为同一人，也不得属于被处理单位。',
    'This needs two people who are not the same and not of the unit concerned.',
  ),
  PRINCIPAL_ONLY: text(
    '约谈对象须为责任单位主要负责人本人，不得由他人代替（约谈程序）。',
    'The talk is with the head of the unit in person; nobody may stand in.',
  ),
  TALK_TOO_SOON: text(
    '约谈须在通知送达两个工作日之后（{earliest}起），不得提前。',
    'A talk is held at least two working days after its notice (from {earliest}).',
  ),
  TALK_NOT_ON: text(
    '约谈定于{at}举行，尚未到时间，不能登记结果。',
    'The talk is appointed for {at}; nothing can be recorded before.',
  ),
  RESCHEDULE_USED: text(
    '被约谈单位只能申请改期一次，已经用过。请按时到场。',
    'The unit may ask only once to put the talk off; please come at the appointed time.',
  ),
  RESCHEDULE_TOO_LATE: text(
    '改期须在约谈时间（{due}）之前书面申请，现已超过。',
    'It must be asked for before the talk ({due}).',
  ),
  LETTER_UNIT_ONLY: text(
    '《催办通知书》只发给责任单位；本步骤由{who}办理，请改用提醒。',
    'A formal reminder goes to units only; this step is for {who}. Send a note instead.',
  ),
  TWO_LEADERS: text(
    '约谈人须为两位以上县领导，且不属于责任单位。',
    'A talk needs two county leaders who are not of the unit.',
  ),
  REFERRAL_OWN_UNIT: text(
    '涉及本单位的事项须由其他单位的同志提出移送，本人应当回避（《公务员法》第七十六条）。',
    'A matter of your own unit is to be referred by somebody else; you must recuse yourself.',
  ),
  MEASURE_BEYOND_POWER: text(
    '{organ}无权作出“{measure}”，不予登记：{rule}。请核对决定机关和决定种类。',
    '{organ} has no power for “{measure}” and it is not recorded: {rule}. Check the organ and the decision.',
  ),
  NOT_RERUN: text(
    '没有执行器应答，未能重演。请稍后再试；仍不行请系统管理员检查执行器和流程引擎。',
    'No worker answered; it was not run again. Try later, or ask the administrator to look at the workers.',
  ),
  ORGAN_ONLY: text(
    '办理结果只能由有权机关的对接人登记（《监察法》第十一条、第五十二条；《公职人员政务处分法》第三条），您没有这项权限。',
    'Results are recorded by the officer of the competent organ alone (Supervision Law §§11, 52); you have no power for it.',
  ),
  DEFENSE_RUNNING: text(
    '当事人的陈述申辩期（五个工作日）未满，不得提请处理。',
    'The right to be heard (five working days) has not run out; no proposal before that.',
  ),
  SECOND_IS_FIRST: text(
    '须由另一名系统管理员确认，提出人不能自己确认。',
    'Another administrator has to confirm it; whoever asked cannot.',
  ),
  ENGINE_SILENT: text(
    '流程引擎暂时没有应答，没有提出，请稍后再试；已提出的可在“处置”中看到。',
    'The engine did not answer; nothing was asked. Try again later; what was asked stands under Interventions.',
  ),
  INTERVENTION_OVER: text(
    '这次处置已经结束（{state}），不能再操作。如仍需要，请重新提出。',
    'This intervention is over ({state}). Ask anew if it is still needed.',
  ),
  INTERVENTION_NOT_THERE: text(
    '这次处置目前是“{state}”，不能这样操作，请刷新查看。',
    'This intervention is now “{state}”: that is not possible. Look at it again.',
  ),
  RESET_DISCARDED: text(
    '流程已由系统管理员退回到此操作之前（{reason}），此操作作废；需要的，请在流程到达时重新办理。',
    'Administrators took the process back to before this act ({reason}): it is void. Do it again when the process comes to it.',
  ),
  NOTHING_TO_RETRY: text(
    '没有正在等待重试的动作：流程没有停住。案卷记录属本地动作，每隔不到十秒自动重试。',
    'Nothing waits to be tried again: the process is not held up. Recording is tried again within ten seconds by itself.',
  ),
  NOT_PAUSED: text('流程没有被暂停，无需解除。', 'The process is not paused.'),
  ALREADY_PAUSED: text('流程已被暂停。', 'The process is paused already.'),
  EXECUTION_ENDED: text(
    '流程已结束（{status}），不能再做此处置；被终止的请用“重建流程”。',
    'The process has ended ({status}); rebuild it if it was ended from outside.',
  ),
  EXECUTION_RUNS: text('流程正在运行，无需重建。', 'The process is running; there is nothing to rebuild.'),
  EXECUTION_COMPLETED: text('流程已正常办结，不能重建。', 'The process has come to its own end.'),
  EXECUTION_GONE: text(
    '流程引擎里没有这一案，也没有可供重建的留痕；请从备份恢复。',
    'The engine does not have this case, and nothing is kept to rebuild it from: restore it from a backup.',
  ),
  POINT_UNKNOWN: text(
    '选定的退回点已不在这次运行里，请重新选择。',
    'The point is no longer one of this run; choose again.',
  ),
  NOT_REOPENABLE: text(
    '回头看期限已过或案件未销号，不能重新督办；如有反弹请另发督办。',
    'It can no longer be reopened; launch a new notice instead.',
  ),
  JUST_CHANGED: text(
    '该案刚刚有了新进展，请查看最新情况后再操作。',
    'The case has just moved on; look at it again before you act.',
  ),
  INVALID_FORM: text(
    '填写有误，请按提示修改后再提交，已填内容不会丢失。',
    'Please correct the marked fields; nothing you typed is lost.',
  ),
  UNKNOWN_ACT: text('不支持的操作：{act}。', 'Unknown act: {act}.'),
  CO_INSPECTOR_SAME: text('两名核查人必须是不同的人。', 'The two inspectors must be different people.'),
  CO_INSPECTOR_UNFIT: text(
    '{name}不能担任本次核查人：须为督查考核员或创卫办人员，且不属于责任单位、未参与整改。',
    '{name} may not verify: they must be of the office, not of the unit, and have had no part in the work.',
  ),
  DATE_IN_FUTURE: text('{field}不能晚于现在。', '{field} cannot be in the future.'),
  DATE_BEFORE: text('{field}不能早于{than}。', '{field} cannot be before {than}.'),
  UNIT_UNKNOWN: text('没有编号为{unit}的单位。', 'There is no unit {unit}.'),
  UNIT_NOT_SUBJECT: text(
    '{unit}是监督机关，不列为督办对象。',
    '{unit} is a supervisory organ and cannot be the subject of a notice.',
  ),
  PROBLEM_TAKEN: text(
    '问题{problem}已在{case}中督办，不能重复立案。',
    'Problem {problem} is already under notice {case}.',
  ),
  PHOTO_UNKNOWN: text(
    '有{count}张照片没有找到，请重新上传。',
    '{count} photo(s) were not found; please upload them again.',
  ),
  SIGN_IN_FIRST: text('请先登录；如已登录，登录可能已过期。', 'Please sign in; your session may have expired.'),
  FILE_TOO_LARGE: text(
    '文件太大：最多 {megabytes} MB，请压缩后再上传。',
    'The file is too large: at most {megabytes} MB. Make it smaller and upload it again.',
  ),
  NOT_A_PHOTO: text(
    '这不是可以打开的照片，可能已损坏或没有传完整。请上传 JPEG、PNG 或 WebP 格式的照片。',
    'This is not a photo that can be opened; it may be damaged or incomplete. Upload a JPEG, PNG or WebP photo.',
  ),
  HEIC_PHOTO: text(
    '暂不支持 HEIC 格式。请在手机“设置—相机—格式”中选“兼容性最佳”后重拍，或把照片另存为 JPEG 再上传。',
    'HEIC is not supported. Set the camera format to "Most Compatible", or save the photo as JPEG and upload that.',
  ),
  TOO_MANY_PIXELS: text(
    '照片像素过高（最多 {megapixels} 百万像素）。请用手机的普通拍照模式，或缩小后再上传。',
    'The photo has too many pixels (at most {megapixels} megapixels). Use the normal camera mode or make it smaller.',
  ),
  QUOTA_EXCEEDED: text(
    '您今天上传的照片已达 {limit} 张上限，请明天再传；确需多传请联系系统管理员。',
    'You have uploaded {limit} photos today, which is the limit. Continue tomorrow, or ask the administrator.',
  ),
  DISK_FULL: text(
    '服务器存储空间不足，照片没有保存。文字内容不受影响，可以照常提交；请联系系统管理员清理空间后再传照片。',
    'The server is out of space and the photo was not saved. Text can still be submitted; ask the administrator to free space.',
  ),
  UPLOAD_BROKEN_OFF: text(
    '照片没有传完，请检查网络后重新上传。',
    'The upload broke off; check the connection and upload the photo again.',
  ),
  FILE_DAMAGED: text(
    '照片文件与存证的校验值不符，暂不能显示。请联系系统管理员从备份恢复。',
    'The stored photo does not match its checksum and is not shown. Ask the administrator to restore it from a backup.',
  ),
  FORBIDDEN: text('您没有“{what}”的权限。如确需办理，请联系系统管理员。', 'You are not allowed to do this ({what}).'),
  NOT_FOUND: text('没有找到，或您无权查看。', 'Not found, or not yours to see.'),
  SIGN_IN_WRONG: text(
    '用户名或密码不正确，还可以再试{left}次。',
    'Wrong user name or password; {left} more attempt(s).',
  ),
  SIGN_IN_LOCKED: text(
    '密码输错次数过多，已暂停登录，请{minutes}分钟后再试，或请系统管理员解锁。',
    'Too many wrong passwords. Try again in {minutes} minute(s), or ask the administrator to unlock the account.',
  ),
  PASSWORD_WRONG: text('当前密码不正确。', 'The current password is wrong.'),
  ALREADY_SET_UP: text(
    '系统已有账号，请直接登录；忘记密码请联系系统管理员。',
    'There are accounts already. Sign in, or ask the administrator.',
  ),
  LAST_ADMINISTRATOR: text(
    '这是最后一个可用的系统管理员，请先另设一名系统管理员。',
    'This is the last active administrator; appoint another one first.',
  ),
  COMPLAINED_UNIT: text(
    '{unit}是被举报单位或须回避的单位，不得承办、协办或改派给它。',
    '{unit} is the unit complained about, or recused: it can neither handle this nor help.',
  ),
  COMPLAINT_UNKNOWN: text(
    '没有编号为{case}的举报，或它已并入别的举报。',
    'There is no complaint {case}, or it was itself merged into another.',
  ),
  RECEIPT_UNKNOWN: text(
    '没有查到这个回执码。请对照截图或打印件逐位核对。',
    'No complaint has this receipt code. Compare it with your copy, sign by sign.',
  ),
  DRAFT_STALE: text(
    '页面打开太久或刚刚打开，请稍等几秒再提交；仍不行请刷新页面，已填内容不会丢失。',
    'Wait a few seconds and send it again; if that fails, reload the page. Nothing you typed is lost.',
  ),
  TOO_OFTEN: text(
    '操作过于频繁，请{minutes}分钟后再试；已填内容不会丢失。紧急情况请拨打 110、119、120。',
    'Too often: try again in {minutes} minute(s). Nothing you typed is lost. In an emergency call 110, 119 or 120.',
  ),
  DRAFT_FULL: text('一次最多上传{limit}张照片。', 'At most {limit} photos.'),
  SEALED_FROM_OFFICE: text(
    '此件已移送有权机关，举报人信息只对该机关开放。',
    'It is with the competent organ; who complained is open to that organ only.',
  ),
  COMPLAINT_ABOUT_OFFICE: text(
    '反映的是创卫办自己的，请按 D 类移送有权机关，不由创卫办派单。',
    'It is about the office itself: transfer it as class D; the office dispatches nothing about itself.',
  ),
  COMMAND_REUSED: text(
    '这个操作编号已用于另一项操作，请刷新页面后重试。',
    'This command id was already used for something else; reload and try again.',
  ),
} as const satisfies Record<string, Text>

export type RefusalCode = keyof typeof sentences
export const refusalCodes = Object.keys(sentences) as RefusalCode[]
export type RefusalParams = Record<string, string>

/** What a person is told about one field: where it is in the form, and what is wrong with it. */
export type FieldError = { path: (string | number)[]; text: Text }

export type Refusal = { code: RefusalCode; text: Text; fields: FieldError[] }

export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(sentences, code)

/** The refusal with its sentence filled in; a missing parameter stays visible as its name in braces. */
export function refusal(code: RefusalCode, params: RefusalParams = {}, fields: FieldError[] = []): Refusal {
  const fill = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole)
  return { code, text: { zh: fill(sentences[code].zh), en: fill(sentences[code].en) }, fields }
}
