import { deploymentAddress, followAddress } from '@/lib/addresses'

/** Stands where a project's id stands, for what administrators change for all. */
export const workspace = 'workspace'

interface Entry {
  action: string
  project: string
  summary: string
  data: Readonly<Record<string, string>>
}

export interface Lead {
  /** What is there, in a word or two. */
  label: string
  to: string
}

const flowOf = (project: string, what: Readonly<Record<string, string>>) => `/projects/${project}/flow?${new URLSearchParams(what).toString()}`

/** Where something that an entry names is looked at; undefined for what has no page, as a hash. */
export function leadTo({ project, data }: Pick<Entry, 'project' | 'data'>, name: string): Lead | undefined {
  const value = data[name]
  if (value === undefined || value === '') return undefined
  if (name === 'promotion') return { label: 'Promotion', to: `/promotions/${value}` }
  // A promotion's page shows its operation with all that belongs to it.
  if (name === 'operation') return data['promotion'] === undefined ? { label: 'How it went', to: followAddress(project, value) } : undefined
  if (name === 'execution' && data['node'] !== undefined) return { label: 'Run', to: `${deploymentAddress(project, data['node'], 'runs')}?${new URLSearchParams({ execution: value }).toString()}` }
  if (name === 'node') return { label: 'Deployment', to: deploymentAddress(project, value, 'schedule') }
  if (name === 'backup') return { label: 'Backups', to: `/projects/${project}/handover` }
  if (name === 'from') return { label: 'Project', to: `/projects/${value}` }
  if (name === 'review' || name === 'comment') return { label: 'Reviews and comments', to: flowOf(project, { side: 'review', pane: 'details' }) }
  if (name === 'revision' && /^\d+$/.test(value) && Number(value) > 1 && data['before'] !== undefined && data['before'] !== data['after']) return { label: 'What changed', to: flowOf(project, { compare: `${Number(value) - 1}-${value}` }) }
  return undefined
}

const places: readonly (readonly [start: string, page: string])[] = [
  ['environment-', 'environments'],
  ['user-', 'users'],
  ['channel-', 'channels'],
  ['properties-', 'properties'],
]

/** What administrators changed is looked at where they change it; what was removed is nowhere. */
function leadToWorkspace({ action, summary }: Entry): (Lead & { id?: string }) | undefined {
  const page = places.find(([start]) => action.startsWith(start))?.[1]
  if (page === undefined || action.endsWith('-removed')) return undefined
  const id = page === 'properties' ? undefined : summary.split(' ').at(-1)
  if (id === undefined || id === '') return { label: 'Properties', to: '/admin/properties' }
  return { id, label: id, to: `/admin/${page}?${new URLSearchParams({ ask: 'change', about: id }).toString()}` }
}

export interface Told {
  /** The sentence in parts: what names something that is somewhere leads there. */
  parts: readonly (string | Lead)[]
  /** Where else the entry leads. */
  more: readonly Lead[]
}

/** What an entry says, with ways to what it speaks of. */
export function told(entry: Entry): Told {
  const inPlace: { id: string; lead: Lead }[] = []
  const more: Lead[] = []
  const add = (id: string | undefined, lead: Lead) => {
    if (id !== undefined && entry.summary.includes(id)) inPlace.push({ id, lead })
    else more.push(lead)
  }
  if (entry.project === workspace) {
    const lead = leadToWorkspace(entry)
    if (lead) add(lead.id, { label: lead.label, to: lead.to })
  } else {
    for (const name of Object.keys(entry.data)) {
      const lead = leadTo(entry, name)
      // The run says more than its deployment, and the words of a review are in the flow's own list.
      if (lead && !(name === 'node' && entry.data['execution'] !== undefined) && !(name === 'revision' && entry.data['review'] !== undefined)) add(['promotion', 'operation', 'backup', 'from'].includes(name) ? entry.data[name] : undefined, lead)
    }
  }
  return { parts: inPlace.reduce<readonly (string | Lead)[]>((parts, { id, lead }) => parts.flatMap((part) => (typeof part === 'string' ? linked(part, id, lead) : [part])), [entry.summary]), more }
}

function linked(text: string, id: string, lead: Lead): readonly (string | Lead)[] {
  const at = text.indexOf(id)
  if (at < 0) return [text]
  return [text.slice(0, at), { label: id, to: lead.to }, text.slice(at + id.length)].filter((part) => part !== '')
}
