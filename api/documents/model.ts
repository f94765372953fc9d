/** What a document says, free of how it is written: the DOCX and the print view show the same. */

/** LETTER: running text under a heading; FORM: a table of labelled fields (handbook §5). */
export type DocumentContent = {
  layout: 'LETTER' | 'FORM'
  /** The issuing organ's name in red above a red rule, or null on inner papers. */
  issuer: string | null
  number: string | null
  title: string
  blocks: Block[]
}

export type Block =
  | { kind: 'addressee'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'fields'; rows: Field[] }
  /** Signature, date and the place for a seal, which is never drawn. */
  | { kind: 'signature'; by: string; date: string }
  /** 版记: copies, printing organ and date. */
  | { kind: 'colophon'; copies: string; by: string; date: string }
  | { kind: 'photos'; title: string; rows: [PhotoCell, PhotoCell][] }
  | { kind: 'closing'; text: string }

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const heading = (text: string): Block => ({ kind: 'heading', text })

export type Field = { label: string; value: string }
export type PhotoCell = { id: string; caption: string } | { caption: string; id: null }

export const SEAL = '（此处加盖印章）'

/** A field, or none when there is nothing to say. */
export const fieldIf = (label: string, value: string | null | undefined): Field[] => (value ? [{ label, value }] : [])

/** The ids of the photos that a document shows. */
export const photosOf = ({ blocks }: DocumentContent): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'photos' ? block.rows.flat().flatMap((cell) => (cell.id === null ? [] : [cell.id])) : [],
  )

/** The text as XML and HTML can hold it: without control characters, halves of characters and non-characters. */
export const printable = (value: string): string => value.replace(/[\p{Cs}\uFFFE\uFFFF]|[^\P{Cc}\n\t]/gu, '')

/** The lines of a text. */
export const linesOf = (value: string): string[] => printable(value).split(/\n+/)

/** The content with every text replaced by what `change` makes of it. */
export function mapText(content: DocumentContent, change: (value: string) => string): DocumentContent {
  const changed = <T>(value: T): T => {
    if (typeof value === 'string') return change(value) as T
    if (Array.isArray(value)) return value.map(changed) as T
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        key === 'kind' || key === 'id' || key === 'layout' ? member : changed(member),
      ]),
    ) as T
  }
  return changed(content)
}

/** A photo's bytes (JPEG) and its size in pixels. */
export type LoadedPhoto = { jpeg: Buffer; width: number; height: number }
