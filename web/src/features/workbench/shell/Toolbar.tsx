import type { ReactElement } from 'react'
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Toolbar as FluentToolbar, ToolbarDivider, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { AddRegular, ArrowRedoRegular, ArrowUndoRegular, CheckmarkRegular, DeleteRegular, ErrorCircleFilled, FlowchartRegular, GroupRegular, OrganizationRegular, TextBulletListTreeRegular, WarningFilled } from '@fluentui/react-icons'
import { count } from '@/lib/names'
import { AddMenu } from '../AddMenu'
import type { FlowView } from '../address'
import { useCompiled, usePlace, useSession, useWorkbench } from '../context'
import { useFlowActions } from '../useFlowActions'

const useStyles = makeStyles({
  bar: { padding: '2px 6px', gap: '2px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, minHeight: '36px', flexWrap: 'wrap', '@media (max-width: 900px)': { flexWrap: 'nowrap', '& > *': { flexShrink: 0 } } },
  gap: { flexGrow: 1 },
  divider: { '@media (max-width: 900px)': { display: 'none' } },
  view: { '@media (max-width: 900px)': { minWidth: '24px' } },
  problems: { minWidth: '24px', '@media (max-width: 900px)': { flexShrink: 1, minWidth: 0, overflow: 'hidden', whiteSpace: 'nowrap' } },
  words: { '@media (max-width: 900px)': { display: 'none' } },
  number: { display: 'none', '@media (max-width: 900px)': { display: 'inline' } },
  error: { color: tokens.colorPaletteRedForeground1 },
  warning: { color: tokens.colorPaletteMarigoldForeground1 },
  fine: { color: tokens.colorPaletteGreenForeground1 },
  list: { maxWidth: '32rem' },
  message: { whiteSpace: 'normal' },
})

/** What can be done with the flow, and how it is looked at. */
export function Toolbar({ view }: { view: FlowView }) {
  const styles = useStyles()
  const { readOnly } = useWorkbench()
  const { canUndo, canRedo } = useSession()
  const { selection, go } = usePlace()
  const actions = useFlowActions()
  const tool = (label: string, icon: ReactElement, onClick: () => void, disabled = false, keys = '') => (
    <Button size="small" appearance="subtle" icon={icon} aria-label={label} title={keys === '' ? label : `${label} (${keys})`} disabled={disabled} onClick={onClick} />
  )
  return (
    <FluentToolbar size="small" aria-label="Flow" className={styles.bar}>
      {readOnly === undefined && (
        <>
          <AddMenu
            trigger={
              <Button size="small" appearance="subtle" icon={<AddRegular />}>
                Add
              </Button>
            }
            add={(kind) => actions.add(kind, [...selection])}
          />
          <ToolbarDivider className={styles.divider} />
          {tool('Undo', <ArrowUndoRegular />, actions.undo, !canUndo, 'Ctrl+Z')}
          {tool('Redo', <ArrowRedoRegular />, actions.redo, !canRedo, 'Ctrl+Y')}
          {tool('Delete', <DeleteRegular />, () => actions.remove(selection), selection.size === 0, 'Delete')}
          {tool('Group', <GroupRegular />, () => actions.group(selection), selection.size === 0, 'Ctrl+G')}
          {tool('Arrange', <OrganizationRegular />, actions.tidy)}
        </>
      )}
      <span className={styles.gap} />
      <ProblemsMenu />
      <ToolbarDivider className={styles.divider} />
      <Button className={styles.view} size="small" appearance={view === 'canvas' ? 'secondary' : 'subtle'} aria-label="Canvas" aria-pressed={view === 'canvas'} icon={<FlowchartRegular />} onClick={() => go({ view: 'canvas' })}>
        <span className={styles.words}>Canvas</span>
      </Button>
      <Button className={styles.view} size="small" appearance={view === 'outline' ? 'secondary' : 'subtle'} aria-label="Outline" aria-pressed={view === 'outline'} icon={<TextBulletListTreeRegular />} onClick={() => go({ view: 'outline' })}>
        <span className={styles.words}>Outline</span>
      </Button>
    </FluentToolbar>
  )
}

const most = 50

function ProblemsMenu() {
  const styles = useStyles()
  const { diagnostics, current, error } = useCompiled()
  const { select } = usePlace()
  const { titles } = useFlowActions()
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning')
  const shown = [...errors, ...warnings]
  const words = error ? 'Cannot be checked' : !current && shown.length === 0 ? 'Checking …' : shown.length === 0 ? 'No problems' : [errors.length > 0 ? count(errors.length, 'error') : '', warnings.length > 0 ? count(warnings.length, 'warning') : ''].filter((part) => part !== '').join(', ')
  const icon = errors.length > 0 || error ? <ErrorCircleFilled className={styles.error} /> : warnings.length > 0 ? <WarningFilled className={styles.warning} /> : <CheckmarkRegular className={styles.fine} />
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button className={styles.problems} size="small" appearance="subtle" icon={icon} aria-label={`Problems: ${words}`}>
          <span className={styles.words}>{words}</span>
          {shown.length > 0 && <span className={styles.number}>{errors.length > 0 ? errors.length : warnings.length}</span>}
        </Button>
      </MenuTrigger>
      <MenuPopover className={styles.list}>
        <MenuList>
          {shown.slice(0, most).map((problem, index) => (
            <MenuItem
              key={index}
              icon={problem.severity === 'error' ? <ErrorCircleFilled className={styles.error} /> : <WarningFilled className={styles.warning} />}
              className={mergeClasses(styles.message)}
              onClick={() => problem.node !== undefined && select([problem.node])}
            >
              {problem.node === undefined ? '' : `${titles(problem.node)}: `}
              {problem.message} {problem.suggestion}
            </MenuItem>
          ))}
          {shown.length > most && <MenuItem disabled>And {shown.length - most} more</MenuItem>}
          {shown.length === 0 && <MenuItem disabled>{error instanceof Error ? error.message : words}</MenuItem>}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
