/** "development" → "Development", "rollingBack" → "Rolling back". */
export function sentence(word: string): string {
  const spaced = word.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ').toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

export const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString()} ${n === 1 ? one : many}`

/** "Ana Lyst" → "AL". */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/)
  return [parts[0], ...(parts.length > 1 ? [parts.at(-1)] : [])].map((part) => part?.slice(0, 1) ?? '').join('').toUpperCase()
}
