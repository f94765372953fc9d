import type { FormKey } from '../forms.ts'
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
}

/** Keeps a step's key and form as literal types. */
export const stepDefinition = <const S extends StepDefinition>(definition: S): S => definition

export type ProcessDefinition = {
  kind: string
  title: Text
  stages: Record<string, Text>
  /** The stages that last for days, by which an operator finds cases in Temporal's own tools. */
  lasting: readonly string[]
  outcomes: Record<string, Text>
  steps: Record<string, StepDefinition>
}
