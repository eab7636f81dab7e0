import { Badge, Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Radio, RadioGroup, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { kinds, summaryOf } from '@/lib/flow/kinds'
import { differingFields, merge, type Change, type Side } from '@/lib/flow/merge'
import type { SaveState } from '@/lib/flow/session'
import { titleOf, type FlowNode } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { useFocusBack } from '@/ui/useFocusBack'
import { useSession, useWorkbench } from '../context'

const useStyles = makeStyles({
  surface: { maxWidth: '52rem' },
  list: { display: 'flex', flexDirection: 'column', gap: '12px', margin: '12px 0 0', padding: 0, listStyleType: 'none' },
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: '10px', display: 'flex', flexDirection: 'column', gap: '4px' },
  head: { display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap' },
  sides: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '8px', '@media (max-width: 640px)': { gridTemplateColumns: '1fr' } },
  side: { padding: '6px 8px', borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorNeutralBackground3, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere', maxHeight: '9rem', overflow: 'auto', whiteSpace: 'pre-wrap', fontFamily: tokens.fontFamilyMonospace },
})

type Conflict = Extract<SaveState, { kind: 'conflict' }>

/** Somebody else has saved the flow meanwhile: nobody's work is lost without somebody saying so. */
export function ConflictDialog() {
  const { save } = useSession()
  return save.kind === 'conflict' ? <Decide conflict={save} /> : null
}

const whose = { mine: ['You changed it', 'brand'], theirs: ['They changed it', 'informative'], both: ['Both changed it', 'important'] } as const

function Decide({ conflict }: { conflict: Conflict }) {
  const styles = useStyles()
  useFocusBack()
  const { session } = useWorkbench()
  const { flow } = useSession()
  const found = useMemo(() => merge(conflict.base, flow, conflict.theirs.flow), [conflict, flow])
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map())
  const open = found.nodes.filter((change) => change.by === 'both')
  const decided = open.every((change) => choices.has(change.id))
  return (
    <Dialog open modalType="alert">
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>Somebody else has saved this flow</DialogTitle>
          <DialogContent>
            <Text>
              {found.nodes.length === 0
                ? 'No node differs in meaning: only places, groups or explorations do.'
                : `${count(found.nodes.length, 'node differs', 'nodes differ')}${open.length > 0 ? `, ${open.length} of them changed by both of you: choose for each.` : '. Nothing was changed by both of you, so both can be kept.'}`}{' '}
              Whatever you choose, Undo brings back what you have now.
            </Text>
            <ul className={styles.list}>
              {found.nodes.map((change) => (
                <ChangedNode key={change.id} change={change} choice={choices.get(change.id)} choose={(side) => setChoices(new Map(choices).set(change.id, side))} />
              ))}
            </ul>
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={() => session.takeTheirs()}>Take theirs</Button>
            <Button onClick={() => session.resolve(flow)}>Keep mine</Button>
            <Button appearance="primary" disabled={!decided} onClick={() => session.resolve(found.result(choices))}>
              Save both merged
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function ChangedNode({ change, choice, choose }: { change: Change<FlowNode>; choice: Side | undefined; choose: (side: Side) => void }) {
  const styles = useStyles()
  const node = change.mine ?? change.theirs ?? change.base
  if (!node) return null
  const [words, color] = whose[change.by]
  const title = `${kinds[node.kind].title} “${titleOf(node)}”`
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <Text weight="semibold">{title}</Text>
        <Badge appearance="tint" color={color}>
          {words}
        </Badge>
      </div>
      <div className={styles.sides}>
        <State title="Mine" node={change.mine} other={change.theirs} />
        <State title="Theirs" node={change.theirs} other={change.mine} />
      </div>
      {change.by === 'both' && (
        <RadioGroup layout="horizontal" aria-label={`What stays of ${title}`} value={choice ?? ''} onChange={(_, { value }) => choose(value === 'mine' ? 'mine' : 'theirs')}>
          <Radio value="mine" label="Mine" />
          <Radio value="theirs" label="Theirs" />
        </RadioGroup>
      )}
    </li>
  )
}

function State({ title, node, other }: { title: string; node: FlowNode | undefined; other: FlowNode | undefined }) {
  const styles = useStyles()
  const text = !node
    ? 'Not there'
    : !other
      ? summaryOf(node)
      : differingFields(node, other)
          .map((field) => `${field}: ${textOf((node as unknown as Record<string, unknown>)[field])}`)
          .join('\n')
  return (
    <div className={styles.side} tabIndex={0} role="group" aria-label={title}>
      {title}
      {'\n'}
      {text}
    </div>
  )
}

const textOf = (value: unknown): string => (value === undefined ? 'not set' : typeof value === 'string' ? value : JSON.stringify(value, null, 1))
