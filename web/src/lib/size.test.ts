import { expect, test } from 'vitest'
import { sizeText } from './size'

test.each([
  [0, '0.0 kB'],
  [320, '0.3 kB'],
  [9_940, '9.9 kB'],
  [9_960, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [3_400_000_000, '3.4 GB'],
  [12_000_000_000_000, '12 TB'],
  [7_000_000_000_000_000_000, '7000 PB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})
