import type { Collaborator } from './queries'

export const roles = ['viewer', 'reviewer', 'editor'] as const
export type Role = (typeof roles)[number]

export const meaning: Readonly<Record<Role | 'owner', string>> = {
  viewer: 'See the flow, its SQL and its history; no data',
  reviewer: 'Also look at data, comment, review and approve',
  editor: 'Also change the flow, describe, deploy, request promotions',
  owner: 'Also decide who works here, schedule, lock, hand over, delete',
}

/** The collaborators with a person in a role, whether they were there or not. */
export function withPerson(all: readonly Collaborator[], email: string, role: Role): readonly Collaborator[] {
  const wanted = email.trim().toLowerCase()
  const known = all.some((one) => one.email === wanted)
  return known ? all.map((one) => (one.email === wanted ? { email: wanted, role } : one)) : [...all, { email: wanted, role }]
}

export const withoutPerson = (all: readonly Collaborator[], email: string): readonly Collaborator[] => all.filter((one) => one.email !== email)
