import { canBeTold } from '../../db/journal.ts'
import type { PreviewIntervention, PreviewItem } from '../../domain/intervention-views.ts'
import type { InterventionAct } from '../../domain/interventions.ts'
import { type Text, text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { refusalOf } from '../errors.ts'
import { goingBack } from './going-back.ts'
import { type Standing, standingOf } from './engine.ts'

type Preview = Pick<PreviewItem, 'before' | 'after' | 'whyNot'> & Partial<Pick<PreviewItem, 'taken'>>

const AT_ONCE = 8

/** What an act on whole cases would do, by how each stands with the engine now. `undecided`: its acts that wait. */
export async function enginePreview(
  app: App,
  { act, form, targets }: PreviewIntervention,
  undecided: Map<string, number>,
): Promise<Map<string, Preview>> {
  const previews = new Map<string, Preview>()
  const queue = [...new Set(targets.map(({ caseId }) => caseId))]
  const work = async (): Promise<void> => {
    for (let caseId = queue.shift(); caseId !== undefined; caseId = queue.shift()) {
      if (act === 'retryCommand') {
        previews.set(caseId, sentAgain(undecided.get(caseId) ?? 0))
        continue
      }
      const preview = await askedOf(app, act, caseId)
      const goesBack = preview.whyNot === null && (act === 'sendBack' || act === 'reset')
      previews.set(caseId, goesBack ? { ...preview, ...(await goingBack(app, caseId, act, form)) } : preview)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return previews
}

async function askedOf(app: App, act: InterventionAct, caseId: string): Promise<Preview> {
  const now = await standingOf(app.engine, caseId)
  const lost = now === null && !(act === 'rebuild' && (await canBeTold(app.db, caseId)))
  return told(act, now, lost)
}

const sentAgain = (count: number): Preview => ({
  before: text(`${count}项未办结`, `${count} undecided`),
  after: text('立即重新送办', 'sent again at once'),
  whyNot: null,
})

const statuses: Record<number, Text> = {
  1: text('运行中', 'running'),
  2: text('已正常结束', 'completed'),
  3: text('已失败', 'failed'),
  4: text('已被取消', 'cancelled'),
  5: text('已被终止', 'terminated'),
  7: text('已超时', 'timed out'),
  8: text('已暂停', 'paused'),
}

const outcomes: Partial<Record<InterventionAct, Text>> = {
  settle: text('台账按流程更正', 'the record follows its workflow'),
  retryNow: text('立即重试', 'tried again at once'),
  changeOptions: text('按新的设置重试', 'tried again by the new settings'),
  unpause: text('运行中', 'running'),
  sendBack: text('退回，等待重新办理', 'taken back, to be done again'),
  reset: text('退回到选定的一点', 'back at the point chosen'),
  terminate: text('已终止；可重建', 'terminated; can be rebuilt'),
  rebuild: text('由最后办完的一点恢复', 'goes on from the last thing done'),
}

/** `lost`: the engine does not have it, and the act cannot bring it back. */
function told(act: InterventionAct, now: Standing | null, lost: boolean): Preview {
  const before = now
    ? (statuses[now.status] ?? text(String(now.status), String(now.status)))
    : text('引擎中没有', 'gone')
  const whyNot = lost ? refusalOf('EXECUTION_GONE').text : now && whyNotOn(act, now, before)
  const after = now
    ? afterIt(act, now)
    : text('由留痕重建，从中断处继续', 'rebuilt from the record, goes on where it stood')
  return { before, after: whyNot ? null : (after ?? null), whyNot }
}

const afterIt = (act: InterventionAct, now: Standing): Text | undefined =>
  act === 'pause' ? paused(now.children) : outcomes[act]

/** What a pause leaves running is told before it. */
const paused = (children: number): Text =>
  children === 0
    ? text('已暂停；期限照走', 'paused; its clocks run on')
    : text(
        `已暂停；期限照走，它引出的${children}个下级流程仍在运行`,
        `paused; its clocks run on, and so do ${children} case(s) to which it gave rise`,
      )

function whyNotOn(act: InterventionAct, now: Standing, status: Text): Text | null {
  if (act === 'rebuild') {
    if (now.open) return refusalOf('EXECUTION_RUNS').text
    return now.completed ? refusalOf('EXECUTION_COMPLETED').text : null
  }
  if (act === 'reset') return null
  if (act === 'sendBack' && now.completed) return refusalOf('SEND_BACK_CLOSED').text
  if (!now.open) return refusalOf('EXECUTION_ENDED', { status }).text
  if (act === 'pause' && now.paused) return refusalOf('ALREADY_PAUSED').text
  if (act === 'unpause' && !now.paused && !now.activityPaused) return refusalOf('NOT_PAUSED').text
  if (act === 'changeOptions' && !now.waiting) return refusalOf('NOTHING_TO_RETRY').text
  if (act === 'retryNow' && !now.waiting && now.attempt < 2) return refusalOf('NOTHING_TO_RETRY').text
  return null
}
