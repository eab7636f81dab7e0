import { Button, Input, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import type { Project } from '@/lib/api/answers'
import { count } from '@/lib/names'
import { EnvironmentBadge, LockedBadge } from '@/ui/Badges'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { PageHeader } from '@/ui/PageHeader'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { useProjects } from './queries'
import { matches } from './search'

const useStyles = makeStyles({
  name: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  description: { color: tokens.colorNeutralForeground3, maxWidth: '70ch' },
  search: { width: '18rem', maxWidth: '100%', '@media (max-width: 640px)': { width: '100%' } },
})

function Name({ project }: { project: Project }) {
  const styles = useStyles()
  return (
    <div className={styles.name}>
      <span>
        <RouterLink to={`/projects/${project.id}`}>{project.name}</RouterLink>
      </span>
      {project.description !== undefined && (
        <Text size={200} className={styles.description}>
          {project.description}
        </Text>
      )}
    </div>
  )
}

const columns: readonly TableColumn<Project>[] = [
  { key: 'name', header: 'Project', wide: true, cell: (row) => <Name project={row} /> },
  { key: 'environment', header: 'Environment', cell: (row) => <EnvironmentBadge environment={row.environment} /> },
  { key: 'locked', header: 'State', cell: (row) => (row.locked ? <LockedBadge /> : 'Open') },
  { key: 'owner', header: 'Owner', cell: (row) => row.owner },
  { key: 'updated', header: 'Updated', cell: (row) => <Time at={row.updatedAt} /> },
]

export function ProjectListPage() {
  const styles = useStyles()
  const [search, setSearch] = useSearchParams()
  const text = search.get('q') ?? ''
  const projects = useProjects()
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = projects

  // A search is over all projects, so it loads the pages that are still missing.
  useEffect(() => {
    if (text !== '' && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [text, hasNextPage, isFetchingNextPage, isError, fetchNextPage])

  const all = projects.data?.pages.flatMap((page) => page.items) ?? []
  const rows = all.filter((project) => matches(project, text))
  return (
    <>
      <PageHeader title="Projects" under="Analytics projects that you work on, in every environment." />
      <Section
        title="All projects"
        note={projects.data ? (text === '' ? count(all.length, 'project') + (hasNextPage ? ' so far' : '') : `${rows.length} of ${count(all.length, 'project')}`) : undefined}
        actions={
          <Input
            type="search"
            className={styles.search}
            placeholder="Search"
            aria-label="Search projects"
            value={text}
            onChange={(_, { value }) => setSearch(value === '' ? {} : { q: value }, { replace: true })}
          />
        }
      >
        {projects.isPending && <Loading what="projects" />}
        {isError && <ErrorPanel error={projects.error} retry={() => void (projects.data ? fetchNextPage() : projects.refetch())} />}
        {projects.data && rows.length > 0 && <DataTable label="Projects" columns={columns} rows={rows} rowKey={(row) => row.id} />}
        {projects.data && rows.length === 0 && !isFetchingNextPage && (
          <Text>{all.length === 0 ? 'You have no projects yet. Ask a project’s owner to add you, or create one.' : `No project has “${text}” in its name, description, environment, owner or tags.`}</Text>
        )}
        {hasNextPage && text === '' && (
          <div>
            <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          </div>
        )}
      </Section>
    </>
  )
}
