import { Badge, Button, Input, Select, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { AddRegular, MoreHorizontalRegular, SearchRegular } from '@fluentui/react-icons'
import { Fragment, Suspense, lazy, useEffect, useRef, useState } from 'react'
import { NavigationType, useLocation, useNavigate, useNavigationType, useSearchParams } from 'react-router'
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
import { useAsked } from '@/ui/useAsked'
import { useReadOn } from '@/ui/useReadOn'
import { listed, pageOf, sorts, states, valuesOf, viewOf } from './list'
import { useFoundInFlows, useProject, useProjects, useRestoreProject, type FoundNode } from './queries'

const CreateDialog = lazy(async () => ({ default: (await import('./dialogs')).CreateDialog }))
const CloneDialog = lazy(async () => ({ default: (await import('./dialogs')).CloneDialog }))
const DeleteDialog = lazy(async () => ({ default: (await import('./dialogs')).DeleteDialog }))
const Refused = lazy(async () => ({ default: (await import('@/ui/Refused')).Refused }))

const narrow = '@media (max-width: 640px)'

const useStyles = makeStyles({
  name: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  description: { color: tokens.colorNeutralForeground3, maxWidth: '70ch' },
  clamped: { display: '-webkit-box', '-webkit-line-clamp': '2', '-webkit-box-orient': 'vertical', overflow: 'hidden' },
  tags: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, '& > *': { minWidth: '8rem' }, [narrow]: { display: 'grid', gridTemplateColumns: '1fr 1fr', '& > *': { minWidth: 0 } } },
  search: { flexGrow: 1, maxWidth: '22rem', [narrow]: { gridColumn: '1 / -1', maxWidth: 'none' } },
  sort: { marginLeft: 'auto', [narrow]: { marginLeft: 0, gridColumn: '1 / -1' } },
  empty: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalM, padding: `${tokens.spacingVerticalM} 0` },
  pages: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'center' },
})

const placeOf = { name: '', description: ', in its description', tag: ', in a tag', property: ', in a property' } as const

function Name({ project, inFlow }: { project: Project; inFlow: readonly FoundNode[] }) {
  const styles = useStyles()
  return (
    <div className={styles.name}>
      <span>{project.deletedAt === undefined ? <RouterLink to={`/projects/${project.id}/flow`}>{project.name}</RouterLink> : project.name}</span>
      {project.description !== undefined && (
        <Text size={200} className={mergeClasses(styles.description, styles.clamped)} title={project.description}>
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
      {inFlow.length > 0 && (
        <Text size={200} className={styles.description}>
          {'Found in '}
          {inFlow.map((node, index) => (
            <Fragment key={`${node.kind} ${node.id}`}>
              {index > 0 && ', '}
              {node.kind === 'group' || project.deletedAt !== undefined ? `the ${node.kind} “${node.name}”` : <RouterLink to={`/projects/${project.id}/flow?node=${encodeURIComponent(node.id)}`}>{node.name}</RouterLink>}
              {placeOf[node.in]}
            </Fragment>
          ))}
        </Text>
      )}
    </div>
  )
}

const asks = ['create', 'clone', 'delete'] as const

function useMay(project: Project) {
  const me = useMe().data
  const manages = me?.role === 'administrator' || project.owner === me?.email
  return { manages, clone: manages || project.collaborators.some(({ email, role }) => email === me?.email && role !== 'viewer'), delete: manages && !project.locked }
}

function Actions({ project, ask }: { project: Project; ask: (about: 'clone' | 'delete', project: string) => void }) {
  const navigate = useNavigate()
  const restore = useRestoreProject()
  const may = useMay(project)
  if (project.deletedAt !== undefined) {
    return may.manages ? (
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
        ...(may.clone ? [{ label: 'Clone …', run: () => ask('clone', project.id) }] : []),
        ...(may.delete ? [{ label: 'Delete …', run: () => ask('delete', project.id) }] : []),
      ]}
    />
  )
}

export function ProjectListPage() {
  const styles = useStyles()
  const [search, setSearch] = useSearchParams()
  const [typed, setTyped] = useState(() => viewOf(search).text)
  const [seen, setSeen] = useState<string>()
  const { key: entry } = useLocation()
  const came = useNavigationType()
  // The address follows what is typed a moment later: were the field the address, quick typing would lose letters.
  if (seen !== entry) {
    setSeen(entry)
    if (came === NavigationType.Pop) setTyped(viewOf(search).text)
  }
  const view = { ...viewOf(search), text: typed }
  const { ask, about, open, close, leave } = useAsked(asks)
  const projects = useProjects(view.state === 'deleted')
  const { hasNextPage, isError, fetchNextPage } = projects
  // Order and filters are over all projects.
  useReadOn(projects, true)

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
  const inFlows = useFoundInFlows(view.text, view.state === 'deleted')
  const found = listed(all, view, inFlows)
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
    { key: 'name', header: 'Project', wide: true, cell: (row) => <Name project={row} inFlow={inFlows.get(row.id) ?? []} /> },
    { key: 'environment', header: 'Environment', cell: (row) => <EnvironmentBadge environment={row.environment} /> },
    { key: 'locked', header: 'State', cell: (row) => (row.deletedAt !== undefined ? 'Deleted' : row.locked ? <LockedBadge /> : 'Open') },
    { key: 'owner', header: 'Owner', cell: (row) => row.owner },
    { key: 'updated', header: 'Changed', cell: (row) => <Time at={row.updatedAt} /> },
    { key: 'actions', header: 'Actions', cell: (row) => <Actions project={row} ask={open} /> },
  ]
  return (
    <>
      <PageHeader
        title="Projects"
        under="Analytics projects that you work on, in every environment."
        actions={
          <Button appearance="primary" icon={<AddRegular />} onClick={() => open('create')}>
            New project
          </Button>
        }
      />
      <Section title={view.state === 'deleted' ? 'Deleted projects' : 'All projects'} note={projects.data ? (filtered ? `${found.length} of ${count(all.length, 'project')}` : count(found.length, 'project')) + (hasNextPage ? ' so far' : '') : undefined}>
        <div className={styles.filters} role="search">
          <Input type="search" className={styles.search} contentBefore={<SearchRegular aria-hidden />} placeholder="Search" aria-label="Search projects" value={typed} onChange={(_, { value }) => { setTyped(value); set('q', value) }} />
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
              <Button onClick={() => { setTyped(''); setSearch({}) }}>Show all projects</Button>
            ) : (
              <Button icon={<AddRegular />} onClick={() => open('create')}>
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
        {ask === 'create' && <CreateDialog close={close} leave={leave} />}
        {(ask === 'clone' || ask === 'delete') && <OfOne key={about} about={ask} id={about} close={close} leave={leave} />}
      </Suspense>
    </>
  )
}

/** A dialog about one project, which need not be among those that are shown. */
function OfOne({ about, id, close, leave }: { about: 'clone' | 'delete'; id: string; close: () => void; leave: (to: string) => void }) {
  const project = useProject(id)
  if (project.data) return <OfFound about={about} project={project.data} close={close} leave={leave} />
  return project.isError ? <Refused title="There is no such project" why="It is not there, or you have no role in it." close={close} /> : null
}

function OfFound({ about, project, close, leave }: { about: 'clone' | 'delete'; project: Project; close: () => void; leave: (to: string) => void }) {
  const may = useMay(project)
  if (!may[about]) return <Refused why={about === 'delete' && project.locked ? 'A locked project cannot be deleted.' : `Ask its owner, ${project.owner}.`} close={close} />
  return about === 'clone' ? <CloneDialog project={project} close={close} leave={leave} /> : <DeleteDialog project={project} close={close} />
}

function emptyWords(filtered: boolean, text: string): string {
  if (!filtered) return 'You have no projects yet. A project holds a flow: sources, what is done with their rows, and what is published. Create one, or ask the owner of another to add you.'
  return text === '' ? 'No project is like that.' : `No project has “${text}” in its name, description, environment, owner or tags, or in its flow.`
}
