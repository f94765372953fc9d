import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Text } from '../../domain/text.ts'
import { useText } from '../language.tsx'

const PAUSE = 350

/** A search field that asks once the person pauses or presses Enter; `value` is what the address says. */
export function SearchBox({
  value,
  onSearch,
  label,
  placeholder,
}: {
  value: string
  onSearch: (value: string) => void
  label: Text
  placeholder: Text
}) {
  const t = useText()
  const [typed, setTyped] = useState(value)
  const asked = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    // Going back in history changes the address under the field; its own echo must not undo what was typed since.
    if (value !== asked.current) {
      asked.current = value
      setTyped(value)
    }
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const ask = (next: string) => {
    clearTimeout(timer.current)
    const cleaned = next.trim().slice(0, 80)
    if (cleaned === asked.current) return
    asked.current = cleaned
    onSearch(cleaned)
  }
  return (
    <Input
      type="search"
      className="search-box"
      allowClear
      value={typed}
      maxLength={80}
      aria-label={t(label)}
      placeholder={t(placeholder)}
      onChange={(event) => {
        const next = event.target.value
        setTyped(next)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => ask(next), PAUSE)
      }}
      onPressEnter={() => ask(typed)}
    />
  )
}
