type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** A copy that lacks some properties. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Without<T, K> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !(keys as readonly PropertyKey[]).includes(key))) as Without<T, K>
}

/** A copy with a property set, or without it where there is no value. */
export function withOptional<T extends object, K extends keyof T>(value: T, key: K, given: T[K] | undefined): T {
  if (given !== undefined) return { ...value, [key]: given }
  return without(value, key) as unknown as T
}
