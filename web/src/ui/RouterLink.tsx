import { Link as FluentLink } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useHref, useLinkClickHandler } from 'react-router'

/** Fluent UI's link, that changes the page without loading it anew. */
export function RouterLink({ to, children }: { to: string; children: ReactNode }) {
  const href = useHref(to)
  const onClick = useLinkClickHandler(to)
  return (
    <FluentLink href={href} onClick={onClick}>
      {children}
    </FluentLink>
  )
}
