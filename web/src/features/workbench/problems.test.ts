import { expect, it } from 'vitest'
import type { Diagnostic } from '@/lib/api/answers'
import { applied, fixOf, marksOf, within } from './problems'

const problem = (field: string, more: Partial<Diagnostic> = {}): Diagnostic => ({ code: 'unknown-column', severity: 'error', message: 'No column DELY.', field, ...more })

it.each([
  ['Did you mean DELAY?', 'DELAY'],
  ["Did you mean 'by_state'?", 'by_state'],
  ['Connect it to another node.', undefined],
  [undefined, undefined],
])('reads from %j the fix %j', (suggestion, fix) => expect(fixOf(suggestion === undefined ? {} : { suggestion })).toBe(fix))

it('finds the problems in a field, not those of one that is called alike', () => {
  const problems = [problem('columns[1].expression'), problem('columns[10].expression'), problem('columns[1]'), problem('where')]
  expect(within(problems, 'columns[1]').map(({ field }) => field)).toEqual(['columns[1].expression', 'columns[1]'])
})

it('marks the place, and offers what to write there', () => {
  const [mark] = marksOf([problem('where', { span: { start: 4, length: 4, end: 8 }, suggestion: 'Did you mean DELAY?' })], 'NOT DELY')
  expect(mark).toEqual({ from: 4, to: 8, severity: 'error', message: 'No column DELY. Did you mean DELAY?', fix: 'DELAY' })
})

it('marks the whole text where no place is said', () => expect(marksOf([problem('where')], 'abc')[0]).toMatchObject({ from: 0, to: 3 }))

it('writes the fix in its place', () => expect(applied('NOT DELY > 0', { span: { start: 4, length: 4, end: 8 } }, 'DELAY')).toBe('NOT DELAY > 0'))
