import { Link, Toast, ToastTitle, ToastTrigger, Toaster, makeStaticStyles, makeStyles, mergeClasses, tokens, useId, useToastController, Tab, TabList, Spinner } from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, startTransition, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useBeforeUnload, useNavigate, useParams } from 'react-router'
import { Group as PanelGroup, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { useEnvironments, useProject } from '@/features/projects'
import { useMe } from '@/features/session'
import { deployAddress, deploymentAddress } from '@/lib/addresses'
import type { Diagnostic, Project } from '@/lib/api/answers'
import { kinds, addableKinds } from '@/lib/flow/kinds'
import { FlowSession, type Versioned } from '@/lib/flow/session'
import { titleOf, type FlowNode } from '@/lib/flow/types'
import { remembered, remember } from '@/lib/memory'
import { rightsIn } from '@/lib/rights'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { focusBehind } from '@/ui/focusBehind'
import { Loading } from '@/ui/Loading'
import { RouterLink } from '@/ui/RouterLink'
import { useCommands, type Command } from '@/ui/commands/context'
import { useAddress, type FlowView, type Pane } from './address'
import { AddressContext, CompiledContext, WorkbenchContext, useSession, useWorkbench, usePlace, type CompiledFlow, type Workbench } from './context'
import { DataBrowser } from './browser/DataBrowser'
import { canvas } from './canvas/code'
import { DataPanel } from './data/DataPanel'
import { Side } from './inspector/Side'
import { numberOf } from './meaning'
import { Outline } from './Outline'
import { compile, flowGateway, flowStart } from './queries'
import { mayAskReview, whyNoPreview, whyReadOnly } from './rights'
import { ConflictDialog } from './shell/ConflictDialog'
import { Toolbar } from './shell/Toolbar'
import { TopBar } from './shell/TopBar'
import { useKeys } from './shell/useKeys'
import { useFlowActions } from './useFlowActions'
import { useNarrow } from './useNarrow'

const Canvas = lazy(canvas)
const Dialogs = lazy(() => import('./dialogs/Dialogs'))

const useStaticStyles = makeStaticStyles({ 'html, body': { overscrollBehavior: 'none' } })

const useStyles = makeStyles({
  page: { height: '100dvh', display: 'flex', flexDirection: 'column', overflow: 'hidden', backgroundColor: tokens.colorNeutralBackground2 },
  main: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column', outlineStyle: 'none' },
  waiting: { padding: '24px', maxWidth: '60rem' },
  flow: { height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0 },
  view: { flexGrow: 1, minHeight: 0, position: 'relative' },
  side: { outlineStyle: 'none', backgroundColor: tokens.colorNeutralStroke2, position: 'relative', ':hover': { backgroundColor: tokens.colorBrandStroke1 }, ':focus-visible': { backgroundColor: tokens.colorBrandStroke1 }, '::after': { content: '""', position: 'absolute' } },
  upright: { width: '1px', '::after': { inset: '0 -4px' } },
  lying: { height: '1px', '::after': { inset: '-4px 0' } },
  panes: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, justifyContent: 'space-around' },
  pane: { flexGrow: 1, minHeight: 0 },
  empty: { position: 'absolute', inset: 0, display: 'grid', placeItems: 'center', pointerEvents: 'none', padding: '24px' },
  hint: { maxWidth: '26rem', textAlign: 'center', color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase400 },
})

/** The workbench of a project. */
export function Component() {
  useStaticStyles()
  const styles = useStyles()
  const { id = '' } = useParams()
  const project = useProject(id)
  const start = useQuery(flowStart(id))
  const me = useMe()
  const failed = project.error ?? start.error ?? me.error
  if (project.data && start.data && me.data) return <Opened key={id} project={project.data} start={start.data} me={me.data} />
  return (
    <main className={mergeClasses(styles.page, styles.waiting)}>
      {failed ? (
        <>
          <h1>Project</h1>
          <ErrorPanel error={failed} retry={() => void Promise.all([project.refetch(), start.refetch(), me.refetch()])} />
          <p>
            <RouterLink to="/projects">All projects</RouterLink>
          </p>
        </>
      ) : (
        <Loading what="the workbench" lines={6} />
      )}
    </main>
  )
}

function Opened({ project, start, me }: { project: Project; start: Versioned; me: { email: string; role: string; warehouseRoles: readonly string[] } }) {
  const client = useQueryClient()
  const [session] = useState(() => new FlowSession(start, flowGateway(project.id, () => void client.invalidateQueries({ queryKey: ['project', project.id], exact: true }))))
  const toaster = useId('toaster')
  const { dispatchToast } = useToastController(toaster)
  const [using, setUsing] = useState(() => remembered<{ role?: string; warehouse?: string }>(`using.${project.environment}`, {}))
  const environment = useEnvironments().data?.items.find(({ id }) => id === project.environment)
  const mayUse = environment && (me.warehouseRoles.includes('*') || me.warehouseRoles.includes(environment.role))
  const roleInUse = using.role ?? (mayUse ? environment.role : undefined)
  const warehouseInUse = using.warehouse ?? environment?.warehouse
  const address = useAddress()
  const readOnly = whyReadOnly(project, me)
  const noPreview = whyNoPreview(project, me)

  useEffect(() => remember(`using.${project.environment}`, using), [project.environment, using])
  useEffect(() => {
    document.title = `${project.name} · Handover`
  }, [project.name])
  useEffect(() => () => session.end(), [session])
  useBeforeUnload((event) => {
    if (session.isAhead()) event.preventDefault()
  })

  // Somebody else's revision is taken at once if nothing waits here; else saving finds the conflict.
  useEffect(() => {
    if (session.state.version !== '' && !session.state.version.startsWith(`"r${project.revision}-`)) void session.refresh().catch(() => undefined)
  }, [session, project.revision])

  const say = useCallback(
    (words: string, offersUndo = false) =>
      dispatchToast(
        <Toast>
          <ToastTitle
            action={
              offersUndo ? (
                <ToastTrigger>
                  <Link as="button" onClick={() => session.undo()}>
                    Undo
                  </Link>
                </ToastTrigger>
              ) : null
            }
          >
            {words}
          </ToastTitle>
        </Toast>,
        { timeout: offersUndo ? 6000 : 3000 },
      ),
    [dispatchToast, session],
  )
  const edit = useCallback<Workbench['edit']>(
    (change, key) => {
      if (readOnly === undefined) session.edit(change, key)
      else say(readOnly)
    },
    [readOnly, session, say],
  )
  const workbench = useMemo(
    (): Workbench => ({ project, session, readOnly, noPreview, role: using.role, warehouse: using.warehouse, inUse: { role: roleInUse, warehouse: warehouseInUse }, setRole: (role) => setUsing((now) => ({ ...now, role })), setWarehouse: (warehouse) => setUsing((now) => ({ ...now, warehouse })), edit, say }),
    [project, session, readOnly, noPreview, using, roleInUse, warehouseInUse, edit, say],
  )
  return (
    <WorkbenchContext value={workbench}>
      <AddressContext value={address}>
        <Compiling>
          <Layout />
        </Compiling>
        <ConflictDialog />
        {(address.ask ?? address.compare) && (
          <Suspense fallback={null}>
            <Dialogs key={address.ask ?? 'compare'} />
          </Suspense>
        )}
        <Toaster toasterId={toaster} position="bottom" />
      </AddressContext>
    </WorkbenchContext>
  )
}

const quiet = 300
const noColumns: CompiledFlow['columns'] = new Map()
const noDiagnostics: readonly Diagnostic[] = []

/** What the compiler says of what is seen, saved or not. */
function Compiling({ children }: { children: ReactNode }) {
  const { flow } = useSession()
  const [settled, setSettled] = useState(flow)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(flow), quiet)
    return () => clearTimeout(timer)
  }, [flow])
  const query = useQuery({ queryKey: ['compile', numberOf(settled)], queryFn: ({ signal }) => compile(settled, signal), staleTime: Infinity, gcTime: 10_000, placeholderData: (before) => before, refetchOnWindowFocus: false })
  const { data, error, isPlaceholderData } = query
  const compiled = useMemo((): CompiledFlow => {
    const diagnostics = data?.diagnostics ?? noDiagnostics
    const byNode = new Map<string, Diagnostic[]>()
    for (const problem of diagnostics) if (problem.node !== undefined) byNode.set(problem.node, [...(byNode.get(problem.node) ?? []), problem])
    return { columns: data?.columns ?? noColumns, diagnostics, byNode, current: !isPlaceholderData && data !== undefined && settled === flow, error }
  }, [data, error, isPlaceholderData, settled, flow])
  return <CompiledContext value={compiled}>{children}</CompiledContext>
}

function Layout() {
  const styles = useStyles()
  useKeys()
  useWorkbenchCommands()
  const isNarrow = useNarrow()
  const main = useRef<HTMLElement>(null)
  useEffect(() => focusBehind(main.current), [])
  return (
    <div className={styles.page}>
      <TopBar />
      <main className={styles.main} id="main" tabIndex={-1} ref={main}>
        {isNarrow ? <Narrow /> : <Wide />}
      </main>
    </div>
  )
}

function Wide() {
  const styles = useStyles()
  const columns = useDefaultLayout({ id: 'workbench-columns', storage: localStorage })
  const rows = useDefaultLayout({ id: 'workbench-rows', storage: localStorage })
  const { view } = usePlace()
  // The picture comes first, what is around it right after.
  const [isPicture, setPicture] = useState(false)
  const drawn = useCallback(() => startTransition(() => setPicture(true)), [])
  // Who turns to the outline before the picture is drawn waits for none.
  const isDrawn = isPicture || view === 'outline'
  return (
    <PanelGroup orientation="horizontal" {...columns}>
      <Panel id="browser" defaultSize="17%" minSize="160px" maxSize="40%" collapsible>
        {isDrawn && <DataBrowser />}
      </Panel>
      <Separator className={mergeClasses(styles.side, styles.upright)} aria-label="Width of the Data Browser" />
      <Panel id="middle" minSize="30%">
        <PanelGroup orientation="vertical" {...rows}>
          <Panel id="flow" defaultSize="60%" minSize="120px">
            <FlowPart drawn={drawn} />
          </Panel>
          <Separator className={mergeClasses(styles.side, styles.lying)} aria-label="Height of the data" />
          <Panel id="data" defaultSize="40%" minSize="40px">
            {isDrawn && <DataPanel />}
          </Panel>
        </PanelGroup>
      </Panel>
      <Separator className={mergeClasses(styles.side, styles.upright)} aria-label="Width of the Inspector" />
      <Panel id="inspector" defaultSize="23%" minSize="220px" maxSize="50%" collapsible>
        {isDrawn && <Side />}
      </Panel>
    </PanelGroup>
  )
}

const paneNames: Readonly<Record<Pane, string>> = { flow: 'Flow', data: 'Data', details: 'Details', browse: 'Browse' }

function Narrow() {
  const styles = useStyles()
  const { pane, go } = usePlace()
  return (
    <>
      <TabList className={styles.panes} size="small" aria-label="Parts of the workbench" selectedValue={pane} onTabSelect={(_, { value }) => go({ pane: String(value) })}>
        {(Object.keys(paneNames) as Pane[]).map((name) => (
          <Tab key={name} value={name}>
            {paneNames[name]}
          </Tab>
        ))}
      </TabList>
      <div className={styles.pane}>{pane === 'flow' ? <FlowPart /> : pane === 'data' ? <DataPanel /> : pane === 'details' ? <Side /> : <DataBrowser />}</div>
    </>
  )
}

function FlowPart({ drawn }: { drawn?: () => void }) {
  const styles = useStyles()
  const { view } = usePlace()
  const isNarrow = useNarrow()
  const { flow } = useSession()
  const { readOnly } = useWorkbench()
  const shown: FlowView = view ?? (isNarrow ? 'outline' : 'canvas')
  return (
    <section className={styles.flow} aria-label="Flow">
      <Toolbar view={shown} />
      <div className={styles.view}>
        {shown === 'canvas' ? (
          <Suspense fallback={<Spinner label="Drawing the flow" />}>
            <Canvas {...(drawn && { drawn })} />
          </Suspense>
        ) : (
          <Outline />
        )}
        {flow.nodes.length === 0 && readOnly === undefined && (
          <div className={styles.empty}>
            <div className={styles.hint}>{isNarrow ? 'Begin with a source: open Browse above and press + beside a table.' : 'Begin with a source: drag a table from the Data Browser here, or press + beside it.'} Then add what is to be done with its rows.</div>
          </div>
        )}
      </div>
    </section>
  )
}

function useWorkbenchCommands(): void {
  const { project, session, readOnly } = useWorkbench()
  const { selection, go, select } = usePlace()
  const actions = useFlowActions()
  const navigate = useNavigate()
  const me = useMe().data
  const mayPromote = me !== undefined && mayAskReview(project, me)
  const mayRefresh = me !== undefined && rightsIn(project, me).edit
  const mayDeploy = mayRefresh && !project.locked
  const source = useCallback((): readonly Command[] => {
    const { flow } = session.state
    const command = (id: string, label: string, run: () => void, keys?: string): Command => ({ id, label, kind: 'Command', run, ...(keys !== undefined && { keys }) })
    const edits = [
      command('undo', 'Undo', actions.undo, 'Ctrl+Z'),
      command('redo', 'Redo', actions.redo, 'Ctrl+Y'),
      command('arrange', 'Arrange the flow', actions.tidy),
      command('exchange', 'Exchange sources', () => go({ ask: 'exchange' })),
      command('unused', 'Remove unused sources', () => go({ ask: 'unused' })),
      command('request-review', 'Request a review', () => go({ ask: 'request-review' })),
      ...(selection.size > 0 ? [command('delete', 'Delete what is selected', () => actions.remove(selection), 'Delete'), command('group', 'Group what is selected', () => actions.group(selection), 'Ctrl+G')] : []),
      ...addableKinds.map((kind) => command(`add-${kind}`, `Add: ${kinds[kind].title}`, () => actions.add(kind, [...selection]))),
    ]
    const deploymentCommands = (node: FlowNode): readonly Command[] => [
      ...(mayDeploy ? [command(`deploy-${node.id}`, `Deploy ${titleOf(node)} …`, () => void navigate(deployAddress(project.id, [node.id])))] : []),
      command(`schedule-${node.id}`, `Schedule of ${titleOf(node)}`, () => void navigate(deploymentAddress(project.id, node.id, 'schedule'))),
      command(`runs-${node.id}`, `Execution History of ${titleOf(node)}`, () => void navigate(deploymentAddress(project.id, node.id, 'runs'))),
    ]
    return [
      ...(readOnly === undefined ? edits : []),
      ...(mayRefresh ? [command('refresh', 'Refresh sources: what has changed in the warehouse', () => go({ ask: 'refresh' }))] : []),
      command('canvas', 'Show the canvas', () => go({ view: 'canvas', pane: 'flow' })),
      command('outline', 'Show the outline', () => go({ view: 'outline', pane: 'flow' })),
      command('preview', 'Show the preview', () => go({ tab: undefined, pane: 'data' })),
      command('columns', 'Show the columns', () => go({ tab: 'columns', pane: 'data' })),
      command('profile', 'Show the profile', () => go({ tab: 'profile', pane: 'data' })),
      command('explore', 'Explore the data', () => go({ tab: 'explore', pane: 'data' })),
      command('sql', 'Show the SQL', () => go({ tab: 'sql', pane: 'data' })),
      command('review', 'Review, findings and comments', () => go({ side: 'review', pane: 'details' })),
      command('history', 'History of this project', () => go({ side: 'history', pane: 'details' })),
      command('clone', 'Clone this project', () => go({ ask: 'clone' })),
      ...(mayPromote ? [command('promote', 'Promote this project', () => void navigate(`/projects/${project.id}/promote`))] : []),
      command('about', 'About this project', () => void navigate(`/projects/${project.id}`)),
      ...flow.nodes.flatMap((node) => (node.kind === 'deployment' ? deploymentCommands(node) : [])),
      ...flow.nodes.map((node) => ({ id: `node-${node.id}`, label: titleOf(node), kind: kinds[node.kind].title, run: () => select([node.id]) })),
    ]
  }, [session, actions, selection, go, select, navigate, project.id, readOnly, mayPromote, mayRefresh, mayDeploy])
  useCommands(source)
}

