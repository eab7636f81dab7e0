import type { Project } from '@/lib/api/answers'
import { roleIn, type ProjectRole } from '@/lib/rights'

interface Person {
  email: string
  role: string
}

/** Why this person may not edit the flow; undefined if they may. */
export function whyReadOnly(project: Project, me: Person): string | undefined {
  if (project.locked) return `The project is locked${project.lockReason === undefined ? '' : ` (${project.lockReason})`}: it changes only through a promotion.`
  const role = roleIn(project, me)
  return role === 'viewer' || role === 'reviewer' || role === undefined ? `You are ${role === undefined ? 'no collaborator' : `a ${role}`} here: the owner, ${project.owner}, can make you an editor.` : undefined
}

/** Why this person may not look at data; undefined if they may. */
export const whyNoPreview = (project: Project, me: Person): string | undefined =>
  ['viewer', undefined].includes(roleIn(project, me)) ? `Viewers see no data. The owner, ${project.owner}, can make you a reviewer or an editor.` : undefined

const commenting: ReadonlySet<ProjectRole> = new Set(['reviewer', 'editor', 'owner', 'administrator'])

/** Whether this person may comment and decide reviews. */
export const mayComment = (project: Pick<Project, 'owner' | 'collaborators'>, me: Person): boolean => commenting.has(roleIn(project, me))

/** Whether this person may ask for reviews and promotions. */
export const mayAskReview = (project: Pick<Project, 'owner' | 'collaborators'>, me: Person): boolean => ['editor', 'owner', 'administrator'].includes(roleIn(project, me) ?? '')

/** Who of a project can review it for somebody else. */
export const reviewersFor = (project: Pick<Project, 'owner' | 'collaborators'>, me: Person): readonly string[] =>
  [...new Set([project.owner, ...project.collaborators.filter(({ role }) => role !== 'viewer').map(({ email }) => email)])].filter((email) => email !== me.email)

/** Everybody of a project, to be mentioned. */
export const peopleOf = (project: Pick<Project, 'owner' | 'collaborators'>): readonly string[] => [...new Set([project.owner, ...project.collaborators.map(({ email }) => email)])].sort()
