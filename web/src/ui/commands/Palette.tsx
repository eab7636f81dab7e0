import { Dialog, DialogBody, DialogSurface, Input, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react'
import { useFocusBack } from '../useFocusBack'
import { matching, together, type Command, type CommandSearch } from './context'

const useStyles = makeStyles({
  surface: { padding: 0, maxWidth: '36rem', marginTop: '10vh', overflow: 'hidden' },
  body: { display: 'flex', flexDirection: 'column', gap: 0 },
  input: { width: '100%', borderRadius: 0, border: 'none', minHeight: '48px' },
  list: { maxHeight: '50vh', overflow: 'auto', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, padding: '4px' },
  line: { display: 'flex', gap: '12px', padding: '6px 12px', borderRadius: tokens.borderRadiusMedium, cursor: 'pointer', alignItems: 'baseline' },
  active: { backgroundColor: tokens.colorBrandBackground2 },
  label: { flexGrow: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  kind: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  none: { padding: '12px' },
})

/** The commands, to be found by typing and run. */
export default function Palette({ all, search, close }: { all: () => readonly Command[]; search: CommandSearch; close: () => void }) {
  const styles = useStyles()
  useFocusBack()
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [commands] = useState(all)
  const elsewhere = useElsewhere(text, search)
  const found = useMemo(() => together(matching(commands, text), elsewhere.found), [commands, text, elsewhere.found])
  const index = Math.min(at, found.length - 1)
  const run = (command: Command | undefined) => {
    if (!command) return
    close()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = (index + step + found.length) % Math.max(1, found.length)
      setAt(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[index])
    }
  }
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface className={styles.surface} aria-label="Commands">
        <DialogBody className={styles.body}>
          <Input
            autoFocus
            className={styles.input}
            appearance="filled-lighter"
            size="large"
            placeholder="Go to a project or a node, or do something …"
            role="combobox"
            aria-label="Commands"
            aria-expanded
            aria-controls={`${id}-list`}
            aria-activedescendant={found.length > 0 ? `${id}-${index}` : undefined}
            value={text}
            onKeyDown={onKeyDown}
            onChange={(_, { value }) => {
              setText(value)
              setAt(0)
            }}
          />
          <div className={styles.list} id={`${id}-list`} role="listbox" aria-label="Commands found">
            {found.map((command, place) => (
              <div key={command.id} id={`${id}-${place}`} role="option" aria-selected={place === index} className={mergeClasses(styles.line, place === index && styles.active)} onClick={() => run(command)} onPointerMove={() => setAt(place)}>
                <span className={styles.label}>{command.label}</span>
                <span className={styles.kind}>{command.keys ?? command.kind}</span>
              </div>
            ))}
          </div>
          {elsewhere.isError && <Text className={styles.none}>Only what this page knows was looked through: the server did not answer.</Text>}
          {found.length === 0 && <Text className={styles.none}>{elsewhere.isPending ? 'Looking further …' : `Nothing has “${text}”.`}</Text>}
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

const nothing: readonly Command[] = []

/** What is found beyond the page's own commands, once nobody types any more. */
function useElsewhere(text: string, search: CommandSearch) {
  const typed = text.trim()
  const [wanted, setWanted] = useState('')
  useEffect(() => {
    const settled = setTimeout(() => setWanted(typed), 200)
    return () => clearTimeout(settled)
  }, [typed])
  const enabled = typed.length > 1
  const { data, isError } = useQuery({ queryKey: ['commands', wanted], queryFn: ({ signal }) => search(wanted, signal), enabled: enabled && wanted === typed, staleTime: 30_000 })
  const answer = enabled && wanted === typed ? data : undefined
  return { found: answer ?? nothing, isError: enabled && isError, isPending: enabled && answer === undefined && !isError }
}
