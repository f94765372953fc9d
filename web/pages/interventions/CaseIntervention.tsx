import { Button } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { Ask, type Chosen } from './Ask.tsx'

/** Intervenes in the case at hand: its open steps, or the whole of it. */
export function CaseIntervention({
  view: { caseId, tasks },
}: {
  view: { caseId: string; tasks: readonly { taskId: string; state: string }[] }
}) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const open = tasks.filter(({ state }) => state === 'OPEN')
  const chosen: Chosen[] = open.length > 0 ? open.map(({ taskId }) => ({ caseId, taskId })) : [{ caseId, taskId: null }]
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(text('处置', 'Intervene'))}</Button>
      {asking && <Ask chosen={chosen} onClose={() => setAsking(false)} />}
    </>
  )
}
