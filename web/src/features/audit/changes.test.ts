import { expect, it } from 'vitest'
import { actionWords, changesOf } from './changes'

it('reads what changed, whatever it is', () => {
  expect(changesOf({ owner: { before: 'a', after: 'b' }, tags: { after: ['x'] } })).toEqual([
    { name: 'owner', before: 'a', after: 'b' },
    { name: 'tags', before: undefined, after: '["x"]' },
  ])
  expect(changesOf(undefined)).toEqual([])
})

it('names what was done as the pages do', () => {
  expect(actionWords('promotion-compensated')).toBe('Promotion undone')
  expect(actionWords('flow-saved')).toBe('Flow saved')
})
