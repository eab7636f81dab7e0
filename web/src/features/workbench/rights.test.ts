import { expect, it } from 'vitest'
import type { Project } from '@/lib/api/answers'
import { roleIn } from '@/lib/rights'
import { mayAskReview, mayComment, reviewersFor, whyNoPreview, whyReadOnly } from './rights'

const project = { owner: 'o@x', locked: false, collaborators: [{ email: 'e@x', role: 'editor' }, { email: 'v@x', role: 'viewer' }, { email: 'r@x', role: 'reviewer' }] } as unknown as Project
const person = (email: string, role = 'member') => ({ email, role })

it.each([
  ['o@x', 'owner', true, true],
  ['e@x', 'editor', true, true],
  ['r@x', 'reviewer', false, true],
  ['v@x', 'viewer', false, false],
  ['s@x', undefined, false, false],
])('%s is %s', (email, role, edits, previews) => {
  expect(roleIn(project, person(email))).toBe(role)
  expect(whyReadOnly(project, person(email)) === undefined).toBe(edits)
  expect(whyNoPreview(project, person(email)) === undefined).toBe(previews)
})

it('lets an administrator edit, but nobody what is locked', () => {
  expect(whyReadOnly(project, person('a@x', 'administrator'))).toBeUndefined()
  expect(whyReadOnly({ ...project, locked: true, lockReason: 'production' }, person('a@x', 'administrator'))).toContain('locked (production)')
})

it('asks the others of a project to review, who are more than viewers', () => {
  const people = { owner: 'o@x.org', collaborators: [{ email: 'e@x.org', role: 'editor' as const }, { email: 'v@x.org', role: 'viewer' as const }] }
  const editor = { email: 'e@x.org', role: 'member' }
  expect(reviewersFor(people, editor)).toEqual(['o@x.org'])
  expect(mayAskReview(people, editor)).toBe(true)
  expect(mayAskReview(people, { ...editor, email: 'v@x.org' })).toBe(false)
  expect(mayComment(people, { ...editor, email: 'v@x.org' })).toBe(false)
})
