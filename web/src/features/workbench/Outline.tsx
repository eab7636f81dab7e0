import { Input, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ErrorCircleFilled, SearchRegular, WarningFilled } from '@fluentui/react-icons'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { graphOf } from '@/lib/flow/graph'
import { chosenInputs, kinds, summaryOf } from '@/lib/flow/kinds'
import { nodeMatches, outlineOf } from '@/lib/flow/outline'
import { titleOf } from '@/lib/flow/types'
import { useCompiled, usePlace, useSession, useWorkbench } from './context'
import { FlowMenu, type OpenedMenu } from './FlowMenu'
import { spokenNode } from './spoken'
import { KindIcon } from '@/ui/KindIcon'

const lineHeight = 44
const deepest = 6

const useStyles = makeStyles({
  outline: { height: '100%', display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground1, minHeight: 0 },
  search: { margin: '8px 12px', maxWidth: '24rem' },
  list: { flexGrow: 1, overflow: 'auto', minHeight: 0, position: 'relative', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
  all: { position: 'relative' },
  line: {
    position: 'absolute',
    left: 0,
    right: 0,
    height: `${lineHeight}px`,
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    paddingRight: '12px',
    cursor: 'pointer',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  selected: { backgroundColor: tokens.colorBrandBackground2, ':hover': { backgroundColor: tokens.colorBrandBackground2Hover } },
  current: { boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}` },
  words: { minWidth: 0, flexGrow: 1 },
  title: { fontSize: tokens.fontSizeBase300, lineHeight: '18px', fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  under: { fontSize: tokens.fontSizeBase200, lineHeight: '16px', color: tokens.colorNeutralForeground2, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  group: { flexShrink: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, maxWidth: '10rem', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  error: { color: tokens.colorPaletteRedForeground1, flexShrink: 0 },
  warning: { color: tokens.colorPaletteMarigoldForeground1, flexShrink: 0 },
  none: { padding: '12px' },
})

/** The flow as a list, for the keyboard, for screen readers, and for small screens: everything that the canvas shows. */
export function Outline() {
  const styles = useStyles()
  const id = useId()
  const { flow } = useSession()
  const { readOnly } = useWorkbench()
  const { byNode } = useCompiled()
  const { selection, select, go } = usePlace()
  const [text, setText] = useState('')
  const [menu, setMenu] = useState<OpenedMenu>()
  const frame = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => outlineOf(flow).filter(({ node }) => text.trim() === '' || nodeMatches(node, text)), [flow, text])
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser's functions are used in this component alone, where it re-renders
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => frame.current, estimateSize: () => lineHeight, overscan: 12 })

  const [only] = selection.size === 1 ? selection : []
  const [at, setAt] = useState(only)
  // What alone has come to be selected elsewhere is where the keys are, too.
  const [seen, setSeen] = useState(selection)
  if (seen !== selection) {
    setSeen(selection)
    if (only !== undefined && !seen.has(only)) setAt(only)
  }
  const index = lines.findIndex(({ node }) => node.id === at)

  const toIndex = (next: number, extend: boolean) => {
    const line = lines[Math.min(Math.max(next, 0), lines.length - 1)]
    if (!line) return
    setAt(line.node.id)
    select(extend ? [...selection, line.node.id] : [line.node.id])
  }
  const toNode = (node: string | undefined) => toIndex(lines.findIndex((line) => line.node.id === node), false)

  const turn = (node: string) => {
    const next = new Set(selection)
    if (!next.delete(node)) next.add(node)
    select(next)
  }

  const openMenu = (node: string, x: number, y: number) => {
    setAt(node)
    if (!selection.has(node)) select([node])
    setMenu({ about: { kind: 'nodes' }, x, y })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return
    const line = lines[index]
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault()
      const box = document.getElementById(`${id}-${index}`)?.getBoundingClientRect()
      if (line && box) openMenu(line.node.id, box.left + 40, box.bottom)
      return
    }
    // With Ctrl the keys go without selecting, and Space then adds a node to what is selected or takes it out.
    if (event.ctrlKey || event.metaKey) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step === undefined && (event.key !== ' ' || !line)) return
      event.preventDefault()
      if (step === undefined) turn(line?.node.id ?? '')
      else setAt(lines[Math.min(Math.max(index + step, 0), lines.length - 1)]?.node.id)
      return
    }
    const ways: Record<string, () => void> = {
      ' ': () => line && turn(line.node.id),
      ArrowDown: () => toIndex(index + 1, event.shiftKey),
      ArrowUp: () => toIndex(index < 0 ? 0 : index - 1, event.shiftKey),
      Home: () => toIndex(0, false),
      End: () => toIndex(lines.length - 1, false),
      PageDown: () => toIndex(index + 10, false),
      PageUp: () => toIndex(index - 10, false),
      ArrowLeft: () => line && chosenInputs(line.node)[0] !== undefined && toNode(chosenInputs(line.node)[0]),
      ArrowRight: () => line && graphOf(flow).readers.get(line.node.id)?.[0] !== undefined && toNode(graphOf(flow).readers.get(line.node.id)?.[0]),
      Enter: () => line && go({ pane: 'details' }),
    }
    const way = ways[event.key]
    if (!way) return
    event.preventDefault()
    way()
  }

  const choose = (node: string, event: MouseEvent) => {
    setAt(node)
    if (event.ctrlKey || event.metaKey) {
      turn(node)
    } else if (event.shiftKey && index >= 0) {
      const to = lines.findIndex((line) => line.node.id === node)
      select(lines.slice(Math.min(index, to), Math.max(index, to) + 1).map((line) => line.node.id))
    } else select([node])
  }

  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index)
  }, [index, virtual])

  return (
    <div className={styles.outline}>
      <Input className={styles.search} size="small" type="search" contentBefore={<SearchRegular aria-hidden />} placeholder="Find a node" aria-label="Find a node" value={text} onChange={(_, { value }) => setText(value)} />
      {lines.length === 0 && <Text className={styles.none}>{flow.nodes.length > 0 ? `No node has “${text}”.` : readOnly === undefined ? '' : 'The flow is empty.'}</Text>}
      <div ref={frame} className={styles.list} data-part data-flow-keys hidden={lines.length === 0} role="listbox" aria-label="Outline of the flow" aria-multiselectable tabIndex={0} aria-activedescendant={index >= 0 ? `${id}-${index}` : undefined} onKeyDown={onKeyDown}>
        <div className={styles.all} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((row) => {
            const line = lines[row.index]
            if (!line) return null
            const { node } = line
            const problems = byNode.get(node.id) ?? []
            const errors = problems.filter(({ severity }) => severity === 'error').length
            const warnings = problems.filter(({ severity }) => severity === 'warning').length
            const reads = line.reads.length === 0 ? '' : `reads ${line.reads.join(', ')}`
            return (
              <div
                key={node.id}
                id={`${id}-${row.index}`}
                role="option"
                aria-selected={selection.has(node.id)}
                aria-posinset={row.index + 1}
                aria-setsize={lines.length}
                aria-label={[spokenNode(node, { errors, warnings }), reads, summaryOf(node), line.group === undefined ? '' : `in ${line.group}`].filter((part) => part !== '').join(', ')}
                className={mergeClasses(styles.line, selection.has(node.id) && styles.selected, row.index === index && styles.current)}
                style={{ top: row.start, paddingLeft: 12 + Math.min(line.depth, deepest) * 16 }}
                onClick={(event) => choose(node.id, event)}
                onDoubleClick={() => go({ pane: 'details' })}
                onContextMenu={(event) => {
                  event.preventDefault()
                  openMenu(node.id, event.clientX, event.clientY)
                }}
              >
                <KindIcon kind={node.kind} size={20} />
                <div className={styles.words}>
                  <div className={styles.title}>{titleOf(node)}</div>
                  <div className={styles.under}>
                    {kinds[node.kind].title} · {[summaryOf(node), reads].filter((part) => part !== '').join(' · ')}
                  </div>
                </div>
                {line.group !== undefined && <span className={styles.group}>{line.group}</span>}
                {errors > 0 ? <ErrorCircleFilled aria-hidden className={styles.error} /> : warnings > 0 && <WarningFilled aria-hidden className={styles.warning} />}
              </div>
            )
          })}
        </div>
      </div>
      {menu && <FlowMenu opened={menu} close={() => setMenu(undefined)} back={frame} />}
    </div>
  )
}
