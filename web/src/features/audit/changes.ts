export interface AuditChange {
  name: string
  before: string | undefined
  after: string | undefined
}

const text = (value: unknown): string | undefined => (value === undefined || value === null ? undefined : typeof value === 'string' ? value : JSON.stringify(value))

/** What an audit entry says that changed. */
export function changesOf(changes: unknown): readonly AuditChange[] {
  if (typeof changes !== 'object' || changes === null) return []
  return Object.entries(changes).map(([name, change]: [string, unknown]) => {
    const { before, after } = typeof change === 'object' && change !== null ? (change as { before?: unknown; after?: unknown }) : { after: change }
    return { name, before: text(before), after: text(after) }
  })
}
