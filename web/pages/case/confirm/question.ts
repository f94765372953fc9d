import { type Text, text } from '../../../../domain/text.ts'

export type Question = { title: Text; causes: Text }

/** What to ask before a form is sent: `by` is the field whose value decides, `*` stands for any value of it. */
export type Asking = { by: string; when: Record<string, Question> }

export const ask = (zh: string, en: string, causes: Text): Question => ({ title: text(zh, en), causes })
