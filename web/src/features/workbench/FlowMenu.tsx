import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { useMemo, type ReactElement, type RefObject } from 'react'
import { asClip } from '@/lib/flow/edit'
import type { Position } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { KindPopover } from './AddMenu'
import { usePlace, useWorkbench } from './context'
import { renameSelected } from './rename'
import { useFlowActions } from './useFlowActions'

/** What a menu of the flow is about. */
export type MenuAbout =
  /** What is selected. */
  | { kind: 'nodes' }
  | { kind: 'line'; from: string; to: string }
  /** A place in the flow where nothing is. */
  | { kind: 'place'; at: Position }
  /** A line that was drawn out of a node and ends where nothing is: from what it reads, or from what reads it. */
  | { kind: 'loose'; node: string; reads: boolean; at: Position }

export interface OpenedMenu {
  about: MenuAbout
  /** Where in the window. */
  x: number
  y: number
}

/** What can be done with a part of the flow, where somebody has asked for it. */
export function FlowMenu({ opened: { about, x, y }, close, back }: { opened: OpenedMenu; close: () => void; /** Gets the keys back, unless what was chosen has taken them elsewhere. */ back: RefObject<HTMLElement | null> }) {
  const target = useMemo(() => ({ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }), [x, y])
  const end = () => {
    close()
    setTimeout(() => document.activeElement === document.body && back.current?.focus({ preventScroll: true }))
  }
  return (
    <Menu open onOpenChange={(_, { open }) => !open && end()} positioning={{ target, position: 'below', align: 'start' }}>
      {about.kind === 'loose' ? <Loose about={about} /> : <MenuPopover>{about.kind === 'nodes' ? <NodesList /> : about.kind === 'line' ? <LineList {...about} /> : <PlaceList {...about} />}</MenuPopover>}
    </Menu>
  )
}

/** An entry that leads to another menu. */
function Further({ label, children }: { label: string; children: ReactElement }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuItem>{label}</MenuItem>
      </MenuTrigger>
      {children}
    </Menu>
  )
}

function NodesList() {
  const { readOnly, say } = useWorkbench()
  const { selection } = usePlace()
  const actions = useFlowActions()
  const [only] = selection.size === 1 ? selection : []
  const isEnd = [...selection].some(actions.isEnd)
  const copy = () => void navigator.clipboard.writeText(actions.copied(selection)).then(() => say(`Copied ${count(selection.size, 'node')}.`), () => say('The browser did not let this page copy: use Ctrl+C.'))
  if (readOnly !== undefined)
    return (
      <MenuList>
        <MenuItem secondaryContent="Ctrl+C" onClick={copy}>
          Copy
        </MenuItem>
      </MenuList>
    )
  return (
    <MenuList>
      {!isEnd && (
        <Further label={only === undefined ? 'Add a node after these' : 'Add a node after this one'}>
          <KindPopover withoutEnds={only === undefined} add={(kind) => actions.add(kind, [...selection])} />
        </Further>
      )}
      {only !== undefined && (
        <MenuItem secondaryContent="F2" onClick={() => renameSelected(only)}>
          Rename
        </MenuItem>
      )}
      <MenuItem secondaryContent="Ctrl+C" onClick={copy}>
        Copy
      </MenuItem>
      <MenuItem secondaryContent="Ctrl+G" onClick={() => actions.group(selection)}>
        Group
      </MenuItem>
      <MenuDivider />
      <MenuItem secondaryContent="Delete" onClick={() => actions.remove(selection)}>
        {only === undefined ? `Delete ${count(selection.size, 'node')}` : 'Delete'}
      </MenuItem>
    </MenuList>
  )
}

function LineList({ from, to }: { from: string; to: string }) {
  const actions = useFlowActions()
  return (
    <MenuList>
      <Further label="Add a node in between">
        <KindPopover withoutEnds add={(kind) => actions.insert(kind, from, to)} />
      </Further>
      <MenuItem secondaryContent="Delete" onClick={() => actions.disconnect(from, to)}>
        Remove this line
      </MenuItem>
    </MenuList>
  )
}

function PlaceList({ at }: { at: Position }) {
  const { readOnly, say } = useWorkbench()
  const actions = useFlowActions()
  const paste = () =>
    void navigator.clipboard.readText().then(
      (text) => {
        const clip = asClip(text)
        if (clip) actions.paste(clip, at)
        else say('There are no copied nodes.')
      },
      () => say('The browser did not let this page read what was copied: use Ctrl+V.'),
    )
  const selectAll = (
    <MenuItem secondaryContent="Ctrl+A" onClick={actions.selectAll}>
      Select all
    </MenuItem>
  )
  if (readOnly !== undefined) return <MenuList>{selectAll}</MenuList>
  return (
    <MenuList>
      <Further label="Add a node here">
        <KindPopover withSource add={(kind) => actions.add(kind, [], at)} />
      </Further>
      <MenuItem secondaryContent="Ctrl+V" onClick={paste}>
        Paste here
      </MenuItem>
      <MenuDivider />
      {selectAll}
      <MenuItem onClick={actions.tidy}>Arrange</MenuItem>
    </MenuList>
  )
}

function Loose({ about: { node, reads, at } }: { about: MenuAbout & { kind: 'loose' } }) {
  const actions = useFlowActions()
  return reads ? <KindPopover withSource withoutEnds add={(kind) => actions.addBefore(kind, node, at)} /> : <KindPopover add={(kind) => actions.add(kind, [node], at)} />
}
