/** Round numbers from at most `low` to at least `high`, about `wanted` steps apart. */
export function ticks(low: number, high: number, wanted = 4): number[] {
  const span = high - low
  if (!(span > 0)) return [low]
  const rough = span / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough
  const first = Math.floor(low / step)
  const last = Math.ceil(high / step)
  // Multiplied, not added up: 0.1 + 0.2 would be no round number.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

// Made when a number is first written: the browser loads its tables of languages for it, which no page should wait for.
function formatter(options: Intl.NumberFormatOptions): (value: number) => string {
  let format: Intl.NumberFormat | undefined
  return (value) => (format ??= new Intl.NumberFormat('en', options)).format(value)
}

const short = formatter({ notation: 'compact', maximumFractionDigits: 1 })
const exact = formatter({ maximumFractionDigits: 4 })
const tiny = formatter({ maximumSignificantDigits: 4 })

/** A number for an axis: 1.2K, 3M, 0.25. */
export const shortNumber = (value: number): string => (Math.abs(value) >= 10_000 ? short(value) : numberText(value))

/** A number for people, with all that matters of it. */
export const numberText = (value: number): string => (value !== 0 && Math.abs(value) < 0.01 ? tiny(value) : exact(value))

/** A share for people: a little is never called nothing, nor almost all everything. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0%'
  if (part === whole) return '100%'
  const share = (100 * part) / whole
  if (share < 0.1) return '<0.1%'
  if (share > 99.9) return '>99.9%'
  return `${share < 10 ? share.toFixed(1) : Math.round(share)}%`
}
