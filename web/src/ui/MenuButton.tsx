import { Suspense, cloneElement, lazy, useState, type ReactElement, type ReactNode } from 'react'

const load = () => import('./OpenMenu')
const OpenMenu = lazy(load)

export interface MenuEntry {
  label: string
  run?: () => void
  href?: string
}

type Trigger = ReactElement<{ onClick?: () => void; onPointerEnter?: () => void; onFocus?: () => void; 'aria-haspopup'?: 'menu'; 'aria-expanded'?: boolean }>

/** A button with a menu. What draws menus comes when somebody turns to one: no page waits for it. */
export function MenuButton({ trigger, head, entries }: { trigger: Trigger; head?: ReactNode; entries: readonly MenuEntry[] }) {
  const [wanted, setWanted] = useState(false)
  const prepare = () => void load()
  const closed = cloneElement(trigger, { onClick: () => setWanted(true), onPointerEnter: prepare, onFocus: prepare, 'aria-haspopup': 'menu', 'aria-expanded': false })
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <OpenMenu trigger={trigger} head={head} entries={entries} />
    </Suspense>
  )
}
