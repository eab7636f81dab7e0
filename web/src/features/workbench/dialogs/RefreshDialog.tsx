import { Button, Field, MessageBar, MessageBarBody, MessageBarTitle, Select, Spinner, Text, makeStyles, tokens } from '@fluentui/react-components'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SourceDrift } from '@/lib/api/answers'
import { answered, api } from '@/lib/api/client'
import { breaks, brokenBy, sorted } from '@/lib/flow/drift'
import { graphOf } from '@/lib/flow/graph'
import { fullName, titleOf } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { Ask } from '@/ui/Ask'
import { SourceComparison } from '@/ui/SourceComparison'
import { usePlace, useSession, useWorkbench } from '../context'
import { useRoles } from '../queries'
import { useApplied } from './useApplied'

const useStyles = makeStyles({
  result: { display: 'flex', flexDirection: 'column', gap: '8px' },
  source: { border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, padding: '8px 12px', display: 'flex', flexDirection: 'column', gap: '6px' },
  head: { display: 'flex', gap: '4px 12px', flexWrap: 'wrap', alignItems: 'baseline' },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  table: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  list: { margin: '4px 0 0', paddingLeft: '18px' },
  missing: { display: 'flex', gap: '4px 12px', flexWrap: 'wrap', alignItems: 'center', padding: '2px 0' },
  role: { maxWidth: '20rem' },
})

/** What has become of the tables that the sources read, and what it would break: looked at first, then taken over as one revision. */
export function RefreshDialog({ close }: { close: () => void }) {
  const styles = useStyles()
  const { project, session, say, inUse, readOnly } = useWorkbench()
  const { flow, version } = useSession()
  const { node: selected } = usePlace()
  const applied = useApplied()
  const roles = useRoles()
  const [chosen, setChosen] = useState<string>()
  const role = chosen ?? inUse.role
  const path = { id: project.id }
  const body = { ...(role !== undefined && { role }) }
  const dry = useQuery({
    queryKey: ['drift', project.id, version, role],
    queryFn: async ({ signal }) => {
      await session.flush()
      return answered(api.POST('/projects/{id}/sources/refresh', { params: { path }, body: { ...body, dryRun: true }, signal }))
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const refresh = useMutation({
    mutationFn: () => answered(api.POST('/projects/{id}/sources/refresh', { params: { path }, body: { ...body, dryRun: false } })),
    onSuccess: async ({ drift }) => {
      close()
      await applied()
      say(`Took over what changed in ${count(sorted(drift).changed.length, 'source')}.`, true)
    },
  })
  const shown = dry.isError ? undefined : dry.data
  const { changed, missing } = sorted(shown?.drift ?? [])
  // Whoever asked from a source sees it first.
  const inOrder = changed.toSorted((a, b) => Number(b.node === selected) - Number(a.node === selected))
  const { byId } = graphOf(flow)
  const titles = (id: string) => {
    const found = byId.get(id)
    return found ? titleOf(found) : id
  }
  const offered = readOnly === undefined && changed.length > 0
  const names = [...new Set([...(role === undefined ? [] : [role]), ...(shown ? [shown.role] : []), ...(roles.data ?? [])])]
  return (
    <Ask
      wide
      title="Refresh sources"
      tells={shown !== undefined && !offered}
      verb={shown === undefined || offered ? 'Take over' : 'Close'}
      error={refresh.error ?? dry.error}
      busy={refresh.isPending}
      allowed={shown !== undefined && !dry.isFetching}
      send={offered ? () => refresh.mutate() : close}
      close={close}
    >
      <Field label="Looked at as role" size="small" className={styles.role}>
        <Select size="small" value={role ?? shown?.role ?? ''} onChange={(_, { value }) => setChosen(value)}>
          {role === undefined && !shown && <option value="">The environment’s</option>}
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {dry.isFetching && <Spinner size="tiny" label="Comparing the sources with the warehouse" />}
      {shown && (
        <section className={styles.result} aria-label="What has changed" aria-live="polite">
          {missing.length > 0 && <Missing role={shown.role} missing={missing} titles={titles} />}
          <Verdict role={shown.role} drift={shown.drift} sources={flow.nodes.filter(({ kind }) => kind === 'source').length} titles={titles} />
          {readOnly !== undefined && changed.length > 0 && <Text>You can look, but not take this over. {readOnly}</Text>}
          {inOrder.map((source) => (
            <Source key={source.node} source={source} titles={titles} />
          ))}
        </section>
      )}
    </Ask>
  )
}

type Titles = (id: string) => string

function Verdict({ role, drift, sources, titles }: { role: string; drift: readonly SourceDrift[]; sources: number; titles: Titles }) {
  const { changed, missing } = sorted(drift)
  if (sources === 0) return <Text>This flow has no sources yet.</Text>
  if (drift.length === 0)
    return (
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Nothing has changed.</MessageBarTitle> Every table has the columns and types that the flow knows, seen as {role}.
        </MessageBarBody>
      </MessageBar>
    )
  if (changed.length === 0) return missing.length < sources ? <Text>Nothing is taken over: every other source’s table is as the flow knows it.</Text> : null
  const broken = brokenBy(changed)
  return broken.length === 0 ? (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{count(changed.length, 'source')} changed, and nothing breaks.</MessageBarTitle> It is taken over as one revision that can be undone.
      </MessageBarBody>
    </MessageBar>
  ) : (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>Taking this over breaks {count(broken.length, 'node')}.</MessageBarTitle> {broken.slice(0, 8).map(titles).join(', ')}
        {broken.length > 8 ? ` and ${broken.length - 8} more` : ''}: {broken.length === 1 ? 'it uses' : 'they use'} columns that are gone or hold something else. It is one revision that can be undone; nothing can be deployed until {broken.length === 1 ? 'the node is' : 'the nodes are'} corrected.
      </MessageBarBody>
    </MessageBar>
  )
}

/** Tables that nothing could be learned of, and the three ways on. */
function Missing({ role, missing, titles }: { role: string; missing: readonly SourceDrift[]; titles: Titles }) {
  const styles = useStyles()
  const { readOnly } = useWorkbench()
  const { select, go } = usePlace()
  const one = missing.length === 1
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          {one ? 'A table was' : `${missing.length} tables were`} not found as {role}.
        </MessageBarTitle>{' '}
        {one ? 'It is gone, or' : 'They are gone, or'} {role} may not read {one ? 'it' : 'them'}: look as another role above, have SELECT on {one ? 'it' : 'them'} granted to {role}, or exchange the source. Until then {one ? 'the source keeps' : 'the sources keep'} the columns that the flow knows.
        <ul className={styles.list} aria-label="Tables that were not found">
          {missing.map(({ node, table }) => (
            <li key={node}>
              <span className={styles.missing}>
                <b>{titles(node)}</b> <span className={styles.table}>{fullName(table)}</span>
                {readOnly === undefined && (
                  <Button
                    size="small"
                    aria-label={`Exchange ${titles(node)}`}
                    onClick={() => {
                      select([node])
                      go({ ask: 'exchange' })
                    }}
                  >
                    Exchange …
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  )
}

function Source({ source, titles }: { source: SourceDrift; titles: Titles }) {
  const styles = useStyles()
  const { node, table, gone, changed } = source
  const named = (nodes: readonly string[]) => nodes.map(titles)
  const column = ({ column: name, before: type }: { column: string; before: string }) => ({ name, type, nullable: true })
  return (
    <div className={styles.source} role="group" aria-label={`What has changed in ${titles(node)}`}>
      <div className={styles.head}>
        <Text weight="semibold">{titles(node)}</Text>
        <span className={styles.table}>{fullName(table)}</span>
      </div>
      <SourceComparison
        source={{
          missing: gone.filter(breaks).map((one) => ({ column: column(one), nodes: named(one.nodes), places: [] })),
          incompatible: changed.filter(breaks).map((one) => ({ column: column(one), newType: one.after ?? 'unknown', nodes: named(one.nodes), places: [] })),
          widened: changed.filter((one) => !breaks(one)).map(({ column: name, before, after = '' }) => ({ name, before, after })),
          removed: gone.filter((one) => !breaks(one)).map(column),
          added: source.new,
        }}
      />
    </div>
  )
}
