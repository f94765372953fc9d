import { type Text, text } from './text.ts'

/** The type of the ledger's line about a case whose lost execution was begun anew from its journal. */
export const REBUILT = 'rebuilt'

/** `by` is null for the person at the machine; `entries` is how much of the journal was kept. */
export type Rebuilt = { by: string | null; reason: string; entries: number }

export const rebuiltText = ({ by, reason, entries }: Rebuilt): Text =>
  text(
    `流程按留痕重建（${by ?? '系统维护人员'}，${entries} 项经过）：${reason}`,
    `Its flow was rebuilt from the record by ${by ?? 'the operator'} (${entries} entries): ${reason}`,
  )
