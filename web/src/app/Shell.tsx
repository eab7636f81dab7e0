import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router'
import { UserMenu, useMe } from '@/features/session'
import { signedOut } from '@/lib/api/problem'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { focusBehind } from '@/ui/focusBehind'
import { Loading } from '@/ui/Loading'

const width = '1200px'
const phone = '@media (max-width: 640px)'

const useStyles = makeStyles({
  page: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground2, display: 'flex', flexDirection: 'column' },
  skip: {
    position: 'absolute',
    left: '-999px',
    ':focus': { left: tokens.spacingHorizontalM, top: tokens.spacingVerticalM, zIndex: 1, backgroundColor: tokens.colorNeutralBackground1, padding: tokens.spacingHorizontalM },
  },
  bar: { backgroundColor: tokens.colorNeutralBackground1, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  inside: { maxWidth: width, margin: '0 auto', height: '52px', padding: `0 ${tokens.spacingHorizontalXL}`, display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXL, [phone]: { height: 'auto', flexWrap: 'wrap', justifyContent: 'space-between', padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} 0`, gap: 0 } },
  brand: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase400, color: tokens.colorNeutralForeground1, textDecorationLine: 'none' },
  nav: { display: 'flex', gap: tokens.spacingHorizontalXS, marginRight: 'auto', height: '100%', minWidth: 0, overflowX: 'auto', scrollbarWidth: 'none', [phone]: { order: 1, width: `calc(100% + 2 * ${tokens.spacingHorizontalS})`, height: '40px', margin: `0 calc(-1 * ${tokens.spacingHorizontalS})`, justifyContent: 'space-between', gap: 0 } },
  link: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    alignItems: 'center',
    // As wide as it is when it is the current one: nothing moves when somebody turns to it.
    '::after': { content: 'attr(data-label)', height: 0, overflow: 'hidden', visibility: 'hidden', fontWeight: tokens.fontWeightSemibold },
    padding: `0 ${tokens.spacingHorizontalS}`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderBottom: '2px solid transparent',
    borderTop: '2px solid transparent',
    [phone]: { fontSize: tokens.fontSizeBase200, padding: '0 2px' },
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-4px' },
    '&[aria-current="page"]': { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold, borderBottomColor: tokens.colorCompoundBrandStroke },
  },
  main: {
    width: '100%',
    maxWidth: width,
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalXXXL}`,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    outlineStyle: 'none',
    '@media (max-width: 640px)': { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXXL}` },
  },
})

/** What every page has around it. A page's content waits until it is known who is signed in. */
export function Shell() {
  const styles = useStyles()
  const me = useMe()
  const main = useMainFocusOnNavigation()
  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <header className={styles.bar}>
        <div className={styles.inside}>
          <NavLink to="/" className={styles.brand}>
            <img src="/icon.svg" alt="" width={24} height={24} />
            <span>Handover</span>
          </NavLink>
          <nav className={styles.nav} aria-label="Main">
            <NavLink to="/projects" className={styles.link} data-label="Projects">
              Projects
            </NavLink>
            <NavLink to="/promotions" className={styles.link} data-label="Promotions">
              Promotions
            </NavLink>
            <NavLink to="/reviews" className={styles.link} data-label="Reviews">
              Reviews
            </NavLink>
            <NavLink to="/schedules" className={styles.link} data-label="Schedules">
              Schedules
            </NavLink>
            {me.data?.role === 'administrator' && (
              <NavLink to="/admin" className={styles.link} data-label="Administration">
                Administration
              </NavLink>
            )}
          </nav>
          <UserMenu />
        </div>
      </header>
      <main id="main" className={styles.main} tabIndex={-1} ref={main}>
        {me.isPending || signedOut(me.error) ? <Loading what="Handover" lines={6} /> : me.data ? <Outlet /> : <ErrorPanel error={me.error} retry={() => void me.refetch()} />}
      </main>
      <ScrollRestoration />
    </div>
  )
}

// A new page begins at its top for a screen reader and the keyboard too.
function useMainFocusOnNavigation() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current !== pathname) focusBehind(main.current)
    shown.current = pathname
  }, [pathname])
  return main
}
