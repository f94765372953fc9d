import { dateOf, type DueSum, type Limit } from './calendar.ts'
import type { StepFacts } from './corrections.ts'
import { type Role, roles } from './people.ts'
import { outcomeText, processOf, stageText } from './processes/catalogue.ts'
import { type Text, text } from './text.ts'

/** The sentences by which a case says what it waits for and what follows by itself. Pure: `now` is an argument. */

export type Waiting = {
  title: Text
  assignee: Text
  otherwise: Text
  dueAt: string
  dueSum: DueSum
  /** What makes the clock stand still, or keeps a verdict from being spoken. */
  facts?: Pick<StepFacts, 'heldSince' | 'heldUntil' | 'pending'>
}

/** Who a task is for: a person by name, the holders of roles in a unit, or of the office's roles. */
export function assigneeText(held: readonly Role[], unitName: string | null, personName: string | null): Text {
  if (personName !== null) return text(personName, personName)
  const names = held.map((role) => roles[role])
  const en = names.map((name, index) => (index === 0 ? name.en : name.en.toLowerCase())).join(' or ')
  if (unitName === null) return text(names.map((name) => name.zh).join('或'), en)
  return text(`${unitName}${names.map((name) => name.zh.replace(/^单位/, '')).join('或')}`, `${en} of ${unitName}`)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An instant as people say it, in Asia/Shanghai; the year only when it is not this one. */
export function momentText(instant: string, now: Date): Text {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  const [year = '', month = '', day = ''] = local.slice(0, 10).split('-')
  const time = local.slice(11, 16)
  const other = year !== dateOf(now.getTime()).slice(0, 4)
  return text(
    `${other ? `${year}年` : ''}${Number(month)}月${Number(day)}日 ${time}`,
    `${Number(day)} ${months[Number(month) - 1]}${other ? ` ${year}` : ''}, ${time}`,
  )
}

const units: Record<Limit['unit'], Text> = {
  WD: text('个工作日', 'working day(s)'),
  ND: text('天', 'day(s)'),
  H: text('小时', 'hour(s)'),
  WH: text('个工作小时', 'working hour(s)'),
  M: text('个月', 'month(s)'),
}

export const limitText = ({ unit, value }: Limit): Text =>
  text(`${value}${units[unit].zh}`, `${value} ${units[unit].en}`)

/** How many of a limit's counted days are over at `now`; the day that is running is not. */
export function daysUsed(sum: DueSum, now: Date): number {
  if (now.getTime() >= Date.parse(sum.due)) return sum.counted.length
  return sum.counted.filter((date) => date < dateOf(now.getTime())).length
}

function spent(sum: DueSum, now: Date): Text {
  const limit = limitText(sum.limit)
  if (sum.limit.unit !== 'WD') return text(`限${limit.zh}`, `limit ${limit.en}`)
  const used = daysUsed(sum, now)
  return text(`${limit.zh}已用${used}个`, `${used} of ${limit.en} used`)
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)

/** "Waiting for X to do Y (2 of 5 working days used); if nothing happens, from 1 Dec, 18:00 Z follows by itself." */
export function waitingSentence(task: Waiting, now: Date): Text {
  const due = momentText(task.dueAt, now)
  const zh = `等待${task.assignee.zh}${task.title.zh}`
  const en = `Waiting for ${lower(task.assignee.en)} to ${lower(task.title.en)}`
  const stands = standstill(task, now)
  if (stands) return text(`${zh}；${stands.zh}。`, `${en}; ${stands.en}.`)
  const late = now.getTime() - Date.parse(task.dueAt)
  if (late >= 0) {
    const days = Math.floor(late / 86_400_000)
    return text(
      `${zh}；已于${due.zh}到期${days > 0 ? `，超期${days}天` : ''}，请尽快办理。`,
      `${en}; it fell due on ${due.en}${days > 0 ? `, ${days} day(s) ago` : ''}.`,
    )
  }
  if (task.dueSum.appointed)
    return text(
      `${zh}，定于${due.zh}；过时未办的，${task.otherwise.zh}。`,
      `${en}, appointed for ${due.en}; after that ${lower(task.otherwise.en)}.`,
    )
  const used = spent(task.dueSum, now)
  const guess = task.dueSum.provisional
    ? text(
        '期限含尚未公布放假安排的日子，为暂估。',
        ' The date is provisional: it runs into a year whose holidays are not published.',
      )
    : text('', '')
  return text(
    `${zh}（${used.zh}）；若不办，${due.zh}起${task.otherwise.zh}。${guess.zh}`,
    `${en} (${used.en}); if nothing happens, from ${due.en} ${lower(task.otherwise.en)}.${guess.en}`,
  )
}

/** Why nothing follows by itself at present, or null when the clock runs. */
function standstill({ facts, dueAt }: Waiting, now: Date): Text | null {
  if (!facts) return null
  if (facts.heldSince) {
    const since = momentText(facts.heldSince, now)
    if (facts.pending === 'objection')
      return text(
        `异议审理中，自${since.zh}停止计时，裁定前不升级`,
        `an objection is being heard, the clock stands still since ${since.en} and nothing escalates before the ruling`,
      )
    const until = facts.heldUntil ? momentText(facts.heldUntil, now) : null
    return text(
      `挂账中，自${since.zh}停止计时${until ? `，${until.zh}销账后按剩余时间继续` : ''}`,
      `on hold, the clock stands still since ${since.en}${until ? ` and goes on after ${until.en} with what was left` : ''}`,
    )
  }
  if (facts.pending === 'reschedule') {
    const due = momentText(dueAt, now)
    return text(
      `改期审批中，未获同意的仍按原定时间${due.zh}`,
      `another time is asked for; unless it is granted the appointed time ${due.en} stands`,
    )
  }
  if (facts.pending === 'extension') {
    const due = momentText(dueAt, now)
    return text(
      `延期审批中，批准前原期限${due.zh}仍有效，审批期间不认定逾期`,
      `an extension is being decided; the due date ${due.en} stands and nothing is overdue meanwhile`,
    )
  }
  return null
}

/** In a word why a step's clock stands still, as lists say it; null when it runs. */
export function stoppedText({ heldSince, heldUntil, pending }: Partial<StepFacts>, now: Date): Text | null {
  if (!heldSince) return null
  if (pending === 'objection') return text('异议审理中，停止计时', 'objection being heard')
  if (!heldUntil) return text('挂账中', 'on hold')
  const until = momentText(heldUntil, now)
  return text(`挂账中，至${until.zh}`, `on hold until ${until.en}`)
}

export type Standing = {
  kind: string
  engineNo: number
  stage: string
  round: number
  failedRounds: number
  outcome: string | null
  closedAt: string | null
}

/**
 * Everything a case has to say of itself: what it waits for, or how it ended. `sealed` stands for open steps that
 * the reader may not see.
 */
export function caseSentences(standing: Standing, open: Waiting[], now: Date, sealed: Text | null = null): Text[] {
  if (standing.engineNo === 0) {
    return [
      text(
        `${processOf(standing.kind)?.title.zh ?? ''}已收到，正在立案，稍后自动转入下一步，无需重复提交。`,
        'It is received and being opened; it goes on by itself, do not send it again.',
      ),
    ]
  }
  if (standing.outcome !== null) {
    const outcome = outcomeText(standing.kind, standing.outcome)
    const rounds = roundsOf(standing)
    const when = standing.closedAt === null ? text('', '') : momentText(standing.closedAt, now)
    const closed = text(`${when.zh}已办结：${outcome.zh}${rounds.zh}。`, `${outcome.en} on ${when.en}${rounds.en}.`)
    // Closed, and being looked back at.
    return [closed, ...open.map((task) => waitingSentence(task, now))]
  }
  const waiting = open.map((task) => waitingSentence(task, now))
  if (sealed) waiting.push(text(`${sealed.zh}。`, `${sealed.en}.`))
  const failed =
    standing.failedRounds > 0
      ? [
          text(
            `此前已有${standing.failedRounds}次${processOf(standing.kind)?.roundName?.zh ?? ''}未落实。`,
            `${standing.failedRounds} round(s) failed before.`,
          ),
        ]
      : []
  if (waiting.length > 0) return [...waiting, ...failed]
  const stage = stageText(standing.kind, standing.stage)
  return [text(`当前为“${stage.zh}”，流程正在进入下一步。`, `${stage.en}: moving to the next step.`), ...failed]
}

/** （共2次督办）, where a kind of case knows rounds. */
export function roundsOf({ kind, round }: { kind: string; round: number }): Text {
  const name = processOf(kind)?.roundName
  return name ? text(`（共${round}次${name.zh}）`, ` (${round} ${name.en}(s))`) : text('', '')
}
