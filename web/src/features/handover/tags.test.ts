import { expect, it } from 'vitest'
import { tagsOf } from './tags'

it('takes tags apart', () => {
  expect(tagsOf(' sales, weekly,, sales ,')).toEqual(['sales', 'weekly'])
  expect(tagsOf('')).toEqual([])
})
