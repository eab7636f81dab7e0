import type { QueryClient } from '@tanstack/react-query'
import { projectQuery } from '@/features/projects/queries'
import { meQuery } from '@/features/session'
import { canvas } from '@/features/workbench/canvas/code'
import { flowStart } from '@/features/workbench/queries'
import { isNarrowNow } from '@/features/workbench/useNarrow'

/** Asks for what the workbench of a project begins with. It is in the frame's code, so that this is under way while the workbench's own code comes. */
export function beginWorkbench(client: QueryClient, project: string): void {
  // A flow that was read before may be older than what is saved.
  client.removeQueries({ queryKey: flowStart(project).queryKey, exact: true })
  // Whoever shows it says what went wrong.
  client.query({ ...flowStart(project), gcTime: 30_000 }).catch(() => undefined)
  client.query(projectQuery(project)).catch(() => undefined)
  client.query(meQuery).catch(() => undefined)
  // Where the outline is seen first the picture can wait.
  if (!isNarrowNow()) void canvas().catch(() => undefined)
}
