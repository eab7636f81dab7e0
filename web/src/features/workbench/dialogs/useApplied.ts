import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useWorkbench } from '../context'

/** What follows when the server has made a revision itself: the canvas takes it, and it can be undone like an own edit. */
export function useApplied(): () => Promise<void> {
  const client = useQueryClient()
  const { project, session } = useWorkbench()
  return useCallback(async () => {
    await session.refresh()
    await Promise.all([['project', project.id], ['revisions', project.id], ['findings', project.id], ['reviews', project.id], ['flow-parts', project.id]].map((queryKey) => client.invalidateQueries({ queryKey })))
  }, [client, project.id, session])
}
