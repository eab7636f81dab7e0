import type { Project } from '@/lib/api/answers'
import { roleIn } from '@/lib/rights'

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
