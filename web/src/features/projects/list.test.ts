import { expect, it } from 'vitest'
import type { Project } from '@/lib/api/answers'
import { listed, pageOf, valuesOf, viewOf } from './list'

const project = (id: string, more: Partial<Project> = {}) => ({ id, name: id, environment: 'development', owner: 'o@x', tags: [], locked: false, updatedAt: '2026-01-01T00:00:00Z', createdAt: '2026-01-01T00:00:00Z', ...more }) as unknown as Project
const all = [
  project('b', { updatedAt: '2026-01-02T00:00:00Z', tags: ['x', 'y'] }),
  project('a', { updatedAt: '2026-01-03T00:00:00Z', locked: true, environment: 'production' }),
  project('c', { owner: 'a@x' }),
  project('d', { deletedAt: '2026-01-04T00:00:00Z' }),
]
const ids = (address: string) => listed(all, viewOf(new URLSearchParams(address))).map(({ id }) => id)

it.each([
  ['', ['a', 'b', 'c']],
  ['sort=name', ['a', 'b', 'c']],
  ['sort=owner', ['c', 'a', 'b']],
  ['sort=constructor', ['a', 'b', 'c']],
  ['state=locked', ['a']],
  ['state=open', ['b', 'c']],
  ['state=deleted', ['d']],
  ['tag=y', ['b']],
  ['owner=a@x', ['c']],
  ['environment=production', ['a']],
  ['q=a@x', ['c']],
])('lists for %j', (address, expected) => expect(ids(address)).toEqual(expected))

it('pages, and takes the last for a page beyond', () => {
  expect(pageOf([1, 2, 3], 1, 2)).toEqual({ items: [1, 2], page: 1, pages: 2 })
  expect(pageOf([1, 2, 3], 9, 2)).toEqual({ items: [3], page: 2, pages: 2 })
  expect(pageOf([], 1, 2)).toEqual({ items: [], page: 1, pages: 1 })
})

it.each(['page=-3', 'page=x', 'page='])('takes %j for the first page', (address) => expect(viewOf(new URLSearchParams(address)).page).toBe(1))

it('knows the values of a filter once each', () => expect(valuesOf(all, ({ owner }) => [owner])).toEqual(['a@x', 'o@x']))
