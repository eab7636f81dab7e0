import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { addableKinds, kinds } from '@/lib/flow/kinds'
import type { NodeKind } from '@/lib/flow/types'
import { KindIcon } from '@/ui/KindIcon'

// Wide enough that each kind is one line.
const useStyles = makeStyles({ list: { width: '25rem', maxWidth: 'calc(100vw - 16px)' }, kind: { maxWidth: 'none' } })

interface Adding {
  add: (kind: NodeKind) => void
  /** Without what nothing can read. */
  withoutEnds?: boolean
  /** With what reads no node. */
  withSource?: boolean
}

/** A menu's surface with the kinds of node to add. */
export function KindPopover({ add, withoutEnds = false, withSource = false }: Adding) {
  const styles = useStyles()
  const item = (kind: NodeKind) => (
    <MenuItem key={kind} className={styles.kind} icon={<KindIcon kind={kind} size={20} />} secondaryContent={kinds[kind].does} onClick={() => add(kind)}>
      {kinds[kind].title}
    </MenuItem>
  )
  return (
    <MenuPopover className={styles.list}>
      <MenuList>
        {withSource && item('source')}
        {withSource && <MenuDivider />}
        {addableKinds.filter((kind) => kind !== 'deployment').map(item)}
        {!withoutEnds && <MenuDivider />}
        {!withoutEnds && item('deployment')}
      </MenuList>
    </MenuPopover>
  )
}

/** Which kind of node to add. */
export function AddMenu({ trigger, ...adding }: Adding & { trigger: ReactElement }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>{trigger}</MenuTrigger>
      <KindPopover {...adding} />
    </Menu>
  )
}
