const units = ['kB', 'MB', 'GB', 'TB', 'PB'] as const

/** "0.3 kB", "12 kB", "3.4 GB": bytes in powers of a thousand. */
export function sizeText(bytes: number): string {
  let value = bytes / 1000
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}
