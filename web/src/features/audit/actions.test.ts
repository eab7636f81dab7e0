import { expect, it } from 'vitest'
import { actionWords, choicesOf, projectActions, workspaceActions } from './actions'

it('names what was done as the pages do', () => {
  expect(actionWords('promotion-compensated')).toBe('Promotion undone')
  expect(actionWords('flow-saved')).toBe('Flow saved')
})

it('lists each action once', () => {
  const all = [...projectActions, ...workspaceActions].flatMap(({ actions }) => actions)
  expect(new Set(all).size).toBe(all.length)
})

it('offers what it does not know too, in its own words', () => {
  expect(choicesOf(workspaceActions, ['user-added', ''])).toBe(workspaceActions)
  expect(choicesOf(workspaceActions, ['user-blessed', 'user-blessed']).at(-1)).toEqual({ name: 'Others', actions: ['user-blessed'] })
})
