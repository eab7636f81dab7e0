import { Button, Text, makeStyles, tokens } from '@fluentui/react-components'
import { signOutAddress } from '@/lib/api/client'
import { initialsOf } from '@/lib/names'
import { MenuButton } from '@/ui/MenuButton'
import { useMe } from './useMe'

const useStyles = makeStyles({
  who: { display: 'flex', flexDirection: 'column', padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  mail: { color: tokens.colorNeutralForeground3 },
  sign: { display: 'grid', placeItems: 'center', width: '28px', height: '28px', flexShrink: 0, borderRadius: tokens.borderRadiusCircular, backgroundColor: tokens.colorBrandBackground2, color: tokens.colorBrandForeground2, fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  button: { minWidth: 0, padding: tokens.spacingHorizontalXS },
})

export function UserMenu() {
  const styles = useStyles()
  const me = useMe()
  if (!me.data) return null
  return (
    <MenuButton
      trigger={
        <Button
          appearance="subtle"
          className={styles.button}
          aria-label={`Signed in as ${me.data.name}, ${me.data.email}`}
          icon={
            <span className={styles.sign} aria-hidden>
              {initialsOf(me.data.name)}
            </span>
          }
        />
      }
      head={
        <div className={styles.who}>
          <Text weight="semibold">{me.data.name}</Text>
          <Text className={styles.mail}>{me.data.email}</Text>
        </div>
      }
      entries={[{ label: 'Sign out', href: signOutAddress }]}
    />
  )
}
