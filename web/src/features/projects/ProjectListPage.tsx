import { Badge, Button, Input, Select, Text, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular, MoreHorizontalRegular, SearchRegular } from '@fluentui/react-icons'
import { Suspense, lazy, useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useMe } from '@/features/session'
import type { Project } from '@/lib/api/answers'
import { count, sentence } from '@/lib/names'
import { EnvironmentBadge, LockedBadge } from '@/ui/Badges'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { MenuButton } from '@/ui/MenuButton'
import { PageHeader } from '@/ui/PageHeader'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { listed, pageOf, sorts, states, valuesOf, viewOf } from './list'
import { useProjects, useRestoreProject } from './queries'

const CreateDialog = lazy(async () => ({ default: (await import('./dialogs')).CreateDialog }))
const CloneDialog = lazy(async () => ({ default: (await import('./dialogs')).CloneDialog }))
const DeleteDialog = lazy(async () => ({ default: (await import('./dialogs')).DeleteDialog }))

const narrow = '@media (max-width: 640px)'

const useStyles = makeStyles({
  name: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  description: { color: tokens.colorNeutralForeground3, maxWidth: '70ch' },
  tags: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, '& > *': { minWidth: '8rem' }, [narrow]: { display: 'grid', gridTemplateColumns: '1fr 1fr', '& > *': { minWidth: 0 } } },
  search: { flexGrow: 1, maxWidth: '22rem', [narrow]: { gridColumn: '1 / -1', maxWidth: 'none' } },
  sort: { marginLeft: 'auto', [narrow]: { marginLeft: 0 } },
  empty: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalM, padding: `${tokens.spacingVerticalM} 0` },
  pages: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'center' },
})

function Name({ project }: { project: Project }) {
  const styles = useStyles()
  return (
    <div className={styles.name}>
      <span>{project.deletedAt === undefined ? <RouterLink to={`/projects/${project.id}/flow`}>{project.name}</RouterLink> : project.name}</span>
      {project.description !== undefined && (
        <Text size={200} className={styles.description}>
          {project.description}
        </Text>
      )}
      {project.tags.length > 0 && (
        <div className={styles.tags}>
          {project.tags.map((tag) => (
            <Badge key={tag} appearance="tint" color="informative" shape="rounded">
              {tag}
            </Badge>
          ))}
        </div>
      )}
    </div>
  )
}

type Asking = { about: 'create' } | { about: 'clone' | 'delete'; project: Project }

function Actions({ project, ask }: { project: Project; ask: (asking: Asking) => void }) {
  const navigate = useNavigate()
  const me = useMe()
  const restore = useRestoreProject()
  const manages = me.data?.role === 'administrator' || project.owner === me.data?.email
  const clones = manages || project.collaborators.some(({ email, role }) => email === me.data?.email && role !== 'viewer')
  if (project.deletedAt !== undefined) {
    return manages ? (
      <Button size="small" disabled={restore.isPending} onClick={() => restore.mutate(project.id)}>
        {restore.error ? 'Restore again' : 'Restore'}
      </Button>
    ) : null
  }
  return (
    <MenuButton
      trigger={<Button size="small" appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={`What to do with ${project.name}`} />}
      entries={[
        { label: 'Open', run: () => void navigate(`/projects/${project.id}/flow`) },
        { label: 'About, people, promotions', run: () => void navigate(`/projects/${project.id}`) },
        ...(clones ? [{ label: 'Clone …', run: () => ask({ about: 'clone', project }) }] : []),
        ...(manages && !project.locked ? [{ label: 'Delete …', run: () => ask({ about: 'delete', project }) }] : []),
      ]}
    />
  )
}

export function ProjectListPage() {
  const styles = useStyles()
  const [search, setSearch] = useSearchParams()
  const view = viewOf(search)
  const [asking, setAsking] = useState<Asking>()
  const projects = useProjects(view.state === 'deleted')
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = projects

  // Order and filters are over all projects, so the pages that are still missing are loaded one after the other.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage])

  // Changes that follow before the page has rendered build on one another.
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  }, [search])

  const set = (key: string, value: string) => {
    const next = new URLSearchParams(latest.current)
    if (value === '') next.delete(key)
    else next.set(key, value)
    if (key !== 'page') next.delete('page')
    latest.current = next
    setSearch(next, { replace: key === 'q' })
  }

  const all = projects.data?.pages.flatMap((page) => page.items) ?? []
  const found = listed(all, view)
  const { items, page, pages } = pageOf(found, view.page)
  const filtered = [view.text, view.owner, view.environment, view.tag, view.state ?? ''].some((part) => part !== '')
  const filter = (key: 'owner' | 'environment' | 'tag', label: string, values: readonly string[], title = (value: string) => value) => (
    <Select aria-label={label} value={view[key]} onChange={(_, { value }) => set(key, value)}>
      <option value="">{label}: all</option>
      {(values.includes(view[key]) || view[key] === '' ? values : [view[key], ...values]).map((value) => (
        <option key={value} value={value}>
          {title(value)}
        </option>
      ))}
    </Select>
  )
  const columns: readonly TableColumn<Project>[] = [
    { key: 'name', header: 'Project', wide: true, cell: (row) => <Name project={row} /> },
    { key: 'environment', header: 'Environment', cell: (row) => <EnvironmentBadge environment={row.environment} /> },
    { key: 'locked', header: 'State', cell: (row) => (row.deletedAt !== undefined ? 'Deleted' : row.locked ? <LockedBadge /> : 'Open') },
    { key: 'owner', header: 'Owner', cell: (row) => row.owner },
    { key: 'updated', header: 'Changed', cell: (row) => <Time at={row.updatedAt} /> },
    { key: 'actions', header: 'Actions', cell: (row) => <Actions project={row} ask={setAsking} /> },
  ]
  return (
    <>
      <PageHeader
        title="Projects"
        under="Analytics projects that you work on, in every environment."
        actions={
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setAsking({ about: 'create' })}>
            New project
          </Button>
        }
      />
      <Section title={view.state === 'deleted' ? 'Deleted projects' : 'All projects'} note={projects.data ? (filtered ? `${found.length} of ${count(all.length, 'project')}` : count(found.length, 'project')) + (hasNextPage ? ' so far' : '') : undefined}>
        <div className={styles.filters} role="search">
          <Input type="search" className={styles.search} contentBefore={<SearchRegular aria-hidden />} placeholder="Search" aria-label="Search projects" value={view.text} onChange={(_, { value }) => set('q', value)} />
          {filter('environment', 'Environment', valuesOf(all, ({ environment }) => [environment]), sentence)}
          {filter('owner', 'Owner', valuesOf(all, ({ owner }) => [owner]))}
          {filter('tag', 'Tag', valuesOf(all, ({ tags }) => tags))}
          <Select aria-label="State" value={view.state ?? ''} onChange={(_, { value }) => set('state', value)}>
            <option value="">State: all</option>
            {Object.entries(states).map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </Select>
          <Select className={styles.sort} aria-label="Order" value={view.sort} onChange={(_, { value }) => set('sort', value === 'changed' ? '' : value)}>
            {Object.entries(sorts).map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </Select>
        </div>
        {projects.isPending && <Loading what="projects" />}
        {isError && <ErrorPanel error={projects.error} retry={() => void (projects.data ? fetchNextPage() : projects.refetch())} />}
        {items.length > 0 && <DataTable label="Projects" columns={columns} rows={items} rowKey={(row) => row.id} />}
        {projects.data && items.length === 0 && !hasNextPage && (
          <div className={styles.empty}>
            <Text>{emptyWords(filtered, view.text)}</Text>
            {filtered ? (
              <Button onClick={() => setSearch({})}>Show all projects</Button>
            ) : (
              <Button icon={<AddRegular />} onClick={() => setAsking({ about: 'create' })}>
                Create the first one
              </Button>
            )}
          </div>
        )}
        {pages > 1 && (
          <nav className={styles.pages} aria-label="Pages">
            <Button disabled={page === 1} onClick={() => set('page', page === 2 ? '' : `${page - 1}`)}>
              Back
            </Button>
            <Text>
              Page {page} of {pages}
            </Text>
            <Button disabled={page === pages} onClick={() => set('page', `${page + 1}`)}>
              Next
            </Button>
          </nav>
        )}
      </Section>
      <Suspense>
        {asking?.about === 'create' && <CreateDialog close={() => setAsking(undefined)} />}
        {asking?.about === 'clone' && <CloneDialog project={asking.project} close={() => setAsking(undefined)} />}
        {asking?.about === 'delete' && <DeleteDialog project={asking.project} close={() => setAsking(undefined)} />}
      </Suspense>
    </>
  )
}

function emptyWords(filtered: boolean, text: string): string {
  if (!filtered) return 'You have no projects yet. A project holds a flow: sources, what is done with their rows, and what is published. Create one, or ask the owner of another to add you.'
  return text === '' ? 'No project is like that.' : `No project has “${text}” in its name, description, environment, owner or tags.`
}
