import { sentence } from '@/lib/names'

// Where the pages say it in other words than the server: a promotion that was put back is undone there.
const words: Readonly<Record<string, string>> = {
  'promotion-compensated': 'Promotion undone',
  'rollback-compensated': 'Rollback undone',
  'promotion-rolled-back': 'Promotion rolled back',
  'deployment-dropped': 'Deployment taken back, object dropped',
  'deployment-given-up': 'Deployment taken back, object left',
  'drift-found': 'Source found changed',
  'policies-overridden': 'Policies set aside',
  'run-requested': 'Run asked for',
}

/** What was done, in the words of the pages. */
export const actionWords = (action: string): string => words[action] ?? sentence(action)

export interface ActionGroup {
  name: string
  actions: readonly string[]
}

/** What is noted of a project. */
export const projectActions: readonly ActionGroup[] = [
  { name: 'Flow', actions: ['flow-saved', 'revision-restored', 'finding-fixed', 'node-annotated'] },
  { name: 'Sources', actions: ['sources-exchanged', 'sources-refreshed', 'sources-removed', 'drift-found'] },
  { name: 'Deployments', actions: ['deployed', 'version-restored', 'deployment-dropped', 'deployment-given-up'] },
  { name: 'Schedules', actions: ['schedule-saved', 'schedule-paused', 'schedule-resumed', 'schedule-deleted', 'run-requested'] },
  {
    name: 'Promotions',
    actions: ['promotion-requested', 'policies-overridden', 'promotion-approved', 'promotion-rejected', 'promotion-cancelled', 'promotion-expired', 'promoted', 'promotion-applied', 'promotion-compensated', 'rollback-requested', 'promotion-rolled-back', 'rollback-compensated'],
  },
  { name: 'Reviews', actions: ['review-requested', 'review-decided', 'review-withdrawn', 'comment-added', 'comment-edited', 'comment-resolved', 'comment-reopened'] },
  { name: 'People', actions: ['collaborators-changed', 'collaborator-left', 'collaborator-removed', 'ownership-transferred'] },
  { name: 'Project', actions: ['project-created', 'project-cloned', 'project-changed', 'project-annotated', 'project-locked', 'project-unlocked', 'project-deleted', 'project-restored', 'project-purged'] },
  { name: 'Backups', actions: ['backup-taken', 'backup-restored'] },
]

/** What is noted of what administrators change for all. */
export const workspaceActions: readonly ActionGroup[] = [
  { name: 'Environments', actions: ['environment-added', 'environment-changed', 'environment-removed'] },
  { name: 'Users', actions: ['user-added', 'user-changed', 'user-removed'] },
  { name: 'Properties', actions: ['properties-changed'] },
  { name: 'Channels', actions: ['channel-added', 'channel-changed', 'channel-removed'] },
]

/** The actions to choose from: those that are known, and those that a newer server, or an address, names besides. */
export function choicesOf(known: readonly ActionGroup[], named: readonly string[]): readonly ActionGroup[] {
  const all = new Set(known.flatMap(({ actions }) => actions))
  const others = [...new Set(named)].filter((action) => action !== '' && !all.has(action))
  return others.length === 0 ? known : [...known, { name: 'Others', actions: others }]
}
