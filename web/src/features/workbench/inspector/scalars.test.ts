import { expect, it } from 'vitest'
import { linesOf, scalarsOf } from './scalars'

it('reads numbers, truth values and text', () => expect(scalarsOf("on time\n\n 15 \n-1.5\ntrue\n'2001'\n12345678901234567890")).toEqual(['on time', 15, -1.5, true, '2001', '12345678901234567890']))

it.each([[['a', 1, true]], [['2001', 'true', ' x ']], [["'q'"]], [[]]])('reads %j back as it was', (values) => expect(scalarsOf(linesOf(values))).toEqual(values))
