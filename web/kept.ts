import { useCallback, useState } from 'react'

/** What this browser keeps under a key, or null; a browser that stores nothing keeps nothing. */
export function readKept(key: string): unknown {
  try {
    const written = window.localStorage.getItem(key)
    return written === null ? null : JSON.parse(written)
  } catch {
    return null
  }
}

/** Keeps a value (JSON) in this browser, or forgets the key when it is null; returns whether it is kept. */
export function keep(key: string, value: unknown): boolean {
  try {
    if (value === null) window.localStorage.removeItem(key)
    else window.localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** State that outlives a reload of the page; `null` forgets it. The key should name the person. */
export function useKept<T>(key: string, initial: T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => (readKept(key) as T | null) ?? initial)
  const set = useCallback(
    (next: T) => {
      setValue(next)
      keep(key, next)
    },
    [key],
  )
  const forget = useCallback(() => void keep(key, null), [key])
  return [value, set, forget]
}
