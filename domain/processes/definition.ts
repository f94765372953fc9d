import type { FormKey } from '../forms.ts'
import type { Role } from '../people.ts'
import type { Text } from '../text.ts'

/** One step of a process as people know it: its name, its form, and what follows from acting or not acting. */
export type StepDefinition<K extends FormKey = FormKey> = {
  key: string
  title: Text
  form: K
  /** What submitting the form will cause, told before the act. */
  causes: Text
  /** What follows by itself when nobody acts by the due date. Never an approval or a punishment. */
  otherwise: Text
  /** What of its context is shown beside the form, and under which words. */
  shows?: Record<string, Shown>
}

/** A fact that is shown, with the words of its codes where it is one. */
export type Shown = { label: Text; options?: Record<string, Text> }

/** Keeps a step's key and form as literal types. */
export const stepDefinition = <const S extends StepDefinition>(definition: S): S => definition

/** An act on the whole case: who may do it, and at which stages. */
export type CaseActDefinition = {
  title: Text
  causes: Text
  form: FormKey
  roles: readonly Role[]
  stages: readonly string[]
}

export type ProcessDefinition = {
  /** Also the name of its workflow and the kind of its cases. */
  kind: string
  title: Text
  /** With what a case's id begins: DB-2026-0001. */
  idPrefix: string
  /** The form by which a case begins: what its content is. */
  content: FormKey
  /** What a further round is called, where there are rounds. */
  roundName?: Text
  stages: Record<string, Text>
  /** The stages that last for days, by which an operator finds cases in Temporal's own tools. */
  lasting: readonly string[]
  outcomes: Record<string, Text>
  steps: Record<string, StepDefinition>
  /** Why a round can fail. */
  failures?: Record<string, Text>
  /** How the whole case is withdrawn, or reopened after its closing. */
  withdrawal?: CaseActDefinition
  reopening?: CaseActDefinition
}

/** What every process's workflow is told when it starts. */
export type Launch = {
  kind: string
  caseId: string
  unitId: string
  campaign: string
  /** The case that follows this one to its end. */
  tells?: string
}
