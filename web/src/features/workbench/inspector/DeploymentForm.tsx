import { Divider, Input, Text, makeStyles } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { PropertyField, useProperties } from '@/features/handover'
import type { Annotation, Column, DataTest, DeploymentNode, TableName } from '@/lib/flow/types'
import { withOptional } from '@/lib/objects'
import { useWorkbench } from '../context'
import { databasesQuery, schemasQuery, useRoles, useWarehouses } from '../queries'
import { ChoiceField, ColumnsField, ListField, NumberField, TextField, Wrong, columnChoices } from './fields'
import type { FormProps } from './forms'
import { ScalarsField } from './ScalarsField'

const testKinds = { 'not-empty': 'Has rows', unique: 'Unique', 'not-null': 'Never null', 'accepted-values': 'Only these values', 'row-count-change': 'Row count changes little' } as const
type TestKind = keyof typeof testKinds
const testNames = Object.keys(testKinds) as TestKind[]

const newTests: Readonly<Record<TestKind, () => DataTest>> = {
  'not-empty': () => ({ kind: 'not-empty' }),
  unique: () => ({ kind: 'unique', columns: [] }),
  'not-null': () => ({ kind: 'not-null', columns: [] }),
  'accepted-values': () => ({ kind: 'accepted-values', column: '', values: [] }),
  'row-count-change': () => ({ kind: 'row-count-change', minPercent: -20, maxPercent: 20 }),
}

const useStyles = makeStyles({ pair: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: '8px' } })

const choices = (names: readonly string[] | undefined) => (names ?? []).map((name) => ({ value: name, label: name }))

/** Where and how a node's rows are published. */
export function DeploymentForm({ node, columns, problems, set, replace }: FormProps<'deployment'>) {
  const styles = useStyles()
  const { inUse, readOnly } = useWorkbench()
  const roles = useRoles()
  const warehouses = useWarehouses()
  const properties = useProperties().data?.filter(({ on }) => on === 'deployment') ?? []
  const databases = useQuery(databasesQuery(inUse.role))
  const schemas = useQuery({ ...schemasQuery(inUse.role, node.target?.database ?? ''), enabled: (node.target?.database ?? '') !== '' })
  const input = columns(0)
  const target = (change: Partial<TableName>) => {
    const next = { ...(node.target ?? { database: '', schema: '', name: '' }), ...change }
    const empty = next.database === '' && next.schema === '' && next.name === ''
    replace(withOptional(node, 'target', empty ? undefined : next))
  }
  const annotate = (change: (annotation: Annotation) => Annotation) => {
    const next = change(node.annotation ?? {})
    replace(withOptional<DeploymentNode, 'annotation'>(node, 'annotation', Object.keys(next).length === 0 ? undefined : next))
  }
  return (
    <>
      <ChoiceField label="Publishes" value={node.type} choices={[{ value: 'view', label: 'A view, computed when it is read' }, { value: 'table', label: 'A table, computed when it is deployed' }]} onChange={(value) => set({ type: value === 'table' ? 'table' : 'view' })} />
      <div className={styles.pair}>
        <ChoiceField label="Database" value={node.target?.database ?? ''} choices={choices(databases.data)} onChange={(database) => target({ database, schema: '' })} />
        {/* A schema need not be there yet for the role that looks: the name may be typed. */}
        {schemas.data && schemas.data.length > 0 ? <ChoiceField label="Schema" value={node.target?.schema ?? ''} choices={choices(schemas.data)} onChange={(schema) => target({ schema })} /> : <TextField label="Schema" value={node.target?.schema ?? ''} onChange={(schema) => target({ schema })} />}
      </div>
      <TextField label="Name" value={node.target?.name ?? ''} placeholder="TABLE_NAME" onChange={(name) => target({ name })} problems={problems('target')} />
      <div className={styles.pair}>
        <ChoiceField label="Role" value={node.role ?? ''} choices={choices(roles.data)} empty="None yet" onChange={(value) => replace(withOptional(node, 'role', value === '' ? undefined : value))} problems={problems('role')} />
        <ChoiceField label="Warehouse" value={node.warehouse ?? ''} choices={choices(warehouses.data)} empty="None yet" onChange={(value) => replace(withOptional(node, 'warehouse', value === '' ? undefined : value))} problems={problems('warehouse')} />
      </div>
      <Divider />
      <ListField<DataTest> label="Must hold before it is published" one="test" ordered={false} items={node.tests ?? []} make={newTests['not-empty']} onChange={(tests) => set({ tests })}>
        {(test, change, index) => (
          <>
            <ChoiceField bare label={`Test ${index + 1}`} value={test.kind} choices={testNames.map((kind) => ({ value: kind, label: testKinds[kind] }))} onChange={(value) => change((newTests[testNames.find((kind) => kind === value) ?? 'not-empty'])())} />
            <TestFields test={test} change={change} columns={input} />
            <Wrong problems={problems(`tests[${index}]`)} />
          </>
        )}
      </ListField>
      <Divider />
      <TextField label="Description for its readers" value={node.annotation?.description ?? ''} onChange={(value) => annotate((now) => withOptional(now, 'description', value === '' ? undefined : value))} />
      <ListField label="Tags" one="tag" ordered={false} items={node.annotation?.tags ?? []} make={() => ''} onChange={(tags) => annotate((now) => withOptional(now, 'tags', tags.length === 0 ? undefined : tags))}>
        {(tag, change, index) => <Input size="small" aria-label={`Tag ${index + 1}`} value={tag} readOnly={readOnly !== undefined} onChange={(_, { value }) => change(value)} />}
      </ListField>
      {properties.map((property) => (
        <PropertyField key={property.name} size="small" disabled={readOnly !== undefined} property={property} value={node.annotation?.properties?.[property.name] ?? ''} change={(value) => annotate((now) => withProperty(now, property.name, value))} />
      ))}
    </>
  )
}

function withProperty(annotation: Annotation, name: string, value: string): Annotation {
  const next = Object.entries({ ...annotation.properties, [name]: value }).filter(([, one]) => one !== '')
  return withOptional(annotation, 'properties', next.length === 0 ? undefined : Object.fromEntries(next))
}

function TestFields({ test, change, columns }: { test: DataTest; change: (test: DataTest) => void; columns: readonly Column[] }) {
  const styles = useStyles()
  switch (test.kind) {
    case 'unique':
    case 'not-null':
      return <ColumnsField label={test.kind === 'unique' ? 'Together unique' : 'Never null'} columns={columns} value={test.columns} onChange={(next) => change({ ...test, columns: next })} />
    case 'accepted-values':
      return (
        <>
          <ChoiceField bare label="Tested column" value={test.column} choices={columnChoices(columns)} onChange={(column) => change({ ...test, column })} />
          <ScalarsField label="Accepted values (one a line)" value={test.values} onChange={(values) => change({ ...test, values })} />
        </>
      )
    case 'row-count-change':
      return (
        <div className={styles.pair}>
          <NumberField label="At least, %" least={-100} value={test.minPercent} onChange={(value) => change(withOptional(test, 'minPercent', value))} />
          <NumberField label="At most, %" least={-100} value={test.maxPercent} onChange={(value) => change(withOptional(test, 'maxPercent', value))} />
        </div>
      )
    default:
      return <Text size={200}>At least one row.</Text>
  }
}
