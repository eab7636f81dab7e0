import type { Project } from '@/lib/api/answers'
import { count } from '@/lib/names'
import type { FlowParts } from './queries'

/** What the server takes at most. */
export const longestName = 120

const copied = ' (copy)'

/** The name that is proposed for a copy. */
export const copyName = (name: string): string => `${name.slice(0, longestName - copied.length).trimEnd()}${copied}`

const some = (n: number, one: string): string[] => (n > 0 ? [count(n, one)] : [])

/** What of a project a clone has, and what it has not. */
export function cloneEffect(parts: FlowParts, project: Pick<Project, 'collaborators' | 'tags' | 'description' | 'properties'>, keepsDeployments: boolean): { comes: readonly string[]; stays: readonly string[] } {
  const groups = parts.groups - (keepsDeployments ? 0 : parts.groupsOfDeployments)
  const described = project.description !== undefined || project.tags.length > 0 || Object.keys(project.properties).length > 0
  const deployments = some(parts.deployments, 'deployment')
  return {
    comes: [
      ...some(parts.sources, 'source'),
      ...some(parts.transformations, 'transformation'),
      ...some(groups, 'group'),
      ...(keepsDeployments ? deployments.map((words) => `${words}, without a target; schedules paused`) : []),
      ...(keepsDeployments && described ? ['Description, tags and properties'] : []),
    ],
    stays: [
      ...(keepsDeployments ? [] : deployments.map((words) => `${words} and ${parts.deployments === 1 ? 'its' : 'their'} schedules`)),
      ...(keepsDeployments ? [] : some(parts.groupsOfDeployments, 'group').map((words) => `${words} of deployments alone`)),
      ...some(parts.explorations, 'saved exploration'),
      ...(project.collaborators.length > 0 ? ['People and their roles'] : []),
      ...(!keepsDeployments && described ? ['Description, tags and properties'] : []),
      'History, comments and reviews',
    ],
  }
}

interface Place {
  database: string
  schema?: string | null
  name?: string | null
}

const placed = ({ database, schema, name }: Place): string => [database, schema, name].filter((part) => part !== undefined && part !== null).join('.')

/** What happens to the sources of a flow that comes into another environment. */
export function exchangedIn(environment: { sourceMap?: readonly { from: Place; to: Place }[] } | undefined): string {
  const rules = environment?.sourceMap ?? []
  return rules.length === 0 ? 'The sources stay as they are: this environment exchanges none.' : `Sources are exchanged as this environment says: ${rules.map(({ from, to }) => `${placed(from)} → ${placed(to)}`).join(', ')}.`
}
