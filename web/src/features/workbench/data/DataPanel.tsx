import { Button, Input, Select, Spinner, Tab, TabList, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowClockwiseRegular, CopyRegular, SearchRegular } from '@fluentui/react-icons'
import { useQuery, useQueryClient, type QueryKey, type UseQueryResult } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import { graphOf, upstreamOf } from '@/lib/flow/graph'
import { fullName, titleOf, type Column, type FlowNode, type TableName } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Code } from '@/ui/code/Code'
import { DataGrid } from '@/ui/grid/DataGrid'
import { asTabs } from '@/ui/grid/rows'
import { dataTabs, dialects, type DataTab, type Dialect } from '../address'
import { useCompiled, usePlace, useSession, useWorkbench } from '../context'
import { Note, Running } from './parts'
import { useQuestion } from './useQuestion'
import { nodePreviewQuery, nodeSqlQuery, previewRows, tablePreviewQuery, tableQuery, type Data } from '../queries'

const ProfileTab = lazy(() => import('./ProfileTab'))
const ExploreTab = lazy(() => import('./ExploreTab'))

const narrow = '@media (max-width: 900px)'

const useStyles = makeStyles({
  panel: { height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0, backgroundColor: tokens.colorNeutralBackground1 },
  bar: { display: 'flex', alignItems: 'center', gap: '8px', padding: '0 8px 0 4px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, minHeight: '36px', flexShrink: 0, '& > :first-child': { flexShrink: 0 }, [narrow]: { flexWrap: 'wrap' } },
  // On a phone there is nothing else that says whose data it is.
  of: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0, [narrow]: { order: -1, flexBasis: '100%', padding: '6px 4px 0 8px', ':empty': { display: 'none' } } },
  end: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '6px' },
  find: { width: '11rem' },
  body: { flexGrow: 1, minHeight: 0, overflow: 'auto' },
  status: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  code: { padding: '8px' },
  tools: { display: 'flex', gap: '8px', padding: '6px 8px', alignItems: 'center', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, flexWrap: 'wrap', flexShrink: 0, minHeight: '36px', boxSizing: 'border-box' },
  before: { opacity: 0.5 },
  wrongs: { margin: 0, padding: '0 0 0 18px', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
})

const titles: Readonly<Record<DataTab, string>> = { preview: 'Preview', columns: 'Columns', profile: 'Profile', explore: 'Explore', sql: 'SQL' }
/** What a table of the Data Browser has, which is no node. */
const ofTables: readonly DataTab[] = ['preview', 'columns']

/** The data of what is selected: of a node, or of a table of the Data Browser. */
export function DataPanel() {
  const styles = useStyles()
  const { flow } = useSession()
  const { node: id, table, tab, go } = usePlace()
  const node = id === undefined ? undefined : graphOf(flow).byId.get(id)
  const shown = table && !ofTables.includes(tab) ? 'preview' : tab
  const named = table ? fullName(table) : node ? titleOf(node) : ''
  return (
    <section className={styles.panel} aria-label="Data">
      <div className={styles.bar}>
        <TabList data-part aria-label="Views of the data" size="small" selectedValue={shown} onTabSelect={(_, { value }) => go({ tab: value === 'preview' ? undefined : String(value) })}>
          {dataTabs
            .filter((name) => !table || ofTables.includes(name))
            .map((name) => (
              <Tab key={name} value={name}>
                {titles[name]}
              </Tab>
            ))}
        </TabList>
        <span className={styles.of} title={named}>
          {named}
        </span>
      </div>
      {table ? <TableData key={fullName(table)} table={table} tab={shown} /> : node ? <NodeData node={node} tab={shown} /> : <Note>Select a node to see its data, or look at a table of the Data Browser.</Note>}
    </section>
  )
}

function TableData({ table, tab }: { table: TableName; tab: DataTab }) {
  const { role } = useWorkbench().inUse
  const preview = tablePreviewQuery(role, table)
  const data = useQuery({ ...preview, enabled: tab === 'preview' })
  const columns = useQuery({ ...tableQuery(role, table), enabled: tab === 'columns' })
  if (tab === 'preview') return <Preview query={data} queryKey={preview.queryKey} label={`Rows of ${fullName(table)}`} />
  return columns.data ? <ColumnList columns={columns.data} label={fullName(table)} /> : columns.error ? <ErrorPanel error={columns.error} retry={() => void columns.refetch()} /> : <Spinner size="tiny" label="Loading columns" />
}

function NodeData({ node, tab }: { node: FlowNode; tab: DataTab }) {
  const styles = useStyles()
  const { flow } = useSession()
  const { columns, byNode, current } = useCompiled()
  const { noPreview } = useWorkbench()
  const { select } = usePlace()
  const wrong = [...upstreamOf(flow, node.id)].filter((id) => byNode.get(id)?.some(({ severity }) => severity === 'error'))
  const own = (byNode.get(node.id) ?? []).filter(({ severity }) => severity === 'error')
  if (tab === 'columns') {
    const found = columns.get(node.id)
    return found ? <ColumnList columns={found} label={titleOf(node)} /> : <Note>{current ? 'The columns of this node are not known yet: see its problems.' : 'Working out the columns …'}</Note>
  }
  if (wrong.length > 0) {
    return (
      <Note>
        <Text>{wrong.includes(node.id) ? 'This node has errors' : 'What this node is made from has errors'}: there is no {tab === 'sql' ? 'SQL' : 'data'} until they are corrected.</Text>
        {own.length > 0 && (
          <ul className={styles.wrongs}>
            {own.slice(0, 5).map(({ message, suggestion }, index) => (
              <li key={index}>
                {message} {suggestion}
              </li>
            ))}
          </ul>
        )}
        {wrong
          .filter((id) => id !== node.id)
          .slice(0, 5)
          .map((id) => (
            <Button key={id} size="small" onClick={() => select([id])}>
              Go to “{titleOf(graphOf(flow).byId.get(id) ?? node)}”
            </Button>
          ))}
      </Note>
    )
  }
  if (tab === 'sql') return <NodeSql key={node.id} node={node} />
  if (noPreview !== undefined) return <Note>{noPreview}</Note>
  if (tab === 'preview') return <NodePreview key={node.id} node={node} />
  return <Suspense fallback={<Spinner size="tiny" label="Opening" />}>{tab === 'profile' ? <ProfileTab key={node.id} node={node} /> : <ExploreTab key={node.id} node={node} />}</Suspense>
}

function NodePreview({ node }: { node: FlowNode }) {
  const { role, warehouse } = useWorkbench()
  const options = nodePreviewQuery(useQuestion(node), role, warehouse)
  return <Preview query={useQuery(options)} queryKey={options.queryKey} label={`Rows of ${titleOf(node)}`} />
}

function Preview({ query, queryKey, label }: { query: UseQueryResult<Data>; queryKey: QueryKey; label: string }) {
  const styles = useStyles()
  const client = useQueryClient()
  const { say } = useWorkbench()
  const [find, setFind] = useState('')
  const [isSorted, setSorted] = useState(false)
  const cancel = () => void client.cancelQueries({ queryKey, exact: true })
  // Rows of before stay in sight, dimmed, while new ones are asked for; once that is cancelled they would pass for new ones.
  const before = query.isFetching && query.data !== undefined
  if (query.isFetching && !before) return <Running cancel={cancel} />
  if (query.error) {
    return (
      <Note>
        <ErrorPanel error={query.error} retry={() => void query.refetch()} />
      </Note>
    )
  }
  const { data } = query
  if (!data || (query.isPlaceholderData && !before)) {
    return (
      <Note>
        <Text>The query was cancelled.</Text>
        <Button size="small" icon={<ArrowClockwiseRegular />} onClick={() => void query.refetch()}>
          Run it again
        </Button>
      </Note>
    )
  }
  const copyAll = () => void navigator.clipboard.writeText(asTabs(data.columns, data.rows)).then(() => say(`Copied ${count(data.rows.length, 'row')}.`), () => say('The browser did not let this page copy.'))
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.status} role="status">
          {before ? <Running inline cancel={cancel} /> : `${data.truncated ? 'First ' : ''}${count(data.rows.length, 'row')}${isSorted && data.truncated ? ', sorted among themselves' : ''} · ${count(data.columns.length, 'column')}`}
        </span>
        <div className={styles.end}>
          <Input className={styles.find} size="small" type="search" contentBefore={<SearchRegular aria-hidden />} placeholder="Find a column" aria-label="Find a column" value={find} onChange={(_, { value }) => setFind(value)} />
          <Button size="small" appearance="subtle" icon={<CopyRegular />} onClick={copyAll} title={`Copy up to ${previewRows} rows as a table`}>
            Copy
          </Button>
          <Button size="small" appearance="subtle" icon={<ArrowClockwiseRegular />} aria-label="Run again" title="Run again" onClick={() => void query.refetch()} />
        </div>
      </div>
      <div className={mergeClasses(styles.body, before && styles.before)} aria-busy={before}>
        <DataGrid label={label} columns={data.columns} rows={data.rows} find={find} say={say} sorted={setSorted} />
      </div>
    </>
  )
}

const useListStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%', fontSize: tokens.fontSizeBase200, '& th': { textAlign: 'left', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, padding: '6px 12px', position: 'sticky', top: 0, backgroundColor: tokens.colorNeutralBackground2 }, '& td': { padding: '5px 12px', borderTop: `1px solid ${tokens.colorNeutralStroke3}` } },
  number: { color: tokens.colorNeutralForeground2, width: '3rem', textAlign: 'right' },
  name: { fontFamily: tokens.fontFamilyMonospace },
  frame: { overflow: 'auto', minHeight: 0, flexGrow: 1, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
})

function ColumnList({ columns, label }: { columns: readonly Column[]; label: string }) {
  const styles = useListStyles()
  const tools = useStyles()
  const [text, setText] = useState('')
  const found = columns.filter(({ name }) => name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()))
  return (
    <>
      <div className={tools.tools}>
        <span className={tools.status}>{count(columns.length, 'column')}</span>
        <div className={tools.end}>
          <Input className={tools.find} size="small" type="search" contentBefore={<SearchRegular aria-hidden />} placeholder="Find a column" aria-label="Find a column" value={text} onChange={(_, { value }) => setText(value)} />
        </div>
      </div>
      <div className={styles.frame} tabIndex={0} role="region" aria-label={`Columns of ${label}`}>
        <table className={styles.table} aria-label={`Columns of ${label}`}>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">Name</th>
              <th scope="col">Type</th>
              <th scope="col">Nulls</th>
            </tr>
          </thead>
          <tbody>
            {found.map((column) => (
              <tr key={column.name}>
                <td className={styles.number}>{columns.indexOf(column) + 1}</td>
                <td className={styles.name}>{column.name}</td>
                <td>{column.type}</td>
                <td>{column.nullable ? 'Possible' : 'Never'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const dialectNames: Readonly<Record<Dialect, string>> = { snowflake: 'Snowflake', duckdb: 'DuckDB' }
const nothing: readonly never[] = []

function NodeSql({ node }: { node: FlowNode }) {
  const styles = useStyles()
  const { say } = useWorkbench()
  const { dialect, go } = usePlace()
  const query = useQuery(nodeSqlQuery(useQuestion(node), dialect))
  const copy = () => void navigator.clipboard.writeText(query.data ?? '').then(() => say('Copied the statement.'), () => say('The browser did not let this page copy.'))
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.status}>One statement, from the sources to this node</span>
        <div className={styles.end}>
          <Select size="small" aria-label="Dialect" value={dialect} onChange={(_, { value }) => go({ dialect: value === 'snowflake' ? undefined : value })}>
            {dialects.map((one) => (
              <option key={one} value={one}>
                {dialectNames[one]}
              </option>
            ))}
          </Select>
          <Button size="small" appearance="subtle" icon={<CopyRegular />} disabled={query.data === undefined} onClick={copy}>
            Copy
          </Button>
        </div>
      </div>
      <div className={styles.body}>
        {query.isPending && <Spinner size="tiny" label="Writing the statement" />}
        {query.error && (
          <Note>
            <ErrorPanel error={query.error} retry={() => void query.refetch()} />
          </Note>
        )}
        {query.data !== undefined && (
          <div className={styles.code}>
            <Code value={query.data} label={`SQL of ${titleOf(node)}`} readOnly numbered whole hints={nothing} problems={nothing} />
          </div>
        )}
      </div>
    </>
  )
}
