import type { ColumnDistribution } from '@/lib/api/answers'
import { cellText } from '@/ui/grid/rows'
import { numberText } from '@/ui/chart/scale'
import type { Bin } from '@/ui/chart/Columns'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** What a year, a month and so on that begins at a time is called. */
export function partName(part: string, from: string): string {
  const [year = from, month = '1', day = '1'] = from.slice(0, 10).split('-')
  const name = months[Number(month) - 1] ?? month
  switch (part) {
    case 'year':
      return year
    case 'quarter':
      return `${year} Q${Math.ceil(Number(month) / 3)}`
    case 'month':
      return `${name} ${year}`
    case 'week':
      return `week of ${Number(day)} ${name} ${year}`
    case 'day':
      return `${Number(day)} ${name} ${year}`
    default:
      return from.replace('T', ' ').replace(/:00(\.0+)?$/, '')
  }
}

/** The bars of a histogram and what each is called; undefined where there is no range. */
export const binsOf = ({ bins, part }: Pick<ColumnDistribution, 'bins' | 'part'>): readonly Bin[] | undefined =>
  bins?.map(({ from, to, count }) => ({ count, label: part === undefined ? `${numberText(Number(from))} to ${numberText(Number(to))}` : partName(part, cellText(from)) }))
