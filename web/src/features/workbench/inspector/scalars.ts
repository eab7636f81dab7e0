import type { Scalar } from '@/lib/flow/types'

const isNumber = /^-?\d+(\.\d+)?$/

/** Constants from lines of text. A number that JavaScript cannot hold exactly stays text, as the flow document wants it. */
export function scalarsOf(text: string): Scalar[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line): Scalar => {
    if (line === 'true' || line === 'false') return line === 'true'
    if (isNumber.test(line) && line.replace(/\D/g, '').length <= 15) return Number(line)
    return /^'(.*)'$/.exec(line)?.[1] ?? line
  })
}

export const linesOf = (values: readonly Scalar[]): string =>
  values.map((value) => (typeof value === 'string' && (isNumber.test(value) || value === 'true' || value === 'false' || value.trim() !== value || /^'.*'$/.test(value)) ? `'${value}'` : `${value}`)).join('\n')
