import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 760px)')
const subscribe = (changed: () => void) => {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}

/** Whether the screen is as narrow as a phone's: lists are cards there, and tables nowhere. */
export const usePhone = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
