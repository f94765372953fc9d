import { Button } from 'antd'
import { useState } from 'react'
import { type InterventionAct, interventionActs, interventionOf } from '../../../domain/interventions.ts'
import { type StuckAct, stuckActs } from '../../../domain/stuck.ts'
import type { StuckItem } from '../../../domain/stuck-views.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { Ask, type Chosen } from '../interventions/Ask.tsx'

/** The acts of a finding under the names that interventions have for them. */
const names: Partial<Record<StuckAct, InterventionAct>> = { correctDeadline: 'correctDeadline' }
const interventionNamed = (act: StuckAct): InterventionAct | null =>
  act in interventionActs ? (act as InterventionAct) : (names[act] ?? null)

/** What helps with these findings, for those who may: each act asks for all of them that it fits, and all else in one. */
export function StuckActs({ items }: { items: readonly StuckItem[] }) {
  const t = useText()
  const me = useMe()
  const [asking, setAsking] = useState<{ act?: InterventionAct; chosen: Chosen[] } | null>(null)
  const chosenFor = (act?: StuckAct): Chosen[] =>
    items.flatMap(({ caseId, facts, acts }) => {
      const id = caseId ?? facts.workflowId
      return id !== undefined && (act === undefined || acts.includes(act))
        ? { caseId: id, taskId: facts.taskId ?? null }
        : []
    })
  const offered = [...new Set(items.flatMap(({ acts }) => acts))].flatMap((code) => {
    const act = interventionNamed(code)
    const may = act !== null && interventionOf(act).roles.some((role) => me.roles.includes(role))
    return may && (act !== 'reset' || items.length === 1) ? [{ code, act }] : []
  })
  if (!me.capabilities.includes('intervention.make') || chosenFor().length === 0) return null
  return (
    <>
      {offered.map(({ code, act }) => (
        <Button key={code} onClick={() => setAsking({ act, chosen: chosenFor(code) })}>
          {t(stuckActs[code])}
        </Button>
      ))}
      <Button type="primary" onClick={() => setAsking({ chosen: chosenFor() })}>
        {t(text('处置', 'Intervene'))}
      </Button>
      {asking && <Ask {...asking} onClose={() => setAsking(null)} />}
    </>
  )
}
