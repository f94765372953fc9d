import type { ReactNode } from 'react'
import { z } from 'zod'
import { signedName } from '../../../domain/people.ts'
import { type Text, text } from '../../../domain/text.ts'
import { TextView } from '../../../domain/views.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { DueSum } from '../../components/DueSum.tsx'
import { FormValues } from '../../components/form/FormValues.tsx'
import type { Evidence } from '../../components/photos/PhotoPair.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { formOf } from './reading.ts'
import { isStopped, StepFacts } from './step-facts.tsx'
import type { TaskView } from './view.ts'

const states: Record<TaskView['state'], Text> = {
  OPEN: text('办理中', 'Open'),
  DONE: text('已办结', 'Done'),
  OVERDUE: text('逾期', 'Overdue'),
  CANCELLED: text('已取消', 'Cancelled'),
}

/** What starts the clock of a step: the arithmetic begins with it. */
const starts: Record<string, Text> = {
  rectify: text('签收（送达）', 'Delivered'),
  receipt: text('下达', 'Issued'),
}

/** Forms that write the whole notice, which stands beside anyway: their answers are folded. */
const wholeDocuments: readonly string[] = ['notice.v1', 'nextRound.v1']
/** Shown in pairs at the head of the round. */
const shownAside = ['photosBefore', 'photosAfter']

/** Steps whose lateness has a consequence, or that a right depends on: in a file their sum is in sight. */
const weighty: readonly string[] = ['rectify', 'keepCommitments', 'defense', 'appeal', 'resign']

/** Said in place of what is about a person, to those for whom it is not. */
const withheld = text('具体内容仅限有关人员查阅。', 'What was said is for those concerned only.')

const Cancelled = z.object({ why: TextView })

function Answer({ folded, children }: { folded: boolean; children: ReactNode }) {
  const t = useText()
  if (!folded) return children
  return (
    <details className="record-sum">
      <summary>{t(text('填写的内容', 'What was written'))}</summary>
      {children}
    </details>
  )
}

/** One step as it went: who, when, within what limit, with what answer. */
export function TaskRecord({
  task,
  evidence,
  whole,
}: {
  task: TaskView
  evidence: Evidence
  /** Nothing folded, as on paper. */
  whole: boolean
}) {
  const t = useText()
  const times = useTimes()
  const schema = formOf(task.form)
  // The record of an appointment is written after it: that is not late.
  const late =
    !task.dueSum.appointed &&
    task.state === 'DONE' &&
    task.closedAt !== null &&
    Date.parse(task.closedAt) > Date.parse(task.dueAt)
  const why = Cancelled.safeParse(task.outcome).data?.why
  return (
    <li className={`record record-${task.state.toLowerCase()}`}>
      <div className="record-head">
        <h4>{t(task.title)}</h4>
        <span className={late ? 'record-state record-late' : 'record-state'}>
          {late ? t(text('超期办结', 'Done late')) : t(states[task.state])}
        </span>
        <span className="record-when">{times.dayClock(task.closedAt ?? task.openedAt)}</span>
      </div>
      <p className="record-who">
        {task.closedBy ? signedName(task.closedBy) : t(task.assignee)}
        <span className="record-due">
          {t(task.dueSum.appointed ? text('定于', 'Appointed') : text('期限', 'Due'))}{' '}
          <DueBadge
            dueAt={task.dueAt}
            light={task.light}
            provisional={task.dueSum.provisional}
            open={task.state === 'OPEN'}
            stopped={isStopped(task)}
          />
        </span>
      </p>
      <StepFacts task={task} />
      {task.state === 'OVERDUE' && (
        <p className="record-otherwise">
          {t(text(`到期无人办理：${task.otherwise.zh}`, `Nobody acted: ${task.otherwise.en}`))}
        </p>
      )}
      {task.state === 'CANCELLED' && why && <p className="record-otherwise">{t(why)}</p>}
      {task.state === 'DONE' && schema && (
        <Answer folded={!whole && wholeDocuments.includes(task.form)}>
          <FormValues schema={schema} form={task.outcome} evidence={evidence} omit={whole ? undefined : shownAside} />
        </Answer>
      )}
      {task.withheld && <p className="record-withheld">{t(withheld)}</p>}
      <details className="record-sum" open={whole && weighty.includes(task.step)}>
        <summary>{t(text('期限怎么算的', 'How the due date was reckoned'))}</summary>
        <DueSum sum={task.dueSum} from={starts[task.step]} />
      </details>
    </li>
  )
}
