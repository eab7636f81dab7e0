import { Avatar, Button, Menu, MenuItemLink, MenuList, MenuPopover, MenuTrigger, Text, makeStyles, tokens } from '@fluentui/react-components'
import { signOutAddress } from '@/lib/api/client'
import { useMe } from './useMe'

const useStyles = makeStyles({
  who: { display: 'flex', flexDirection: 'column', padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  mail: { color: tokens.colorNeutralForeground3 },
  button: { minWidth: 0, padding: tokens.spacingHorizontalXS },
})

export function UserMenu() {
  const styles = useStyles()
  const me = useMe()
  if (!me.data) return null
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" className={styles.button} aria-label={`Signed in as ${me.data.name}`} icon={<Avatar name={me.data.name} color="colorful" aria-hidden size={28} />} />
      </MenuTrigger>
      <MenuPopover>
        <div className={styles.who}>
          <Text weight="semibold">{me.data.name}</Text>
          <Text className={styles.mail}>{me.data.email}</Text>
        </div>
        <MenuList>
          <MenuItemLink href={signOutAddress}>Sign out</MenuItemLink>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
