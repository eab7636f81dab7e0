import { Menu, MenuItem, MenuItemLink, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'
import type { MenuEntry } from './MenuButton'

/** Begins open: it comes because somebody opened it. */
export default function OpenMenu({ trigger, head, entries }: { trigger: ReactElement; head?: ReactNode; entries: readonly MenuEntry[] }) {
  return (
    <Menu defaultOpen>
      <MenuTrigger disableButtonEnhancement>{trigger}</MenuTrigger>
      <MenuPopover>
        {head}
        <MenuList>
          {entries.map(({ label, run, href }) =>
            href === undefined ? (
              <MenuItem key={label} {...(run && { onClick: run })}>
                {label}
              </MenuItem>
            ) : (
              <MenuItemLink key={label} href={href}>
                {label}
              </MenuItemLink>
            ),
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
