import { useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'

export interface Asked<T extends string> {
  /** The dialog that is open. */
  ask: T | undefined
  /** What it is about: an id, an email, a number; empty if there is only one thing that it can be about. */
  about: string
  open: (ask: T, about?: string) => void
  close: () => void
  /** Takes the dialog away and goes to another page in its place: going back leads to where it was opened. */
  leave: (to: string) => void
}

/**
 * The dialog that the page's address names (`?ask=change&about=production`): it can be sent to somebody, survives a reload, and the browser's back
 * closes it. `known` are the dialogs of this part of the page; the address may name one of another part.
 */
export function useAsked<T extends string>(known: readonly T[]): Asked<T> {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const location = useLocation()
  // At once: the address follows a moment later, and a dialog that is still there when the page changes leaves the next one hidden from assistive technology.
  const [gone, setGone] = useState<string>()
  const named = gone === location.key ? undefined : known.find((one) => one === search.get('ask'))
  const without = () => {
    const next = new URLSearchParams(search)
    next.delete('ask')
    next.delete('about')
    return next
  }
  return {
    ask: named,
    about: search.get('about') ?? '',
    open: (ask, about = '') => {
      const next = without()
      next.set('ask', ask)
      if (about !== '') next.set('about', about)
      void navigate({ search: `?${next.toString()}` }, { state: { opened: true }, preventScrollReset: true })
    },
    close: () => {
      setGone(location.key)
      if (wasOpened(location.state)) void navigate(-1)
      else void navigate({ search: without().toString() }, { replace: true, preventScrollReset: true })
    },
    leave: (to) => {
      setGone(location.key)
      setTimeout(() => void navigate(to, { replace: wasOpened(location.state) }))
    },
  }
}

// Opened by somebody on this page, not by a link: the entry before it is the page without the dialog.
const wasOpened = (state: unknown): boolean => typeof state === 'object' && state !== null && 'opened' in state
