import { typeText } from '@/lib/api/answers'
import type { Version } from './queries'

type Column = Version['columns'][number]

/** How the columns of two versions differ. */
export function columnDifferences(before: readonly Column[], after: readonly Column[]) {
  const old = new Map(before.map((column) => [column.name, column]))
  const now = new Map(after.map((column) => [column.name, column]))
  return {
    added: after.filter(({ name }) => !old.has(name)).map(({ name }) => name),
    removed: before.filter(({ name }) => !now.has(name)).map(({ name }) => name),
    changed: after.flatMap(({ name, type }) => {
      const was = old.get(name)
      return was !== undefined && typeText(was.type) !== typeText(type) ? [{ name, before: was.type, after: type }] : []
    }),
  }
}

type Compared = Pick<Version, 'isView' | 'target' | 'role' | 'warehouse'>

/** Which settings of two versions differ. */
export function settingDifferences(before: Compared, after: Compared): readonly { name: string; before: string; after: string }[] {
  const settings: readonly (readonly [string, (version: Compared) => string])[] = [
    ['Type', ({ isView }) => (isView ? 'View' : 'Table')],
    ['Target', ({ target }) => `${target.database}.${target.schema}.${target.name}`],
    ['Role', ({ role }) => role],
    ['Warehouse', ({ warehouse }) => warehouse],
  ]
  return settings.map(([name, of]) => ({ name, before: of(before), after: of(after) })).filter((setting) => setting.before !== setting.after)
}
