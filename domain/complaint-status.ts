import type { ComplaintClass } from './complaint-forms.ts'
import { complaintRemedies } from './processes/complaint.ts'
import { type Text, text } from './text.ts'

type Standing = { stage: string; outcome: string | null; class: ComplaintClass | undefined }
export type PublicStatus = { title: Text; detail: Text; over: boolean }

const outcomes: Record<string, [Text, Text]> = {
  SOLVED: [text('已办结', 'Closed'), text('回访时确认问题已解决。', 'It was found solved when we asked.')],
  REPLIED: [text('已答复', 'Answered'), text('已办理并答复。', 'It was handled and answered.')],
  EXPLAINED: [text('已答复', 'Answered'), text('已办理并说明情况。', 'It was handled, and the reasons explained.')],
  NOTICED: [
    text('已转督办', 'Taken further'),
    text(
      '问题尚未解决，已另行督促责任单位限期整改。',
      'It is not solved yet; the unit responsible has been given a time limit.',
    ),
  ],
  NOT_ACCEPTED: [
    text('不属于受理范围', 'Not within our power'),
    text('请按下面的说明向有权处理的机关反映。', 'Please turn to the authority named below.'),
  ],
  MERGED: [
    text('已并入同一问题的举报', 'Merged with an earlier complaint'),
    text(
      '同一问题已有人反映，一并办理，进展如下。',
      'The same matter is being handled already; this is how it stands.',
    ),
  ],
  TRANSFERRED: [
    text('已移送有权机关', 'With the competent organ'),
    text('已移送有权机关依规依纪依法办理，由该机关按规定处理。', 'The competent organ goes on by its own rules.'),
  ],
  HANDED_OVER: [
    text('已转紧急救助', 'Handed to the emergency services'),
    text(
      '已转接紧急救助电话。危险尚在的，请立即拨打 110、119 或 120。',
      'If there still is danger, call 110, 119 or 120 now.',
    ),
  ],
  WITHDRAWN: [text('已撤回', 'Withdrawn'), text('已按您的意思撤回。', 'It was withdrawn as you asked.')],
}

const stages: Record<string, [Text, Text]> = {
  HANDLING: [
    text('已受理，办理中', 'Accepted, being handled'),
    text('已交责任单位办理。', 'A unit is dealing with it.'),
  ],
  SECOND_HANDLING: [
    text('二次办理中', 'Being handled once more'),
    text('回访时反映问题没有解决，正在重新办理。', 'It was not solved, and is being handled once more.'),
  ],
  REPLYING: [
    text('办理完毕，待答复', 'Handled, to be answered'),
    text('正在审核答复。', 'The answer is being checked.'),
  ],
  CALL_BACK: [
    text('已答复，待回访', 'Answered'),
    text(
      '留有电话的，会有同志致电，问您问题解决了没有。',
      'If you left a number, somebody will call to ask whether it is solved.',
    ),
  ],
  WITHDRAWING: [
    text('已撤回', 'Withdrawn'),
    text('已按您的意思撤回；已经发现的问题仍会处理。', 'It was withdrawn; what was found is still put right.'),
  ],
  DECIDING: [
    text('正在研究', 'Being considered'),
    text('两次办理后正在研究下一步。', 'What follows is being decided.'),
  ],
}

/** How a complaint stands, in the words of the public page: what is being done, never by whom. */
export function publicStatus({ stage, outcome, class: kind }: Standing): PublicStatus {
  if (kind === 'D' || stage === 'TRANSFERRING') return told(outcomes['TRANSFERRED'], outcome !== null)
  if (outcome !== null) return told(outcomes[outcome], true)
  return told(stages[stage], false)
}

const fresh: [Text, Text] = [
  text('已收到，待分流', 'Received'),
  text('一个工作日内告知是否受理。', 'Whether it is accepted is told within one working day.'),
]

const told = ([title, detail]: [Text, Text] = fresh, over: boolean): PublicStatus => ({ title, detail, over })

/** The stages in which it may still be withdrawn: until it is answered. */
const withdrawableStages: readonly string[] = ['RECEIVED', 'HANDLING', 'REPLYING']
export const mayBeWithdrawn = ({ stage, outcome }: Pick<Standing, 'stage' | 'outcome'>): boolean =>
  outcome === null && withdrawableStages.includes(stage)

/** What the law still gives to whoever is not content with an answer. */
export const remedyOf = (kind: ComplaintClass | undefined): Text | null => (kind && complaintRemedies[kind]) || null
