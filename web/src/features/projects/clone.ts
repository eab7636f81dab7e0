import type { Project } from '@/lib/api/answers'
import { count } from '@/lib/names'
import type { FlowParts } from './queries'

const some = (n: number, one: string): string[] => (n > 0 ? [count(n, one)] : [])

/** What of a project a clone has, and what it has not. */
export function cloneEffect(parts: FlowParts, project: Pick<Project, 'collaborators' | 'tags' | 'description'>, keepsDeployments: boolean): { comes: readonly string[]; stays: readonly string[] } {
  const groups = parts.groups - (keepsDeployments ? 0 : parts.groupsOfDeployments)
  const deployments = some(parts.deployments, 'deployment')
  return {
    comes: [
      ...some(parts.sources, 'source'),
      ...some(parts.transformations, 'transformation'),
      ...some(groups, 'group'),
      ...(keepsDeployments ? deployments.map((words) => `${words}, without a target; schedules paused`) : []),
    ],
    stays: [
      ...(keepsDeployments ? [] : deployments.map((words) => `${words} with their schedules`)),
      ...(keepsDeployments ? [] : some(parts.groupsOfDeployments, 'group').map((words) => `${words} of deployments alone`)),
      ...some(parts.explorations, 'saved exploration'),
      ...(project.collaborators.length > 0 ? ['People and their roles'] : []),
      ...(project.description !== undefined || project.tags.length > 0 ? ['Description, tags and properties'] : []),
      'History, comments and reviews',
    ],
  }
}
