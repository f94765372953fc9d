import type { FormKey } from '../../../domain/forms.ts'
import { failureText, stepOf } from '../../../domain/processes/catalogue.ts'
import { type Text, text } from '../../../domain/text.ts'
import { FormValues } from '../../components/form/FormValues.tsx'
import { useText } from '../../language.tsx'
import { countingText } from './counting.tsx'
import { formOf } from './reading.ts'
import type { CaseView, TaskView } from './view.ts'

/** Whose words a step's context repeats: what was asked, proposed or found before, so that it is in sight. */
const sources: Record<string, { form: FormKey; heading: Text }> = {
  extensionRuling: { form: 'extensionRequest.v1', heading: text('延期申请', 'What is asked') },
  objectionRuling: { form: 'objection.v1', heading: text('异议', 'The objection') },
  holdRuling: { form: 'holdRequest.v1', heading: text('挂账申请', 'What is asked') },
  holdSecondKey: { form: 'holdRequest.v1', heading: text('挂账申请', 'What is asked') },
  determination: { form: 'statement.v1', heading: text('单位说明', 'The unit’s statement') },
  countersign: { form: 'reinspection.v1', heading: text('核查结论', 'What was found') },
  checkProcedure: { form: 'talkProposal.v1', heading: text('约谈建议', 'The proposal') },
  approveTalk: { form: 'talkProposal.v1', heading: text('约谈建议', 'The proposal') },
  rescheduleRuling: { form: 'reschedulingRequest.v1', heading: text('改期申请', 'What is asked') },
  reappointTalk: { form: 'talkRecord.v1', heading: text('约谈未举行', 'The talk was not held') },
  holdTalk: { form: 'talkApproval.v1', heading: text('约谈安排', 'The arrangement') },
  keepCommitments: { form: 'talkRecord.v1', heading: text('约谈承诺', 'The commitments') },
  legalReview: { form: 'dispositionProposal.v1', heading: text('处理建议', 'The proposal') },
  defense: { form: 'dispositionProposal.v1', heading: text('拟处理建议', 'The proposal') },
  reply: { form: 'complaintHandling.v1', heading: text('承办单位报送', 'What the unit reports') },
  appeal: { form: 'organDecision.v1', heading: text('有权机关决定', 'The decision') },
}

const shown = (schema: ReturnType<typeof formOf>, context: Record<string, string>): boolean =>
  schema !== null && Object.keys(schema.shape).some((name) => context[name])

/** What whoever acts on a step has to know of what came before it, beside the form. */
export function Background({ task, view }: { task: TaskView; view: CaseView }) {
  const t = useText()
  const source = sources[task.step]
  const schema = source ? formOf(source.form) : null
  const failure = task.context.failure ? failureText(view.kind, task.context.failure) : undefined
  const values = shown(schema, task.context)
  const facts = Object.entries(stepOf(view.kind, task.step)?.shows ?? {}).filter(([key]) => task.context[key])
  if (!values && !failure && facts.length === 0 && task.step !== 'deliberate' && task.step !== 'determination')
    return null
  return (
    <section className="background" aria-label={t(text('办理依据', 'What this is about'))}>
      {source && values && (
        <h3>
          {t(source.heading)}
          {task.context.by && <small>{t(text(`${task.context.by}提出`, `by ${task.context.by}`))}</small>}
        </h3>
      )}
      {failure && (
        <p>
          {t(text('未落实情形', 'How it failed'))}
          {t(text('：', ': '))}
          <b>{t(failure)}</b>
        </p>
      )}
      {facts.length > 0 && (
        <dl className="values">
          {facts.map(([key, { label, options }]) => (
            <div key={key}>
              <dt>{t(label)}</dt>
              <dd className="value-text">
                {options?.[task.context[key] ?? ''] ? t(options[task.context[key] ?? ''] as Text) : task.context[key]}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {values && schema && <FormValues schema={schema} form={task.context} evidence={view.evidence} />}
      {task.step === 'determination' && view.counting && (
        <p>
          {t(text('认定计入后：', 'If it counts: '))}
          <b>{t(countingText({ ...view.counting, failed: view.counting.failed + 1 }))}</b>
        </p>
      )}
      {task.step === 'determination' && !task.context.statement && (
        <p>{t(text('责任单位没有在期限内作出说明。', 'The unit made no statement within its time.'))}</p>
      )}
      {task.step === 'deliberate' && (
        <>
          <h3>{t(text('陈述申辩', 'Statement and defence'))}</h3>
          <p className="value-text">
            {task.context.defense ||
              t(text('当事人未提出陈述申辩。', 'Those concerned made no statement in their defence.'))}
          </p>
        </>
      )}
    </section>
  )
}
