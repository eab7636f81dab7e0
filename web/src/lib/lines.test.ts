import { expect, it } from 'vitest'
import { lineChanges, shortened } from './lines'

const text = (lines: ReturnType<typeof shortened>) => lines.map((line) => (line === null ? '…' : `${{ same: ' ', added: '+', removed: '-' }[line.kind]}${line.text}`))

it('keeps what stays, in order', () => {
  expect(text(lineChanges('a\nb\nc', 'a\nx\nc\nd'))).toEqual([' a', '-b', '+x', ' c', '+d'])
})

it('says of equal texts that nothing changed', () => {
  expect(lineChanges('a\nb', 'a\nb').every(({ kind }) => kind === 'same')).toBe(true)
})

it('leaves out what is far from any change', () => {
  const before = Array.from({ length: 20 }, (_, at) => `line ${at}`)
  expect(text(shortened(lineChanges(before.join('\n'), before.with(10, 'new').join('\n')), 1))).toEqual(['…', ' line 9', '-line 10', '+new', ' line 11', '…'])
})
