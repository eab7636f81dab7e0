import { Button, Field, Input, Link, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular, CopyRegular, DeleteRegular, GroupRegular } from '@fluentui/react-icons'
import { useState, type ReactNode } from 'react'
import { useMe } from '@/features/session'
import { deployAddress, deploymentAddress } from '@/lib/addresses'
import { disconnect, isValidId, reidentify, rename, ungroup, updateGroup, updateNode } from '@/lib/flow/edit'
import { graphOf } from '@/lib/flow/graph'
import { inputsOf, kinds, unset, withInputs } from '@/lib/flow/kinds'
import type { FlowGroup, FlowNode } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { withOptional } from '@/lib/objects'
import { rightsIn } from '@/lib/rights'
import { RouterLink } from '@/ui/RouterLink'
import { Time } from '@/ui/Time'
import { AddMenu } from '../AddMenu'
import { useCompiled, usePlace, useSession, useWorkbench } from '../context'
import { KindIcon } from '@/ui/KindIcon'
import { effectOf, useFlowActions } from '../useFlowActions'
import { ChoiceField, Wrong, type Choice } from './fields'
import { NodeForm, useInputChoices } from './forms'

const useStyles = makeStyles({
  inspector: { height: '100%', overflow: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' }, backgroundColor: tokens.colorNeutralBackground1, display: 'flex', flexDirection: 'column' },
  head: { display: 'flex', alignItems: 'center', gap: '8px', padding: '2px 8px 2px 12px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, minHeight: '36px', flexShrink: 0 },
  name: { flexGrow: 1, minWidth: 0 },
  kind: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, margin: 0, fontWeight: tokens.fontWeightSemibold },
  body: { display: 'flex', flexDirection: 'column', gap: '14px', padding: '12px' },
  facts: { display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', gap: '4px 12px', margin: 0, fontSize: tokens.fontSizeBase200, '& dt': { color: tokens.colorNeutralForeground2 }, '& dd': { margin: 0, overflowWrap: 'anywhere' } },
  another: { display: 'flex', gap: '6px', alignItems: 'flex-end' },
  line: { display: 'flex', gap: '6px 12px', flexWrap: 'wrap' },
  links: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', '& > *': { minHeight: '24px' } },
  small: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
})

/** What is selected, and a form to change it. */
export function Inspector() {
  const styles = useStyles()
  const { flow } = useSession()
  const { selection, node: id, group: groupId } = usePlace()
  const node = id === undefined ? undefined : graphOf(flow).byId.get(id)
  const group = groupId === undefined ? undefined : flow.groups?.find((one) => one.id === groupId)
  return (
    <section className={styles.inspector} aria-label="Inspector" data-part tabIndex={0}>
      {node ? <NodePart key={node.id} node={node} /> : group ? <GroupPart key={group.id} group={group} /> : selection.size > 1 ? <SeveralPart /> : <ProjectPart gone={id ?? groupId} />}
    </section>
  )
}

function NodePart({ node }: { node: FlowNode }) {
  const styles = useStyles()
  const { edit, readOnly } = useWorkbench()
  const { byNode } = useCompiled()
  const actions = useFlowActions()
  const problems = byNode.get(node.id) ?? []
  const effect = effectOf(actions.removalOf(new Set([node.id])), actions.titles)
  return (
    <>
      <div className={styles.head}>
        <KindIcon kind={node.kind} size={20} />
        <h2 className={`${styles.kind} ${styles.name}`}>{kinds[node.kind].title}</h2>
        {readOnly === undefined && (
          <>
            {node.kind !== 'deployment' && <AddMenu trigger={<Button size="small" appearance="subtle" icon={<AddRegular />} aria-label="Add a node after this one" title="Add after" />} add={(kind) => actions.add(kind, [node.id])} />}
            <Button size="small" appearance="subtle" icon={<DeleteRegular />} aria-label="Delete this node" title={['Delete', ...effect].join('. ')} onClick={() => actions.remove(new Set([node.id]))} />
          </>
        )}
      </div>
      <div className={styles.body}>
        <Field label="Name" size="small">
          <Input size="small" data-rename={node.id} value={node.name ?? ''} placeholder={node.id} readOnly={readOnly !== undefined} onChange={(_, { value }) => edit((flow) => rename(flow, node.id, value), `${node.id}.name`)} />
        </Field>
        {node.kind === 'deployment' && <DeploymentLinks node={node.id} />}
        <Wrong problems={problems.filter(({ field }) => field === undefined)} />
        <Inputs node={node} />
        <NodeForm node={node} />
        <Field label="Description" size="small">
          <Textarea size="small" rows={2} resize="vertical" value={node.description ?? ''} readOnly={readOnly !== undefined} onChange={(_, { value }) => edit((flow) => updateNode(flow, node.id, (now) => withOptional(now, 'description', value === '' ? undefined : value)), `${node.id}.description`)} />
        </Field>
        <IdField node={node} />
      </div>
    </>
  )
}

/** Where a deployment is published, scheduled and looked back at. */
function DeploymentLinks({ node }: { node: string }) {
  const styles = useStyles()
  const { project } = useWorkbench()
  const me = useMe().data
  const rights = me && rightsIn(project, me)
  return (
    <nav className={styles.line} aria-label="This deployment">
      {rights?.edit === true && !project.locked && <RouterLink to={deployAddress(project.id, [node])}>Deploy …</RouterLink>}
      <RouterLink to={deploymentAddress(project.id, node, 'schedule')}>{rights?.manage === true ? 'Schedule …' : 'Schedule'}</RouterLink>
      <RouterLink to={deploymentAddress(project.id, node)}>Deployment History</RouterLink>
      <RouterLink to={deploymentAddress(project.id, node, 'runs')}>Execution History</RouterLink>
    </nav>
  )
}

// Deployments keep theirs: their versions and schedules are known by it.
function IdField({ node }: { node: FlowNode }) {
  const { edit, readOnly, session } = useWorkbench()
  const { select } = usePlace()
  const [text, setText] = useState(node.id)
  const taken = text !== node.id && graphOf(session.state.flow).byId.has(text)
  const fixed = readOnly !== undefined || node.kind === 'deployment'
  const take = () => {
    if (text === node.id || taken || !isValidId(text)) {
      setText(node.id)
      return
    }
    edit((flow) => reidentify(flow, node.id, text))
    select([text])
  }
  return (
    <Field label="Id (its name in SQL)" size="small" {...(taken && { validationMessage: 'Another node has this id.' })} {...(!isValidId(text) && { validationMessage: 'A lower-case letter, then letters, digits, - and _.' })}>
      <Input size="small" value={text} readOnly={fixed} onChange={(_, { value }) => setText(value)} onBlur={take} onKeyDown={(event) => event.key === 'Enter' && take()} />
    </Field>
  )
}

function Inputs({ node }: { node: FlowNode }) {
  const { readOnly, edit } = useWorkbench()
  const actions = useFlowActions()
  const { choices, valueOf } = useInputChoices(node)
  const inputs = inputsOf(node)
  const room = kinds[node.kind].inputs
  if (room === 0) return null
  const labels = room === 2 ? ['Left input', 'Right input'] : room === 1 ? ['Reads'] : inputs.map((_, index) => `Input ${index + 1}`)
  const change = (slot: number) => (value: string) => {
    const before = inputs[slot] ?? unset
    if (value === '') edit((flow) => (room === 'some' ? disconnect(flow, before, node.id) : updateNode(flow, node.id, (now) => withInputs(now, inputsOf(now).with(slot, unset)))))
    else actions.connect(value, node.id, slot)
  }
  return (
    <>
      {labels.map((label, slot) => (
        <ChoiceField key={slot} label={label} value={valueOf(inputs[slot] ?? unset)} choices={choices} empty={room === 'some' ? 'Remove this input' : 'Not connected'} onChange={change(slot)} />
      ))}
      {room === 'some' && readOnly === undefined && <AnotherInput choices={choices.filter(({ value }) => !inputs.includes(value))} add={(id) => actions.connect(id, node.id)} />}
    </>
  )
}

/** Chosen first and added then: whoever chooses with the keys comes past other nodes, which are not meant. */
function AnotherInput({ choices, add }: { choices: readonly Choice[]; add: (id: string) => void }) {
  const styles = useStyles()
  const [chosen, setChosen] = useState('')
  const there = choices.some(({ value }) => value === chosen)
  return (
    <div className={styles.another}>
      <div className={styles.name}>
        <ChoiceField label="Another input" value={there ? chosen : ''} empty="Choose a node …" choices={choices} onChange={setChosen} />
      </div>
      <Button size="small" disabledFocusable={!there} onClick={() => add(chosen)}>
        Add input
      </Button>
    </div>
  )
}

function NodeLinks({ ids }: { ids: readonly string[] }) {
  const styles = useStyles()
  const { select } = usePlace()
  const { titles } = useFlowActions()
  return (
    <div className={styles.links}>
      {ids.map((id) => (
        <Link key={id} as="button" onClick={() => select([id])}>
          {titles(id)}
        </Link>
      ))}
    </div>
  )
}

function GroupPart({ group }: { group: FlowGroup }) {
  const styles = useStyles()
  const { edit, readOnly } = useWorkbench()
  const { select } = usePlace()
  return (
    <>
      <div className={styles.head}>
        <GroupRegular aria-hidden fontSize={20} />
        <h2 className={`${styles.kind} ${styles.name}`}>Group of {count(group.nodes.length, 'node')}</h2>
      </div>
      <div className={styles.body}>
        <Field label="Name" size="small">
          <Input size="small" data-rename="" value={group.name} readOnly={readOnly !== undefined} onChange={(_, { value }) => edit((flow) => updateGroup(flow, group.id, (now) => ({ ...now, name: value })), `group.${group.id}.name`)} />
        </Field>
        <Field label="Description" size="small">
          <Textarea size="small" rows={3} resize="vertical" value={group.description ?? ''} readOnly={readOnly !== undefined} onChange={(_, { value }) => edit((flow) => updateGroup(flow, group.id, (now) => withOptional(now, 'description', value === '' ? undefined : value)), `group.${group.id}.description`)} />
        </Field>
        <div className={styles.line}>
          <Button size="small" onClick={() => select(group.nodes)}>
            Select its nodes
          </Button>
          {readOnly === undefined && (
            <Button
              size="small"
              onClick={() => {
                edit((flow) => ungroup(flow, group.id))
                select(group.nodes)
              }}
            >
              Ungroup
            </Button>
          )}
        </div>
        <NodeLinks ids={group.nodes} />
      </div>
    </>
  )
}

function SeveralPart() {
  const styles = useStyles()
  const { readOnly, say } = useWorkbench()
  const { selection } = usePlace()
  const actions = useFlowActions()
  const effect = effectOf(actions.removalOf(selection), actions.titles)
  const copy = () => void navigator.clipboard.writeText(actions.copied(selection)).then(() => say(`Copied ${count(selection.size, 'node')}.`), () => say('The browser did not let this page copy: use Ctrl+C.'))
  return (
    <>
      <div className={styles.head}>
        <h2 className={`${styles.kind} ${styles.name}`}>{count(selection.size, 'node')} selected</h2>
      </div>
      <div className={styles.body}>
        <div className={styles.line}>
          <Button size="small" icon={<CopyRegular />} onClick={copy}>
            Copy
          </Button>
          {readOnly === undefined && (
            <>
              <Button size="small" icon={<GroupRegular />} onClick={() => actions.group(selection)}>
                Group
              </Button>
              <AddMenu withoutEnds trigger={<Button size="small" icon={<AddRegular />}>Add after these</Button>} add={(kind) => actions.add(kind, [...selection])} />
              <Button size="small" icon={<DeleteRegular />} onClick={() => actions.remove(selection)}>
                Delete
              </Button>
            </>
          )}
        </div>
        {readOnly === undefined && effect.length > 0 && <Text className={styles.small}>Deleting them: {effect.slice(0, 4).join(' ')}{effect.length > 4 ? ` And ${effect.length - 4} more changes.` : ''}</Text>}
        <NodeLinks ids={[...selection].slice(0, 50)} />
      </div>
    </>
  )
}

function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  const styles = useStyles()
  return (
    <dl className={styles.facts}>
      {facts.map(([name, fact]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

function ProjectPart({ gone }: { gone: string | undefined }) {
  const styles = useStyles()
  const { project } = useWorkbench()
  const { flow } = useSession()
  const { selectGroup } = usePlace()
  const families = (family: string) => flow.nodes.filter((node) => kinds[node.kind].family === family).length
  return (
    <>
      <div className={styles.head}>
        <h2 className={`${styles.kind} ${styles.name}`}>Project</h2>
      </div>
      <div className={styles.body}>
        {gone !== undefined && <Text role="status">There is no “{gone}” in this flow any more.</Text>}
        {project.description !== undefined && <Text size={200}>{project.description}</Text>}
        <Facts
          facts={[
            ['Owner', project.owner],
            ['Revision', project.revision],
            ['Changed', <Time key="at" at={project.updatedAt} />],
            ['By', project.updatedBy],
            ['Sources', families('source')],
            ['Steps', families('transformation')],
            ['Deployments', families('deployment')],
          ]}
        />
        <RouterLink to={`/projects/${project.id}`}>People, tags and promotions</RouterLink>
        {flow.groups && flow.groups.length > 0 && (
          <div className={styles.links}>
            <h3 className={styles.kind}>Groups</h3>
            {flow.groups.map((group) => (
              <Link key={group.id} as="button" onClick={() => selectGroup(group.id)}>
                {titleOfGroup(group)}
              </Link>
            ))}
          </div>
        )}
      </div>
    </>
  )
}

const titleOfGroup = (group: FlowGroup): string => `${group.name} (${group.nodes.length})`
