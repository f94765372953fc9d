import type { Text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'

/** What would be taken back or applied again, a line each; nothing where nothing would. */
export function Taken({ lines }: { lines: readonly Text[] }) {
  const t = useText()
  if (lines.length === 0) return null
  return (
    <ul className="intervention-taken">
      {lines.map((line) => (
        <li key={line.zh}>{t(line)}</li>
      ))}
    </ul>
  )
}
