import { Button, Field, Input, Radio, RadioGroup, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { longestName } from '@/features/projects'
import { useMe } from '@/features/session'
import { sentence } from '@/lib/names'
import { sizeText } from '@/lib/size'
import { absolute } from '@/lib/time'
import { Ask } from '@/ui/Ask'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { Refused } from '@/ui/Refused'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { useAsked } from '@/ui/useAsked'
import { useReadOn } from '@/ui/useReadOn'
import { Time } from '@/ui/Time'
import { useBackups, useRestoreBackup, useTakeBackup, type Backup } from './queries'

const useStyles = makeStyles({ mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 } })

const reasons: Readonly<Record<Backup['reason'], string>> = { onDemand: 'By hand', promotion: 'Before a promotion', nightly: 'Every night' }

const asks = ['restore'] as const

/** Backups of a project, or of all for an administrator. */
export function Backups({ project, mayTake = true, whyNoRestore }: { project?: string; mayTake?: boolean; /** Why the reader may not restore one; left out if they may. */ whyNoRestore?: string }) {
  const styles = useStyles()
  const backups = useBackups(project)
  const take = useTakeBackup(project ?? '')
  const { ask, about, open, close, leave } = useAsked(asks)
  const rows = backups.data?.pages.flatMap(({ items }) => items) ?? []
  const restoring = ask === 'restore' ? rows.find(({ id }) => id === about) : undefined
  const isMissing = useReadOn(backups, ask === 'restore' && !restoring)
  const columns: readonly TableColumn<Backup>[] = [
    { key: 'at', header: 'Taken', cell: (row) => <Time at={row.takenAt} /> },
    ...(project === undefined ? [{ key: 'project', header: 'Project', cell: (row: Backup) => <RouterLink to={`/projects/${row.project}/handover`}>{`${row.name} (${sentence(row.environment)})`}</RouterLink> }] : []),
    { key: 'why', header: 'Why', cell: (row) => `${reasons[row.reason]}${row.reason === 'onDemand' ? `, ${row.by}` : ''}` },
    { key: 'revision', header: 'Revision', cell: (row) => row.revision },
    { key: 'size', header: 'Size', cell: (row) => sizeText(row.size) },
    { key: 'hash', header: 'Hash', cell: (row) => <span className={styles.mono} title={row.hash}>{row.hash.slice(0, 12)}</span> },
    ...(whyNoRestore === undefined
      ? [
          {
            key: 'actions',
            header: 'Actions',
            cell: (row: Backup) => (
              <Button size="small" onClick={() => open('restore', row.id)} aria-label={`Restore the backup of ${absolute(row.takenAt)}`}>
                Restore …
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <Section
      title="Backups"
      actions={
        project !== undefined && mayTake ? (
          <Button disabled={take.isPending} onClick={() => take.mutate()}>
            {take.isPending ? 'Backing up …' : 'Back up now'}
          </Button>
        ) : undefined
      }
    >
      {take.isError && <ErrorPanel error={take.error} />}
      {backups.isPending && <Loading what="backups" />}
      {backups.isError && <ErrorPanel error={backups.error} retry={() => void backups.refetch()} />}
      {rows.length > 0 && <DataTable label="Backups" columns={columns} rows={rows} rowKey={(row) => row.id} />}
      {backups.data && rows.length === 0 && <Empty>There is no backup yet. One is taken every night, before each promotion, and whenever somebody asks: flow with all revisions, people, schedules and deployments, but no rows.</Empty>}
      {backups.hasNextPage && (
        <div>
          <Button disabled={backups.isFetchingNextPage} onClick={() => void backups.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      {isMissing && <Refused title="There is no such backup" why="It may be older than backups are kept." close={close} />}
      {restoring && whyNoRestore !== undefined && <Refused why={whyNoRestore} close={close} />}
      {restoring && whyNoRestore === undefined && <RestoreDialog key={restoring.id} backup={restoring} close={close} leave={leave} />}
    </Section>
  )
}

function RestoreDialog({ backup, close, leave }: { backup: Backup; close: () => void; leave: (to: string) => void }) {
  const me = useMe().data
  const restore = useRestoreBackup()
  const [into, setInto] = useState<'new' | 'same'>('new')
  const [name, setName] = useState(`${backup.name} (restored)`)
  return (
    <Ask
      title={`Restore ${backup.name} as of ${absolute(backup.takenAt)}`}
      verb="Restore"
      error={restore.error}
      busy={restore.isPending}
      allowed={me !== undefined && (into === 'same' || name.trim() !== '')}
      send={() =>
        restore.mutate(
          { backup, into, name: name.trim() },
          {
            onSuccess: ({ id }) => leave(`/projects/${id}`),
          },
        )
      }
      close={close}
    >
      <Field label="Into">
        <RadioGroup value={into} onChange={(_, data) => setInto(data.value === 'same' ? 'same' : 'new')}>
          <Radio value="new" label="A new project, with its history; deployments point nowhere and schedules are paused" />
          <Radio value="same" label="The same project, as its newest revision; people, deployments and schedules stay" />
        </RadioGroup>
      </Field>
      {into === 'new' ? (
        <Field label="Name" required>
          <Input value={name} maxLength={longestName} onChange={(_, data) => setName(data.value)} />
        </Field>
      ) : (
        <Text>The flow of now stays in the history as the revision before.</Text>
      )}
    </Ask>
  )
}
