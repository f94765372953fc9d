import { type Text, text } from './text.ts'

/** The diagnosis of each cause in one sentence: what is wrong, and what to do. Pure: instants come in as words. */

type Waits = { who: Text; step: Text; late: boolean; sealed: boolean }

const lateToo = ({ late }: { late: boolean }) => (late ? text('，且已超期', ', and overdue') : text('', ''))

/** Somebody has to act and has not in time. */
export const overdue = ({ who, step, sealed }: Waits): Text =>
  text(
    `等待${who.zh}${sealed ? '办理' : step.zh}，已超期。请电话催办。`,
    `Waiting for ${who.en}: ${step.en}, overdue. Call them.`,
  )

/** Several may act, none is named, and none has begun. */
export const unclaimed = ({ who, step }: Waits): Text =>
  text(
    `${who.zh}都可以办“${step.zh}”，没有指定谁办，临近期限仍无人动手。请电话提醒，或指定承办人。`,
    `${who.en} may all do “${step.en}”; nobody is named or has begun, and it is due soon. Call them, or name somebody.`,
  )

/** The person named has no account any more, or not the one that the step needs. */
export const assigneeGone = (waits: Waits): Text =>
  text(
    `“${waits.step.zh}”指定由${waits.who.zh}办理，其账号已停用或已调离${lateToo(waits).zh}。请移交给在岗的同志。`,
    `“${waits.step.en}” is for ${waits.who.en}, whose account is closed or who has moved${lateToo(waits).en}. Hand it over.`,
  )

/** Everybody who may act is away, and no substitute may. */
export const onLeave = (waits: Waits & { absent: string }): Text =>
  text(
    `能办“${waits.step.zh}”的${waits.absent}正在请假，没有代理人可以代办${lateToo(waits).zh}。请另定代理人，或移交给在岗的同志。`,
    `${waits.absent}, who may do “${waits.step.en}”, is on leave and no substitute may${lateToo(waits).en}. Name another substitute, or hand it over.`,
  )

/** No account may do the step. */
export const nobody = (waits: Waits): Text =>
  text(
    `“${waits.step.zh}”应由${waits.who.zh}办理，目前没有可用的账号${lateToo(waits).zh}。请为其开通或恢复账号。`,
    `“${waits.step.en}” is for ${waits.who.en}, and there is no account for it${lateToo(waits).en}. Open or reactivate one.`,
  )

/** A ruling is late, and a deadline waits for it. */
export const rulingLate = ({ who, step }: Waits): Text =>
  text(
    `等待${who.zh}${step.zh}，已超过时限；裁定之前，有关环节的期限不往下走。请催请裁定。`,
    `Waiting for ${who.en}: ${step.en}, past its limit; until then the step that it is about stands still. Ask them to decide.`,
  )

/** A hold's last day is over and its clock has not gone on. */
export const holdOver = ({ step }: Waits, until: Text): Text =>
  text(
    `“${step.zh}”挂账到${until.zh}为止，时钟至今没有恢复。请恢复计时。`,
    `“${step.en}” was on hold until ${until.en} and its clock still stands. End the hold.`,
  )

/** The due date is past, the workflow runs, and it has said nothing. */
export const timerSilent = (step: Text, due: Text): Text =>
  text(
    `“${step.zh}”已于${due.zh}到期，流程在运行却没有反应。请按流程更正台账，仍不动再退回到出错之前。`,
    `“${step.en}” fell due on ${due.en}; its workflow runs and has not reacted. Take over the workflow's state, or reset it.`,
  )

/** The workflow's clock stands at another, later instant than the due date that everybody reads. */
export const timerLater = (step: Text, due: Text, engine: Text): Text =>
  text(
    `“${step.zh}”台账上的期限是${due.zh}，流程里的时钟要到${engine.zh}才响。请核对后更正期限。`,
    `“${step.en}” is due on ${due.en} in the ledger, and on ${engine.en} in its workflow. Compare, and correct the due date.`,
  )

export const noWorker = (waiting: number): Text =>
  text(
    `没有正在运行的流程执行器：所有操作只能收下、不能办理${waiting > 0 ? `，已有${waiting}项任务在排队` : ''}。请启动执行器（chuangwei worker）。`,
    `No worker is running: acts are received but not carried out${waiting > 0 ? `; ${waiting} task(s) wait` : ''}. Start one (chuangwei worker).`,
  )

/** Workers answer the engine but do not reach the database. */
export const workerCutOff = (): Text =>
  text(
    '流程执行器在运行，但连不上数据库：各流程都停在入卷这一步。请检查执行器到数据库的连接，恢复后自动继续。',
    'Workers run but do not reach the database: every case stops at recording. Check their connection; they go on by themselves.',
  )

export const backlog = (waiting: number, seconds: number): Text =>
  text(
    `队列里有${waiting}项任务，最早的一项等了${seconds}秒：执行器来不及办。请再启动一个执行器，或查看它为什么慢。`,
    `${waiting} task(s) wait in the queue, the first for ${seconds} s: workers fall behind. Start another, or see why they are slow.`,
  )

export const engineAway = (): Text =>
  text(
    '流程引擎（Temporal）没有应答：请检查它是否在运行，恢复后收下的操作会自动办理。',
    'The engine (Temporal) does not answer: check that it runs. What was received is carried out once it is back.',
  )

export const taskFailing = (attempt: number, why: Text, build: string | null): Text =>
  text(
    `流程在同一处连续出错（第${attempt}次尝试，${why.zh}${build === null ? '' : `，代码版本 ${build}`}），停在原处。请修复程序，修好后自动继续。`,
    `Its workflow fails at the same place (attempt ${attempt}, ${why.en}${build === null ? '' : `, code ${build}`}) and waits there. Repair the code; it goes on by itself.`,
  )

/** What the engine calls a failed step of a workflow, in words. */
export const failureWords = {
  NON_DETERMINISTIC_ERROR: text('新代码与已有经过不符', 'the new code does not fit what has happened'),
  WORKFLOW_WORKER_UNHANDLED_FAILURE: text('程序错误', 'an error in the code'),
  RESET_WORKFLOW: text('被重置', 'reset'),
  BAD_SEARCH_ATTRIBUTES: text('检索属性有误', 'a bad search attribute'),
  GRPC_MESSAGE_TOO_LARGE: text('数据过大', 'too much data'),
  PAYLOADS_TOO_LARGE: text('数据过大', 'too much data'),
} as const satisfies Record<string, Text>
export const failedSomehow = text('原因见技术详情', 'see the technical detail')
export const timedOut = text('执行超时', 'it timed out')

export const retrying = (activity: string, attempt: number, next: Text | null): Text =>
  text(
    `后台动作“${activityText(activity).zh}”失败，已试${attempt}次${next === null ? '' : `，下一次在${next.zh}`}，通常是数据库或网络故障。恢复后自动继续。`,
    `“${activityText(activity).en}” has failed ${attempt} time(s)${next === null ? '' : `, next at ${next.en}`}, usually for want of the database or network. It goes on by itself once that is back.`,
  )

const activityNames: Record<string, Text> = {
  record: text('入卷', 'recording'),
  fence: text('核对期限前收到的操作', 'checking what was received before a deadline'),
  openSpawnedCase: text('立下一级案', 'opening a case of its own'),
  rerun: text('重演核对', 'running a case again'),
  openIntervention: text('登记处置', 'keeping an intervention'),
  noteIntervention: text('登记处置进展', 'keeping how an intervention stands'),
  carryOut: text('执行处置', 'carrying out an intervention'),
  failItem: text('登记处置结果', 'keeping what an intervention came to'),
  leaveOut: text('登记处置结果', 'keeping what an intervention came to'),
}

/** What a background action does, in a word; its own name where there is none. */
export const activityText = (activity: string): Text => activityNames[activity] ?? text(activity, activity)

/** `still` are the cases to which it gave rise and which run on. */
export const paused = (by: string, reason: string, still: number): Text =>
  text(
    `已被${by || '不明身份的人'}暂停${reason ? `（${reason}）` : ''}：不受理、不查询；期限照走${still > 0 ? `，另有${still}个下级流程仍在运行` : ''}。查明后请解除暂停。`,
    `Paused by ${by || 'somebody unknown'}${reason ? ` (${reason})` : ''}: nothing is taken in; its clocks run on${still > 0 ? `, and so do ${still} case(s) of its own` : ''}. Find out why, then unpause it.`,
  )

export const activityPaused = (activity: string, by: string, reason: string): Text =>
  text(
    `后台动作“${activityText(activity).zh}”被${by || '不明身份的人'}暂停${reason ? `（${reason}）` : ''}，流程其余部分仍在运行。请解除暂停。`,
    `“${activityText(activity).en}” was paused by ${by || 'somebody unknown'}${reason ? ` (${reason})` : ''}; the rest of the case runs on. Unpause it.`,
  )

const endings: Record<string, Text> = {
  TERMINATED: text('被终止', 'terminated'),
  CANCELED: text('被取消', 'cancelled'),
  FAILED: text('失败', 'failed'),
  TIMED_OUT: text('超时', 'timed out'),
  COMPLETED: text('提前结束', 'ended early'),
}

/** `how` is the engine's own word. `by` and `reason` are what its history says, or empty. */
export const endedOutside = (how: string, by: string, reason: string): Text => {
  const word = endings[how] ?? text(how, how)
  return text(
    `台账中未办结，流程却已${word.zh}${by ? `（操作者：${by}）` : ''}${reason ? `，理由：${reason}` : ''}。请由案卷重建流程。`,
    `Open in the ledger, but its workflow was ${word.en}${by ? ` by ${by}` : ''}${reason ? `: ${reason}` : ''}. Rebuild it from the record.`,
  )
}

export const deleted = (canBeTold: boolean): Text => {
  const way = canBeTold
    ? text('可以由留痕重建，从中断处继续。', 'It can be rebuilt from the record and goes on where it stood.')
    : text(
        '它开始时还没有可供重建的留痕，请从备份恢复（“系统状况”里的“备份与恢复”）。',
        'It began before there was a record to rebuild from: restore it from a backup (see Health, Backup and restore).',
      )
  return text(
    `台账中未办结，流程引擎里已查不到这一流程：被删除，或引擎的数据库恢复到了更早的时候。${way.zh}`,
    `Open in the ledger and unknown to the engine: deleted, or the engine was restored to an earlier moment. ${way.en}`,
  )
}

/** What differs between the read model and the workflow, each in a few words. */
export const differs = (differences: readonly Text[]): Text =>
  text(
    `台账与流程不一致：${differences.map(({ zh }) => zh).join('；')}。以流程为准，请核对后更正台账。`,
    `Ledger and workflow differ: ${differences.map(({ en }) => en).join('; ')}. The workflow is right; compare and correct.`,
  )

export const undecided = (who: Text, tries: number): Text =>
  text(
    `${who.zh}的操作已收到（按收到时间计算），尚未办理${tries > 0 ? `，已送办${tries}次` : '，还没有送办'}。系统会自动重试；持续不动请检查流程引擎和执行器。`,
    `An act of ${who.en} was received (and counts from then) and is not decided${tries > 0 ? `; it was sent ${tries} time(s)` : '; it was not sent yet'}. It is sent again by itself; if it does not move, check the engine and its workers.`,
  )

/** An intervention whose workflow was ended or deleted before it was carried out. */
export const interventionGone = (title: Text): Text =>
  text(
    `处置“${title.zh}”还没有执行完，它的流程已被结束或删除。请重建；重建不了的，按执行结果重新提出其余的。`,
    `The intervention “${title.en}” was ended or deleted before it was carried out. Rebuild it; where that is impossible, ask anew for what is left.`,
  )
