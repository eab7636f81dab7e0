/** What this browser remembers of how a person works; not of the work itself. */
export function remembered<T extends object>(key: string, otherwise: T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`handover.${key}`) ?? 'null')
    return typeof value === 'object' && value !== null ? (value as T) : otherwise
  } catch {
    // Storage is switched off, or holds what an older page wrote.
    return otherwise
  }
}

export function remember(key: string, value: object): void {
  try {
    localStorage.setItem(`handover.${key}`, JSON.stringify(value))
  } catch {
    // Then it is asked again the next time.
  }
}
