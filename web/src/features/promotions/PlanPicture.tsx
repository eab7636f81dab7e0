import { Spinner, Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useMemo } from 'react'
import { FlowPicture, asChanges, revisionQuery, type PartChange } from '@/features/flowdiff'
import type { Plan } from '@/lib/api/answers'
import { ApiProblem } from '@/lib/api/problem'
import { ErrorPanel } from '@/ui/ErrorPanel'

/** The flow that was planned, drawn from the very revisions that the plan's hash names: later edits do not show. */
export default function PlanPicture({ plan }: { plan: Plan }) {
  const { source, target } = plan
  const after = useQuery(revisionQuery(source.project, source.revision))
  const before = useQuery({ ...revisionQuery(target.project, target.revision), enabled: target.exists && target.revision > 0 })
  const changes = useMemo((): readonly PartChange[] => {
    const known = new Set(plan.nodes.map(({ node }) => node))
    const dropped = plan.removedSources.filter((id) => !known.has(id)).map((id): PartChange => ({ id, kind: 'source', change: 'removed', weight: 'semantic', fields: [] }))
    return [...asChanges(plan.nodes.map(({ node, ...change }) => ({ ...change, id: node }))), ...dropped]
  }, [plan])
  const unseen = (error: unknown) => error instanceof ApiProblem && (error.status === 403 || error.status === 404)
  if (unseen(after.error)) return <Text>There is no picture: you may not see the project “{source.name}”. The list below says all that differs.</Text>
  if (after.error) return <ErrorPanel error={after.error} retry={() => void after.refetch()} />
  if (before.error && !unseen(before.error)) return <ErrorPanel error={before.error} retry={() => void before.refetch()} />
  if (!after.data || before.isLoading) return <Spinner size="tiny" label="Drawing the difference" />
  return (
    <Suspense fallback={<Spinner size="tiny" label="Drawing the difference" />}>
      <FlowPicture before={before.data} after={after.data} changes={changes} label={`Revision ${source.revision} of ${source.name}, and how it differs from ${target.name} in ${target.environment}`} />
    </Suspense>
  )
}
