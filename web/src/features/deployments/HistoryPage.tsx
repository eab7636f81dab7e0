import { Badge, Button, Field, Select, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { ColumnChanges, PlanDeployments, Statements } from '@/features/promotions'
import { typeText } from '@/lib/api/answers'
import { lineChanges, shortened } from '@/lib/lines'
import { count } from '@/lib/names'
import { whyNot } from '@/lib/rights'
import { Ask } from '@/ui/Ask'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Facts } from '@/ui/Facts'
import { Loading } from '@/ui/Loading'
import { Refused } from '@/ui/Refused'
import { Section } from '@/ui/Section'
import { useAsked } from '@/ui/useAsked'
import { useReadOn } from '@/ui/useReadOn'
import { TableNameText } from '@/ui/TableNameText'
import { Time } from '@/ui/Time'
import { followAddress } from '@/lib/addresses'
import { useDeploymentHere } from './DeploymentPage'
import { columnDifferences, settingDifferences } from './differences'
import { usePlanRestore, useRestoreVersion, useVersions, type Version } from './queries'

const useStyles = makeStyles({
  badges: { display: 'flex', gap: tokens.spacingHorizontalXS, flexWrap: 'wrap', alignItems: 'center' },
  choose: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap', '& > *': { minWidth: '14rem', '@media (max-width: 640px)': { width: '100%' } } },
  lines: { margin: 0, padding: `${tokens.spacingVerticalS} 0`, overflow: 'auto', maxHeight: '32rem', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300, backgroundColor: tokens.colorNeutralBackground3, borderRadius: tokens.borderRadiusMedium, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  inner: { minWidth: 'max-content' },
  line: { whiteSpace: 'pre', padding: `0 ${tokens.spacingHorizontalM}` },
  added: { backgroundColor: tokens.colorPaletteGreenBackground2, color: tokens.colorNeutralForeground1 },
  removed: { backgroundColor: tokens.colorPaletteRedBackground2, color: tokens.colorNeutralForeground1 },
  soft: { color: tokens.colorNeutralForeground3 },
})

const asks = ['restore'] as const

/** The Deployment History: every version, how two differ, and a way back. */
export function Component() {
  const styles = useStyles()
  const { project, deployment, rights, me } = useDeploymentHere()
  const versions = useVersions(project.id, deployment.node)
  const { ask, about, open, close, leave } = useAsked(asks)
  const asked = ask === 'restore' ? versions.data?.pages.flatMap(({ items }) => items).find(({ number }) => String(number) === about) : undefined
  const isMissing = useReadOn(versions, ask === 'restore' && !asked)
  if (versions.isPending) return <Loading what="versions" />
  if (!versions.data) return <ErrorPanel error={versions.error} retry={() => void versions.refetch()} />
  const all = versions.data.pages.flatMap(({ items }) => items)
  if (all.length === 0)
    return (
      <Section title="Versions">
        <Empty>It has not been deployed yet. Each deploy makes a version here: with its SQL, columns, settings and rows, to be compared and brought back.</Empty>
      </Section>
    )
  const live = deployment.state?.version
  const may = rights.edit && !project.locked
  const restoring = asked && asked.number !== live ? asked : undefined
  const columns: readonly TableColumn<Version>[] = [
    {
      key: 'version',
      header: 'Version',
      cell: (row) => (
        <div className={styles.badges}>
          Version {row.number}
          {row.number === live && <Badge appearance="filled" color="success">Live</Badge>}
          {row.rolledBackAt !== undefined && <Badge appearance="tint" color="warning">Rolled back</Badge>}
          {row.restored !== undefined && <Badge appearance="tint" color="informative">Restores version {row.restored}</Badge>}
        </div>
      ),
    },
    { key: 'at', header: 'Deployed', cell: (row) => <><Time at={row.deployedAt} /> by {row.deployedBy}</> },
    { key: 'revision', header: 'Revision', cell: (row) => row.revision },
    { key: 'rows', header: 'Rows', cell: (row) => (row.isView ? 'View' : row.rows === undefined ? '' : row.rows.toLocaleString()) },
    { key: 'columns', header: 'Columns', cell: (row) => row.columns.length },
    {
      key: 'actions',
      header: 'Actions',
      cell: (row) =>
        may && row.number !== live ? (
          <Button size="small" onClick={() => open('restore', String(row.number))} aria-label={`Restore version ${row.number}`}>
            Restore …
          </Button>
        ) : null,
    },
  ]
  return (
    <>
      <Section title="Versions" note={count(all.length, 'version')}>
        <DataTable label="Versions" columns={columns} rows={all} rowKey={(row) => String(row.number)} />
        {versions.hasNextPage && (
          <div>
            <Button disabled={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
              Show more
            </Button>
          </div>
        )}
      </Section>
      <Compare versions={all} />
      {restoring && may && <RestoreDialog key={restoring.number} project={project.id} version={restoring} name={deployment.name} close={close} leave={leave} />}
      {isMissing && <Refused title="There is no such version" why={`It was never deployed as version ${about}.`} close={close} />}
      {asked && asked.number === live && <Refused title="It is live already" why={`Version ${about} is what readers see.`} close={close} />}
      {restoring && !may && <Refused why={project.locked ? 'A locked project changes only through promotions.' : whyNot(project, me, 'edit')} close={close} />}
    </>
  )
}

const keepIf = (all: readonly Version[], number: string | null, otherwise: Version | undefined) => all.find((one) => String(one.number) === number) ?? otherwise

function Compare({ versions }: { versions: readonly Version[] }) {
  const styles = useStyles()
  const [search, setSearch] = useSearchParams()
  const to = keepIf(versions, search.get('to'), versions[0])
  const from = keepIf(versions, search.get('from'), versions[1] ?? versions[0])
  if (!from || !to) return null
  const pick = (label: string, key: 'from' | 'to', version: Version) => (
    <Field label={label}>
      <Select
        value={version.number}
        onChange={(_, { value }) => setSearch({ from: String(from.number), to: String(to.number), [key]: value }, { replace: true })}
      >
        {versions.map(({ number, deployedAt }) => (
          <option key={number} value={number}>
            Version {number}, {new Date(deployedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
          </option>
        ))}
      </Select>
    </Field>
  )
  const same = from.number === to.number
  const settings = settingDifferences(from, to)
  const columns = columnDifferences(from.columns, to.columns)
  const lines = shortened(lineChanges(from.sql, to.sql))
  const sqlSame = from.sql === to.sql
  return (
    <Section title={same ? `Version ${to.number}` : 'Differences'}>
      {versions.length > 1 && (
        <div className={styles.choose}>
          {pick('From', 'from', from)}
          {pick('To', 'to', to)}
        </div>
      )}
      {same ? (
        <Facts
          items={[
            ['Target', <TableNameText key="target" table={to.target} />],
            ['Under', `${to.role}, warehouse ${to.warehouse}`],
            ['Columns', to.columns.map(({ name, type }) => `${name} ${typeText(type)}`).join(', ')],
          ]}
        />
      ) : (
        <Facts
          items={[
            ['Settings', settings.length === 0 ? 'The same' : settings.map(({ name, before, after }) => <div key={name}>{name}: <del className={styles.soft}>{before}</del> → {after}</div>)],
            ['Columns', <ColumnChanges key="columns" added={columns.added} gone={columns.removed} changed={columns.changed} goneWord="Removed" none="The same columns and types" />],
            ['SQL', sqlSame ? 'The same' : `${lines.filter((line) => line?.kind === 'added').length} lines added, ${lines.filter((line) => line?.kind === 'removed').length} removed`],
          ]}
        />
      )}
      {(same || !sqlSame) && (
        <div className={styles.lines} tabIndex={0} role="region" aria-label={same ? `SQL of version ${to.number}` : `SQL of version ${from.number} against version ${to.number}`}>
          <div className={styles.inner}>
            {(same ? lineChanges(to.sql, to.sql) : lines).map((line, index) =>
              line === null ? (
                <div key={index} className={mergeClasses(styles.line, styles.soft)}>
                  …
                </div>
              ) : (
                <div key={index} className={mergeClasses(styles.line, line.kind === 'added' && styles.added, line.kind === 'removed' && styles.removed)}>
                  {!same && <span aria-hidden>{{ same: '  ', added: '+ ', removed: '− ' }[line.kind]}</span>}
                  {line.text}
                </div>
              ),
            )}
          </div>
        </div>
      )}
    </Section>
  )
}

function RestoreDialog({ project, version, name, close, leave }: { project: string; version: Version; name: string; close: () => void; leave: (to: string) => void }) {
  const plan = usePlanRestore(project, version.node, version.number)
  const restore = useRestoreVersion(project, version.node)
  const [key] = useState(() => crypto.randomUUID())
  const named = (node: string) => (node === version.node ? name : node)
  const send = () =>
    restore.mutate(
      { version: version.number, key },
      {
        onSuccess: ({ id }) => leave(followAddress(project, id)),
      },
    )
  return (
    <Ask wide title={`Restore version ${version.number}?`} verb="Restore" error={restore.error ?? plan.error} busy={restore.isPending} allowed={plan.data !== undefined} send={send} close={close}>
      <Text>It is deployed again with the SQL, target, role and warehouse that it had, as a new version. The flow stays as it is.</Text>
      {plan.isPending && <Loading what="the plan" lines={2} />}
      {plan.data && (
        <>
          <PlanDeployments deployments={plan.data.deployments} named={named} />
          <Statements steps={plan.data.steps} named={named} />
        </>
      )}
    </Ask>
  )
}
