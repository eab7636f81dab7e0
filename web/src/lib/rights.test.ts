import { expect, it } from 'vitest'
import { lockWords, rightsIn, whyNot } from './rights'

const project = { owner: 'owner@example.com', collaborators: [{ email: 'editor@example.com', role: 'editor' as const }, { email: 'viewer@example.com', role: 'viewer' as const }] }
const person = (email: string, role = 'member') => ({ email, role })

it.each([
  ['owner@example.com', { role: 'owner', edit: true, manage: true, administer: false }],
  ['editor@example.com', { role: 'editor', edit: true, manage: false, administer: false }],
  ['viewer@example.com', { role: 'viewer', edit: false, manage: false, administer: false }],
  ['stranger@example.com', { role: undefined, edit: false, manage: false, administer: false }],
])('gives %s their rights', (email, rights) => {
  expect(rightsIn(project, person(email))).toEqual(rights)
})

it('lets an administrator do everything everywhere', () => {
  expect(rightsIn(project, person('stranger@example.com', 'administrator'))).toMatchObject({ edit: true, manage: true, administer: true })
})

it('says whom to ask', () => {
  expect(whyNot(project, person('viewer@example.com'), 'edit')).toBe('You are a viewer here. Editors and the owner can do this; owner@example.com can make you an editor.')
  expect(whyNot(project, person('editor@example.com'), 'manage')).toBe('You are an editor here. Only the owner, owner@example.com, or an administrator can do this.')
})

it('says why a project is locked, once', () => {
  expect(lockWords('month-end closing.')).toBe('Month-end closing. It changes only through promotions.')
  expect(lockWords('promoted projects change through promotions')).toBe('It changes only through promotions.')
  expect(lockWords(undefined)).toBe('It changes only through promotions.')
})
