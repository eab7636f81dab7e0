import { expect, it } from 'vitest'
import { changesOf } from './changes'

it('reads what changed, whatever it is', () => {
  expect(changesOf({ owner: { before: 'a', after: 'b' }, tags: { after: ['x'] } })).toEqual([
    { name: 'owner', before: 'a', after: 'b' },
    { name: 'tags', before: undefined, after: '["x"]' },
  ])
  expect(changesOf(undefined)).toEqual([])
})
