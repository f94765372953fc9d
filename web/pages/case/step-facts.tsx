import { type Text, text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import type { TaskView } from './view.ts'
import './standing.css'

type Said = { key: string; tone: 'stopped' | 'waiting' | 'plain'; text: Text }

/** Whether the step's clock stands still. */
export const isStopped = (task: TaskView): boolean => task.state === 'OPEN' && task.facts.heldSince !== null

/** What has been done to an open step besides waiting for its answer, in the words of the office. */
export function StepFacts({ task }: { task: TaskView }) {
  const t = useText()
  const times = useTimes()
  const { heldSince, heldUntil, pending, delegate, coUnitNames, reminders, putOff } = task.facts
  if (task.state !== 'OPEN') return null
  const said: Said[] = []
  if (pending === 'objection') {
    const since = heldSince ? times.dayClock(heldSince) : ''
    said.push({
      key: 'objection',
      tone: 'stopped',
      text: text(`异议审理中（自${since}停止计时）`, `Objection being heard; the clock stands still since ${since}`),
    })
  } else if (heldSince) {
    const since = times.dayClock(heldSince)
    const until = heldUntil ? times.dayClock(heldUntil) : ''
    said.push({
      key: 'hold',
      tone: 'stopped',
      text: text(
        `挂账中（自${since}停止计时，至${until}销账）`,
        `On hold: the clock stands still from ${since} until ${until}`,
      ),
    })
  }
  if (pending === 'hold')
    said.push({
      key: 'hold asked',
      tone: 'waiting',
      text: text('挂账审批中（批准前照常计时）', 'A hold is being decided; the clock runs on meanwhile'),
    })
  if (pending === 'extension')
    said.push({
      key: 'extension',
      tone: 'waiting',
      text: text('延期审批中（审批期间不认定逾期）', 'An extension is being decided; nothing is overdue meanwhile'),
    })
  if (pending === 'reschedule')
    said.push({
      key: 'reschedule',
      tone: 'waiting',
      text: text('改期审批中（未获同意的，按原定时间）', 'Putting it off is being decided; until then the time stands'),
    })
  if (putOff.unit + putOff.office > 0)
    said.push({
      key: 'put off',
      tone: 'plain',
      text: text(
        `改期：单位申请${putOff.unit}次，组织方${putOff.office}次`,
        `Another time: asked for by the unit ${putOff.unit}, set by the office ${putOff.office} time(s)`,
      ),
    })
  if (delegate)
    said.push({
      key: 'delegate',
      tone: 'plain',
      text: text(`已委派${delegate.name}代办`, `Delegated to ${delegate.name}`),
    })
  if (coUnitNames.length > 0)
    said.push({
      key: 'co-handlers',
      tone: 'plain',
      text: text(`协办单位：${coUnitNames.join('、')}`, `Co-handlers: ${coUnitNames.join(', ')}`),
    })
  if (reminders > 0)
    said.push({ key: 'reminders', tone: 'plain', text: text(`已催办${reminders}次`, `Reminded ${reminders} time(s)`) })
  if (said.length === 0) return null
  return (
    <ul className="step-facts">
      {said.map((fact) => (
        <li key={fact.key} className={`step-fact step-fact-${fact.tone}`}>
          {t(fact.text)}
        </li>
      ))}
    </ul>
  )
}
