import type { Project } from '@/lib/api/answers'
import { matches } from './search'

export const sorts = { changed: 'Changed lately', name: 'Name', created: 'New first', owner: 'Owner' } as const
export type Sort = keyof typeof sorts
export const states = { open: 'Open', locked: 'Locked', deleted: 'Deleted' } as const
export type State = keyof typeof states

export interface ListView {
  text: string
  owner: string
  environment: string
  tag: string
  /** Without one: all but the deleted. */
  state: State | undefined
  sort: Sort
  page: number
}

export const perPage = 25

const wordOf = <T extends string>(words: Readonly<Record<T, unknown>>, word: string | null): T | undefined => (word !== null && Object.hasOwn(words, word) ? (word as T) : undefined)

/** What the page's address asks for. */
export const viewOf = (search: URLSearchParams): ListView => ({
  text: search.get('q') ?? '',
  owner: search.get('owner') ?? '',
  environment: search.get('environment') ?? '',
  tag: search.get('tag') ?? '',
  state: wordOf(states, search.get('state')),
  sort: wordOf(sorts, search.get('sort')) ?? 'changed',
  page: Math.max(1, Math.floor(Number(search.get('page') ?? '1')) || 1),
})

const compare: Readonly<Record<Sort, (a: Project, b: Project) => number>> = {
  changed: (a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt),
  created: (a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt),
  name: (a, b) => a.name.localeCompare(b.name),
  owner: (a, b) => a.owner.localeCompare(b.owner) || a.name.localeCompare(b.name),
}

/** The projects asked for, in order; those of `inFlows` say what is searched for in their flows. */
export function listed(projects: readonly Project[], view: ListView, inFlows: { has: (project: string) => boolean } = new Set<string>()): readonly Project[] {
  return projects
    .filter(
      (project) =>
        (project.deletedAt !== undefined) === (view.state === 'deleted') &&
        (view.state !== 'open' || !project.locked) &&
        (view.state !== 'locked' || project.locked) &&
        (view.owner === '' || project.owner === view.owner) &&
        (view.environment === '' || project.environment === view.environment) &&
        (view.tag === '' || project.tags.includes(view.tag)) &&
        (matches(project, view.text) || inFlows.has(project.id)),
    )
    .toSorted((a, b) => compare[view.sort](a, b) || (a.id < b.id ? -1 : 1))
}

/** A page of them; a page beyond the last is the last. */
export function pageOf<T>(items: readonly T[], page: number, size = perPage): { items: readonly T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / size))
  const shown = Math.min(page, pages)
  return { items: items.slice((shown - 1) * size, shown * size), page: shown, pages }
}

/** The values that a filter can take, in order. */
export const valuesOf = (projects: readonly Project[], values: (project: Project) => readonly string[]): readonly string[] => [...new Set(projects.flatMap(values))].sort((a, b) => a.localeCompare(b))
