import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 900px)')

function subscribe(changed: () => void) {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}

export const isNarrowNow = (): boolean => narrow.matches

/** Whether there is room for one part at a time only. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrowNow)
