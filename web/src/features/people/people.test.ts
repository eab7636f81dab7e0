import { expect, it } from 'vitest'
import { withPerson, withoutPerson } from './people'

const all = [{ email: 'a@example.com', role: 'viewer' as const }]

it('adds a person once, whatever the case of their address', () => {
  expect(withPerson(all, ' B@Example.com ', 'editor')).toEqual([...all, { email: 'b@example.com', role: 'editor' }])
  expect(withPerson(all, 'A@example.com', 'editor')).toEqual([{ email: 'a@example.com', role: 'editor' }])
})

it('removes a person', () => {
  expect(withoutPerson(all, 'a@example.com')).toEqual([])
})
