import type { Project } from '@/lib/api/answers'

interface Person {
  email: string
  role: string
}

export type ProjectRole = 'owner' | 'editor' | 'reviewer' | 'viewer' | 'administrator' | undefined

export function roleIn(project: Pick<Project, 'owner' | 'collaborators'>, me: Person): ProjectRole {
  if (me.role === 'administrator') return 'administrator'
  if (project.owner === me.email) return 'owner'
  return project.collaborators.find(({ email }) => email === me.email)?.role
}

/** What a person may do in a project. The server decides; the page does not offer what it would refuse. */
export interface Rights {
  role: ProjectRole
  /** Edit the flow, describe, deploy. */
  edit: boolean
  /** People, ownership, lock, schedules. */
  manage: boolean
  /** Unlock, and the workspace. */
  administer: boolean
}

export function rightsIn(project: Pick<Project, 'owner' | 'collaborators'>, me: Person): Rights {
  const role = roleIn(project, me)
  const administer = role === 'administrator'
  const manage = administer || role === 'owner'
  return { role, edit: manage || role === 'editor', manage, administer }
}

// What the server writes as the reason when a promotion locks its target: it says no more than what follows it.
const lockedByPromotion = 'promoted projects change through promotions'

/** Why a project is locked and what that means: "Month-end closing. It changes only through promotions." */
export function lockWords(reason: string | undefined): string {
  const said = (reason ?? '').trim().replace(/\.$/, '')
  return `${said === '' || said === lockedByPromotion ? '' : `${said.charAt(0).toUpperCase()}${said.slice(1)}. `}It changes only through promotions.`
}

/** "You are a viewer here. …": why something is not offered. */
export function whyNot(project: Pick<Project, 'owner' | 'collaborators'>, me: Person, wants: 'edit' | 'manage'): string {
  const role = roleIn(project, me)
  const standing = role === undefined ? 'You are no collaborator here' : `You are ${role === 'editor' || role === 'administrator' || role === 'owner' ? 'an' : 'a'} ${role} here`
  return wants === 'edit' ? `${standing}. Editors and the owner can do this; ${project.owner} can make you an editor.` : `${standing}. Only the owner, ${project.owner}, or an administrator can do this.`
}
