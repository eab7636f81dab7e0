import { expect, it } from 'vitest'
import { removeExploration, saveExploration } from './explorations'
import { emptyFlow } from './types'

const asked = { id: '', node: 'a', name: 'By state', query: { dimensions: ['STATE'] } }

it('gives a new exploration an id of its own, and finds it again', () => {
  const one = saveExploration(emptyFlow, asked)
  const two = saveExploration(one, asked)
  expect(two.explorations?.map(({ id }) => id)).toEqual(['by_state', 'by_state_2'])
  const changed = saveExploration(two, { ...asked, id: 'by_state', name: 'States' })
  expect(changed.explorations?.map(({ name }) => name)).toEqual(['States', 'By state'])
  expect(removeExploration(changed, 'by_state').explorations?.map(({ id }) => id)).toEqual(['by_state_2'])
})
