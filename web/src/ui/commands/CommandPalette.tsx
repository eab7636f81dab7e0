import { Suspense, lazy, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { CommandsContext, type Command, type CommandSearch, type Commands } from './context'

const Palette = lazy(() => import('./Palette'))

/** Gives the page its commands: Ctrl+K opens them wherever one is. */
export function CommandPalette({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const sources = useRef(new Set<() => readonly Command[]>())
  const searches = useRef(new Set<CommandSearch>())
  const commands = useMemo(
    (): Commands => ({
      open: () => setOpen(true),
      offer: (source) => {
        sources.current.add(source)
        return () => sources.current.delete(source)
      },
      lookIn: (search) => {
        searches.current.add(search)
        return () => searches.current.delete(search)
      },
    }),
    [],
  )
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen((before) => !before)
      }
    }
    // Before an editor takes the keys for itself.
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [])
  const all = useCallback(() => [...sources.current].toReversed().flatMap((source) => source()), [])
  const search = useCallback<CommandSearch>(async (text, signal) => (await Promise.all([...searches.current].map((one) => one(text, signal)))).flat(), [])
  return (
    <CommandsContext value={commands}>
      {children}
      <Suspense>{isOpen && <Palette all={all} search={search} close={() => setOpen(false)} />}</Suspense>
    </CommandsContext>
  )
}

