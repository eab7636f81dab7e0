import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { addableKinds, kinds } from '@/lib/flow/kinds'
import type { NodeKind } from '@/lib/flow/types'
import { KindIcon } from '@/ui/KindIcon'

// Wide enough that each kind is one line.
const useStyles = makeStyles({ list: { width: '25rem', maxWidth: 'calc(100vw - 16px)' }, kind: { maxWidth: 'none' } })

/** Which kind of node to add. */
export function AddMenu({ trigger, add, withoutEnds = false }: { trigger: ReactElement; add: (kind: NodeKind) => void; withoutEnds?: boolean }) {
  const styles = useStyles()
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>{trigger}</MenuTrigger>
      <MenuPopover className={styles.list}>
        <MenuList>
          {addableKinds
            .filter((kind) => kind !== 'deployment')
            .map((kind) => (
              <MenuItem key={kind} className={styles.kind} icon={<KindIcon kind={kind} size={20} />} secondaryContent={kinds[kind].does} onClick={() => add(kind)}>
                {kinds[kind].title}
              </MenuItem>
            ))}
          {!withoutEnds && (
            <>
              <MenuDivider />
              <MenuItem className={styles.kind} icon={<KindIcon kind="deployment" size={20} />} secondaryContent={kinds.deployment.does} onClick={() => add('deployment')}>
                {kinds.deployment.title}
              </MenuItem>
            </>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
