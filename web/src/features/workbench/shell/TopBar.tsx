import { Badge, Button, Dropdown, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger, Option, Popover, PopoverSurface, PopoverTrigger, Field, Spinner, Text, Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular, ChevronDownRegular, CloudOffRegular, CloudSyncRegular, DismissCircleRegular, KeyCommandRegular, LockClosedRegular, MoreHorizontalRegular, PersonKeyRegular, RocketRegular } from '@fluentui/react-icons'
import { Link as RouterLink, useNavigate } from 'react-router'
import { useEnvironments, useProjects } from '@/features/projects'
import { UserMenu, useMe } from '@/features/session'
import { ApiProblem } from '@/lib/api/problem'
import type { SaveState } from '@/lib/flow/session'
import { sentence } from '@/lib/names'
import { rightsIn } from '@/lib/rights'
import { useCommandPalette } from '@/ui/commands/context'
import { usePlace, useSession, useWorkbench } from '../context'
import { workbenchAddress } from '../index'
import { mayAskReview, mayComment } from '../rights'
import { useRoles, useWarehouses } from '../queries'

const narrow = '@media (max-width: 900px)'

const useStyles = makeStyles({
  bar: { display: 'flex', alignItems: 'center', gap: '8px', minHeight: '44px', padding: '0 12px', backgroundColor: tokens.colorNeutralBackground1, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '& > *': { flexShrink: 0 }, '& > h1': { flexShrink: 1 }, [narrow]: { padding: '0 6px', gap: '4px' } },
  production: { borderTop: `4px solid ${tokens.colorPaletteRedBackground3}` },
  home: { display: 'grid', padding: '4px', borderRadius: tokens.borderRadiusMedium, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, minWidth: 0, display: 'flex' },
  project: { maxWidth: '22rem', minWidth: 0, overflow: 'hidden', justifyContent: 'flex-start', '& > :last-child': { flexShrink: 0 }, [narrow]: { padding: '0 4px', '& > :last-child': { marginLeft: '2px' } } },
  projectName: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontWeight: tokens.fontWeightSemibold },
  save: { display: 'flex', alignItems: 'center', gap: '4px', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  words: { [narrow]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } },
  bad: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  gap: { flexGrow: 1, flexShrink: 0 },
  wide: { [narrow]: { display: 'none' } },
  small: { display: 'none', [narrow]: { display: 'inline-flex' } },
  lock: { cursor: 'default', flexShrink: 0 },
  environment: { flexShrink: 0, whiteSpace: 'nowrap' },
  tool: { flexShrink: 0, [narrow]: { minWidth: '32px' } },
  using: { display: 'flex', flexDirection: 'column', gap: '8px', width: '18rem' },
})

/** Above everything: where one is, in which state it is, and under which role one works. */
export function TopBar() {
  const styles = useStyles()
  const { project, readOnly } = useWorkbench()
  const navigate = useNavigate()
  const palette = useCommandPalette()
  const environments = useEnvironments()
  const named = environments.data?.items.find(({ id }) => id === project.environment)
  // Rather once too often: until the environments are known, the name decides.
  const production = named?.production ?? project.environment === 'production'
  const promote = () => void navigate(`/projects/${project.id}/promote`)
  const me = useMe().data
  const mayPromote = !production && me !== undefined && mayAskReview(project, me)
  return (
    <header className={mergeClasses(styles.bar, production && styles.production)}>
      <RouterLink to="/projects" className={styles.home} aria-label="All projects">
        <img src="/icon.svg" alt="" width={24} height={24} />
      </RouterLink>
      <ProjectSwitcher />
      <Badge size="large" className={styles.environment} appearance={production ? 'filled' : 'tint'} color={production ? 'danger' : 'brand'} shape="rounded">
        {production ? (named?.name ?? project.environment).toUpperCase() : (named?.name ?? sentence(project.environment))}
      </Badge>
      {readOnly !== undefined && (
        <Tooltip content={readOnly} relationship="description">
          <Badge size="large" appearance="tint" color="warning" shape="rounded" className={styles.lock} tabIndex={0} role="note" icon={<LockClosedRegular />}>
            <span className={styles.words}>{project.locked ? 'Locked' : 'Read only'}</span>
          </Badge>
        </Tooltip>
      )}
      {readOnly === undefined && <Saving />}
      <span className={styles.gap} />
      <Using />
      <Button size="small" appearance="subtle" icon={<KeyCommandRegular />} className={styles.wide} onClick={palette.open} title="Commands (Ctrl+K)">
        Commands
      </Button>
      {mayPromote && (
        <Button size="small" appearance="primary" icon={<RocketRegular />} className={styles.wide} onClick={promote}>
          Promote
        </Button>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button className={styles.small} size="small" appearance="subtle" icon={<MoreHorizontalRegular />} aria-label="More" />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {mayPromote && <MenuItem onClick={promote}>Promote</MenuItem>}
            <MenuItem onClick={palette.open}>Commands</MenuItem>
            <ProjectItems />
            <MenuItem onClick={() => void navigate(`/projects/${project.id}`)}>People, tags and promotions</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <UserMenu />
    </header>
  )
}

function ProjectSwitcher() {
  const styles = useStyles()
  const { project } = useWorkbench()
  const navigate = useNavigate()
  const projects = useProjects()
  const others = (projects.data?.pages[0]?.items ?? []).filter(({ id }) => id !== project.id).slice(0, 8)
  return (
    <h1 className={styles.title}>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" className={styles.project} icon={<ChevronDownRegular />} iconPosition="after" aria-label={`Project ${project.name}: switch`}>
            <span className={styles.projectName}>{project.name}</span>
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => void navigate(`/projects/${project.id}`)}>About this project</MenuItem>
            <ProjectItems />
            <MenuDivider />
            {others.map((other) => (
              <MenuItem key={other.id} secondaryContent={sentence(other.environment)} onClick={() => void navigate(workbenchAddress(other.id))}>
                {other.name}
              </MenuItem>
            ))}
            <MenuItem onClick={() => void navigate('/projects')}>All projects …</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </h1>
  )
}

/** What can be done with the whole project, as far as this person may. */
function ProjectItems() {
  const { project, readOnly } = useWorkbench()
  const { go } = usePlace()
  const me = useMe().data
  const mayAsk = me !== undefined && mayAskReview(project, me) && readOnly === undefined
  return (
    <>
      {me !== undefined && mayComment(project, me) && <MenuItem onClick={() => go({ ask: 'clone' })}>Clone …</MenuItem>}
      {readOnly === undefined && <MenuItem onClick={() => go({ ask: 'exchange' })}>Exchange sources …</MenuItem>}
      {me !== undefined && rightsIn(project, me).edit && <MenuItem onClick={() => go({ ask: 'refresh' })}>Refresh sources …</MenuItem>}
      {readOnly === undefined && <MenuItem onClick={() => go({ ask: 'unused' })}>Remove unused sources …</MenuItem>}
      {mayAsk && <MenuItem onClick={() => go({ ask: 'request-review' })}>Request a review …</MenuItem>}
      <MenuItem onClick={() => go({ side: 'history', pane: 'details' })}>History</MenuItem>
    </>
  )
}

const words: Readonly<Record<SaveState['kind'], string>> = { saved: 'Saved', changed: 'Not saved yet', saving: 'Saving …', failed: 'Not saved', conflict: 'Somebody else saved' }

function Saving() {
  const styles = useStyles()
  const { session } = useWorkbench()
  const { save } = useSession()
  const bad = save.kind === 'failed' || save.kind === 'conflict'
  const icons = { saved: <CheckmarkCircleRegular aria-hidden />, changed: <CloudSyncRegular aria-hidden />, saving: <Spinner size="extra-tiny" aria-hidden />, failed: <CloudOffRegular aria-hidden />, conflict: <DismissCircleRegular aria-hidden /> }
  const why = save.kind === 'failed' ? reasonOf(save.error) : undefined
  return (
    <span className={mergeClasses(styles.save, bad && styles.bad)} role="status" aria-label={`Save state: ${words[save.kind]}`} title={why}>
      {icons[save.kind]}
      <span className={save.kind === 'failed' ? undefined : styles.words}>{words[save.kind]}</span>
      {save.kind === 'failed' && (
        <>
          <span className={styles.wide}>: {why}</span>
          <Button size="small" onClick={() => void session.flush().catch(() => undefined)}>
            {save.again ? 'Trying again …' : 'Try again'}
          </Button>
        </>
      )}
    </span>
  )
}

const reasonOf = (error: unknown): string => (error instanceof ApiProblem ? error.detail || error.title : error instanceof Error ? error.message : String(error))

/** The role and the warehouse under which data is read. */
function Using() {
  const styles = useStyles()
  const { inUse, setRole, setWarehouse } = useWorkbench()
  const { role, warehouse } = inUse
  const roles = useRoles()
  const warehouses = useWarehouses()
  const pick = (label: string, value: string | undefined, names: readonly string[] | undefined, set: (name: string) => void) => (
    <Field label={label} size="small">
      <Dropdown size="small" value={value ?? 'The environment’s'} selectedOptions={value === undefined ? [] : [value]} onOptionSelect={(_, { optionValue }) => optionValue !== undefined && set(optionValue)}>
        {(names ?? []).map((name) => (
          <Option key={name} value={name}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
  return (
    <Popover withArrow trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button className={styles.tool} size="small" appearance="subtle" icon={<PersonKeyRegular />} aria-label={`Role ${role ?? 'of the environment'}, warehouse ${warehouse ?? 'of the environment'}: change`}>
          <span className={styles.wide}>{[role, warehouse].filter((part) => part !== undefined).join(' · ') || 'Role and warehouse'}</span>
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.using} aria-label="Role and warehouse">
        <Text size={200}>Data is read under this role and computed by this warehouse.</Text>
        {pick('Role', role, roles.data, setRole)}
        {pick('Warehouse', warehouse, warehouses.data, setWarehouse)}
      </PopoverSurface>
    </Popover>
  )
}
