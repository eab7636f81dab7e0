/** What was, what is, and what was undone. */
export interface History<T> {
  past: readonly T[]
  present: T
  future: readonly T[]
  /** Changes under one key follow each other as one step: typing a word is one undo. */
  key: string | undefined
}

const most = 200

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [], key: undefined })

export function changed<T>(history: History<T>, present: T, key?: string): History<T> {
  if (present === history.present) return history
  const goesOn = key !== undefined && key === history.key
  return { past: goesOn ? history.past : [...history.past, history.present].slice(-most), present, future: [], key }
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], key: undefined }
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future: rest, key: undefined }
}
