import { expect, it } from 'vitest'
import { binsOf, partName } from './profile'

it.each([
  ['year', '2024-01-01', '2024'],
  ['quarter', '2024-10-01', '2024 Q4'],
  ['month', '2024-02-01T00:00:00', 'Feb 2024'],
  ['week', '2024-02-05', 'week of 5 Feb 2024'],
  ['day', '2024-02-05', '5 Feb 2024'],
  ['hour', '2024-02-05T13:00:00', '2024-02-05 13:00'],
])('a %s from %s on is “%s”', (part, from, name) => expect(partName(part, from)).toBe(name))

it('names equal parts by their ends', () => expect(binsOf({ bins: [{ from: 0, to: 12.5, count: 3 }] })).toEqual([{ label: '0 to 12.5', count: 3 }]))
it('has no bars without a range', () => expect(binsOf({})).toBeUndefined())
