import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { NavLink, useLocation } from 'react-router'

const useStyles = makeStyles({
  tabs: { display: 'flex', gap: tokens.spacingHorizontalXS, overflowX: 'auto', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, scrollbarWidth: 'none', minWidth: 0 },
  tab: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    textAlign: 'center',
    borderBottom: '3px solid transparent',
    // As wide as it is when it is the current one: nothing moves when somebody turns to it.
    '::after': { content: 'attr(data-label)', display: 'block', height: 0, overflow: 'hidden', visibility: 'hidden', fontWeight: tokens.fontWeightSemibold },
    ':first-child': { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
    ':hover': { color: tokens.colorNeutralForeground1, borderBottomColor: tokens.colorNeutralStroke1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: tokens.borderRadiusMedium },
    '&[aria-current="page"]': { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold, borderBottomColor: tokens.colorCompoundBrandStroke },
  },
  current: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold, borderBottomColor: tokens.colorCompoundBrandStroke },
})

export interface PageTab {
  to: string
  label: string
  /** Only the very address, not those below it. */
  exact?: boolean
  /** An address elsewhere that belongs to it too. */
  also?: string
}

/** Parts of a thing, each with an address of its own. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly PageTab[] }) {
  const styles = useStyles()
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current="page"]')
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - nav.current.offsetLeft - (nav.current.clientWidth - current.clientWidth) / 2
  }, [pathname])
  return (
    <nav className={styles.tabs} aria-label={label} ref={nav}>
      {tabs.map(({ to, label: words, exact, also }) => (
        <NavLink key={to} to={to} end={exact === true} data-label={words} className={mergeClasses(styles.tab, also === pathname && styles.current)}>
          {words}
        </NavLink>
      ))}
    </nav>
  )
}
