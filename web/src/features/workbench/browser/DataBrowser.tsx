import { Button, Input, Spinner, Text, Tree, TreeItem, TreeItemLayout, makeStyles, tokens, type TreeOpenChangeData } from '@fluentui/react-components'
import { AddRegular, DatabaseRegular, FolderRegular, SearchRegular, TableRegular, TableSearchRegular, EyeRegular } from '@fluentui/react-icons'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useState, type DragEvent } from 'react'
import { fullName, type TableName } from '@/lib/flow/types'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { tableText } from '../address'
import { usePlace, useWorkbench } from '../context'
import { databasesQuery, schemasQuery, tableQuery, tablesQuery } from '../queries'
import { useFlowActions } from '../useFlowActions'
import { useNarrow } from '../useNarrow'
import { tableMime } from './drag'

const useStyles = makeStyles({
  browser: { height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0, backgroundColor: tokens.colorNeutralBackground1 },
  head: { padding: '8px 8px 4px 12px', display: 'flex', flexDirection: 'column', gap: '6px' },
  title: { fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, margin: 0, lineHeight: tokens.lineHeightBase300 },
  tree: { overflow: 'auto', flexGrow: 1, minHeight: 0, padding: '0 4px 8px' },
  column: { display: 'flex', gap: '8px', justifyContent: 'space-between', fontSize: tokens.fontSizeBase200 },
  type: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase100 },
  rows: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase100, whiteSpace: 'nowrap' },
  note: { padding: '4px 12px', color: tokens.colorNeutralForeground2 },
})

/** What there is in the warehouse under the chosen role; a table becomes a source by dragging it into the flow or by "+". */
export function DataBrowser() {
  const styles = useStyles()
  const { role } = useWorkbench().inUse
  const [text, setText] = useState('')
  const [open, setOpen] = useState<ReadonlySet<string | number>>(new Set())
  const databases = useQuery(databasesQuery(role))
  const onOpenChange = (_: unknown, data: TreeOpenChangeData) => setOpen(data.openItems)
  return (
    <section className={styles.browser} aria-label="Data Browser">
      <div className={styles.head}>
        <h2 className={styles.title}>Data Browser</h2>
        <Input data-part size="small" type="search" contentBefore={<SearchRegular aria-hidden />} placeholder="Find a table" aria-label="Find a table" value={text} onChange={(_, { value }) => setText(value)} />
      </div>
      <div className={styles.tree}>
        {databases.isPending && <Spinner size="tiny" label="Loading databases" />}
        {databases.error && <ErrorPanel error={databases.error} retry={() => void databases.refetch()} />}
        {databases.data?.length === 0 && <Text className={styles.note}>The role {role} sees no database.</Text>}
        {databases.data && text.trim() !== '' && <Found databases={databases.data} text={text} />}
        {databases.data && text.trim() === '' && (
          <Tree aria-label="Databases" size="small" openItems={open} onOpenChange={onOpenChange}>
            {databases.data.map((database) => (
              <TreeItem key={database} itemType="branch" value={database}>
                <TreeItemLayout iconBefore={<DatabaseRegular />}>{database}</TreeItemLayout>
                {open.has(database) && <Schemas database={database} open={open} />}
              </TreeItem>
            ))}
          </Tree>
        )}
      </div>
    </section>
  )
}

function Waiting({ query }: { query: { isPending: boolean; error: unknown; refetch: () => unknown } }) {
  if (query.isPending) return <Spinner size="tiny" />
  return query.error ? <ErrorPanel error={query.error} retry={() => void query.refetch()} /> : null
}

function Schemas({ database, open }: { database: string; open: ReadonlySet<string | number> }) {
  const { role } = useWorkbench().inUse
  const schemas = useQuery(schemasQuery(role, database))
  return (
    <Tree>
      {schemas.data?.map((schema) => (
        <TreeItem key={schema} itemType="branch" value={`${database}/${schema}`}>
          <TreeItemLayout iconBefore={<FolderRegular />}>{schema}</TreeItemLayout>
          {open.has(`${database}/${schema}`) && <Tables database={database} schema={schema} open={open} />}
        </TreeItem>
      ))}
      <Waiting query={schemas} />
    </Tree>
  )
}

function Tables({ database, schema, open }: { database: string; schema: string; open: ReadonlySet<string | number> }) {
  const { role } = useWorkbench().inUse
  const tables = useQuery(tablesQuery(role, database, schema))
  return (
    <Tree>
      {tables.data?.map((table) => <TableItem key={table.name} table={{ database, schema, name: table.name }} view={table.view} rows={table.rows} isOpen={open.has(`${database}/${schema}/${table.name}`)} />)}
      <Waiting query={tables} />
    </Tree>
  )
}

function TableItem({ table, view, rows, isOpen, whole = false }: { table: TableName; view: boolean; rows: number | undefined; isOpen: boolean; whole?: boolean }) {
  const styles = useStyles()
  const { readOnly } = useWorkbench()
  const { go, select } = usePlace()
  const isNarrow = useNarrow()
  const actions = useFlowActions()
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(tableMime, tableText(table))
    event.dataTransfer.effectAllowed = 'copy'
  }
  const look = () => {
    select([])
    go({ table: tableText(table), tab: undefined, pane: 'data' })
  }
  return (
    <TreeItem itemType="branch" value={`${table.database}/${table.schema}/${table.name}`} draggable={readOnly === undefined} onDragStart={drag}>
      <TreeItemLayout
        iconBefore={view ? <TableSearchRegular aria-label="View" /> : <TableRegular aria-label="Table" />}
        title={fullName(table)}
        aside={rows === undefined ? null : <span className={styles.rows}>{rows.toLocaleString(undefined, { notation: 'compact' })} rows</span>}
        actions={{
          // A finger does not hover.
          ...(isNarrow && { visible: true }),
          children: (
            <>
              <Button size="small" appearance="subtle" icon={<EyeRegular />} aria-label={`Look at ${table.name}`} title="Look at the data" onClick={look} />
              {readOnly === undefined && <Button size="small" appearance="subtle" icon={<AddRegular />} aria-label={`Add ${table.name} as a source`} title="Add as a source" onClick={() => void actions.addTable(table)} />}
            </>
          ),
        }}
      >
        {whole ? fullName(table) : table.name}
      </TreeItemLayout>
      {isOpen && <Columns table={table} />}
    </TreeItem>
  )
}

function Columns({ table }: { table: TableName }) {
  const styles = useStyles()
  const { role } = useWorkbench().inUse
  const columns = useQuery(tableQuery(role, table))
  return (
    <Tree>
      {columns.data?.map((column) => (
        <TreeItem key={column.name} itemType="leaf" value={`${fullName(table)}/${column.name}`}>
          <TreeItemLayout>
            <span className={styles.column}>
              {column.name} <span className={styles.type}>{column.type}</span>
            </span>
          </TreeItemLayout>
        </TreeItem>
      ))}
      <Waiting query={columns} />
    </Tree>
  )
}

const most = 100

/** Tables of all databases whose full name has every word. */
function Found({ databases, text }: { databases: readonly string[]; text: string }) {
  const styles = useStyles()
  const { role } = useWorkbench().inUse
  const [open, setOpen] = useState<ReadonlySet<string | number>>(new Set())
  const schemas = useQueries({ queries: databases.map((database) => schemasQuery(role, database)) })
  const places = databases.flatMap((database, index) => (schemas[index]?.data ?? []).map((schema) => ({ database, schema })))
  const lists = useQueries({ queries: places.map(({ database, schema }) => tablesQuery(role, database, schema)) })
  const loading = [...schemas, ...lists].some((query) => query.isPending)
  const failed = [...schemas, ...lists].find((query) => query.error)
  const words = text.toLocaleLowerCase().trim().split(/\s+/)
  const all = places.flatMap((place, index) => (lists[index]?.data ?? []).map((table) => ({ ...table, table: { ...place, name: table.name } })))
  const found = all.filter(({ table }) => words.every((word) => fullName(table).toLocaleLowerCase().includes(word)))
  return (
    <>
      {failed && <ErrorPanel error={failed.error} retry={() => void failed.refetch()} />}
      <Tree aria-label="Tables found" size="small" openItems={open} onOpenChange={(_, data) => setOpen(data.openItems)}>
        {found.slice(0, most).map(({ table, view, rows }) => (
          <TableItem key={fullName(table)} whole table={table} view={view} rows={rows} isOpen={open.has(`${table.database}/${table.schema}/${table.name}`)} />
        ))}
      </Tree>
      <Text size={200} className={styles.note} role="status">
        {loading ? 'Looking …' : found.length === 0 ? `No table has “${text}”.` : found.length > most ? `The first ${most} of ${found.length.toLocaleString()}.` : ''}
      </Text>
    </>
  )
}
