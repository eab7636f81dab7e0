import { Button, Input, Skeleton, SkeletonItem, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowClockwiseRegular, ChevronDownRegular, ChevronRightRegular, SearchRegular } from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { typeText, type ColumnDistribution, type ColumnProfile } from '@/lib/api/answers'
import type { FlowNode } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Columns, type Bin } from '@/ui/chart/Columns'
import { numberText, percent } from '@/ui/chart/scale'
import { cellText } from '@/ui/grid/rows'
import { useSeen } from '@/ui/useSeen'
import { useWorkbench } from '../context'
import { distributionQuery, profileQuery } from '../queries'
import { Note, Running } from './parts'
import { binsOf } from './profile'
import { useQuestion } from './useQuestion'

const narrow = '@container (max-width: 640px)'

const useStyles = makeStyles({
  tools: { display: 'flex', gap: '8px', padding: '6px 8px', alignItems: 'center', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, flexWrap: 'wrap' },
  status: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  end: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '6px' },
  find: { width: '11rem' },
  frame: { overflow: 'auto', minHeight: 0, flexGrow: 1, containerType: 'inline-size', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
  list: { listStyleType: 'none', margin: 0, padding: 0, fontSize: tokens.fontSizeBase200 },
  grid: { display: 'grid', gridTemplateColumns: 'minmax(9rem, 1.3fr) 7.5rem 5.5rem minmax(10rem, 1.6fr) minmax(8rem, 1.4fr)', gap: '4px 16px', alignItems: 'center', padding: '4px 12px 4px 4px', [narrow]: { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', padding: '8px 12px' } },
  head: { position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground2, color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase200, minHeight: '28px', '& > :first-child': { paddingLeft: '32px' }, [narrow]: { display: 'none' } },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  open: { minWidth: 0, justifyContent: 'flex-start', padding: '2px 4px', textAlign: 'left', [narrow]: { gridColumn: '1 / -1', marginLeft: '-8px' } },
  names: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere', fontWeight: tokens.fontWeightRegular },
  type: { fontSize: tokens.fontSizeBase100, color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  fact: { display: 'flex', flexDirection: 'column', minWidth: 0, fontVariantNumeric: 'tabular-nums' },
  factName: { display: 'none', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase100, [narrow]: { display: 'block' } },
  bar: { height: '4px', backgroundColor: tokens.colorNeutralBackground5, borderRadius: '2px', overflow: 'hidden', marginTop: '3px' },
  part: { height: '100%', backgroundColor: tokens.colorPaletteMarigoldBorderActive },
  range: { overflowWrap: 'anywhere' },
  soft: { color: tokens.colorNeutralForeground3 },
  picture: { minWidth: 0, [narrow]: { gridColumn: '1 / -1' } },
  details: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: '24px', padding: '8px 12px 16px 32px', [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', paddingLeft: '12px' } },
  detail: { minWidth: 0 },
  title: { margin: '0 0 6px', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  ends: { display: 'flex', justifyContent: 'space-between', gap: '12px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase100 },
  values: { width: '100%', borderCollapse: 'collapse', '& td, & th': { padding: '2px 0', textAlign: 'left', fontWeight: tokens.fontWeightRegular, verticalAlign: 'baseline' } },
  value: { overflowWrap: 'anywhere', paddingRight: '12px' },
  share: { width: '38%' },
  number: { whiteSpace: 'nowrap', width: '7.5rem', '& > span': { paddingLeft: '10px' }, fontVariantNumeric: 'tabular-nums' },
  fill: { height: '8px', backgroundColor: tokens.colorBrandStroke1, borderRadius: '2px', minWidth: '1px' },
})

/** What the full data of a node is like, column by column; closer where a column is opened. */
export default function ProfileTab({ node }: { node: FlowNode }) {
  const styles = useStyles()
  const client = useQueryClient()
  const { role, warehouse } = useWorkbench()
  const options = profileQuery(useQuestion(node), role, warehouse)
  const query = useQuery(options)
  const [text, setText] = useState('')
  if (query.isFetching && !query.data) return <Running cancel={() => void client.cancelQueries({ queryKey: options.queryKey, exact: true })} />
  if (query.error) {
    return (
      <Note>
        <ErrorPanel error={query.error} retry={() => void query.refetch()} />
      </Note>
    )
  }
  const profile = query.data
  if (!profile) {
    return (
      <Note>
        <Text>The query was cancelled.</Text>
        <Button size="small" icon={<ArrowClockwiseRegular />} onClick={() => void query.refetch()}>
          Run it again
        </Button>
      </Note>
    )
  }
  const found = profile.columns.filter(({ name }) => name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()))
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.status} role="status">
          All {count(profile.rows, 'row')} · {profile.truncated ? `the first ${count(profile.columns.length, 'column')}` : count(profile.columns.length, 'column')}
        </span>
        <div className={styles.end}>
          <Input className={styles.find} size="small" type="search" contentBefore={<SearchRegular aria-hidden />} placeholder="Find a column" aria-label="Find a column" value={text} onChange={(_, { value }) => setText(value)} />
          <Button size="small" appearance="subtle" icon={<ArrowClockwiseRegular />} aria-label="Run again" title="Run again" disabled={query.isFetching} onClick={() => void client.invalidateQueries({ queryKey: ['distribution'] }).then(() => query.refetch())} />
        </div>
      </div>
      <div className={styles.frame} tabIndex={0} role="region" aria-label={`Profile of ${node.name ?? node.id}`}>
        <div className={mergeClasses(styles.grid, styles.head)} aria-hidden>
          <span>Column</span>
          <span>Nulls</span>
          <span>Distinct</span>
          <span>Least – greatest</span>
          <span>Distribution</span>
        </div>
        <ul className={styles.list}>
          {found.map((column) => (
            <ColumnRow key={column.name} node={node} column={column} rows={profile.rows} />
          ))}
        </ul>
        {found.length === 0 && <Note>{profile.columns.length === 0 ? 'This node has no columns.' : `No column has “${text}” in its name.`}</Note>}
      </div>
    </>
  )
}

function ColumnRow({ node, column, rows }: { node: FlowNode; column: ColumnProfile; rows: number }) {
  const styles = useStyles()
  const { role, warehouse } = useWorkbench()
  const [ref, seen] = useSeen<HTMLLIElement>()
  const [isOpen, setOpen] = useState(false)
  const comparable = column.distinct !== undefined
  const distribution = useQuery({ ...distributionQuery(useQuestion(node), column.name, role, warehouse), enabled: seen && comparable })
  const unique = column.distinct !== undefined && column.distinct === rows && rows > 0
  return (
    <li ref={ref} className={styles.row} aria-label={column.name}>
      <div className={styles.grid}>
        <Button appearance="transparent" className={styles.open} aria-expanded={isOpen} icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />} onClick={() => setOpen(!isOpen)}>
          <span className={styles.names}>
            <span className={styles.name}>{column.name}</span>
            <span className={styles.type}>{typeText(column.type)}</span>
          </span>
        </Button>
        <div className={styles.fact}>
          <span className={styles.factName}>Nulls</span>
          <span className={column.nulls === 0 ? styles.soft : undefined}>{column.nulls === 0 ? 'none' : `${percent(column.nulls, rows)} (${column.nulls.toLocaleString('en')})`}</span>
          <span className={styles.bar} aria-hidden>
            <span className={styles.part} style={{ display: 'block', width: `${rows === 0 ? 0 : (100 * column.nulls) / rows}%` }} />
          </span>
        </div>
        <div className={styles.fact}>
          <span className={styles.factName}>Distinct</span>
          <span>{column.distinct === undefined ? '–' : column.distinct.toLocaleString('en')}</span>
          {unique && <span className={styles.soft}>unique</span>}
        </div>
        <div className={styles.fact}>
          <span className={styles.factName}>Least – greatest</span>
          <span className={styles.range} title={rangeText(column)}>
            {rangeText(column)}
          </span>
          {column.mean !== undefined && <span className={styles.soft}>mean {numberText(column.mean)}</span>}
        </div>
        <div className={styles.picture}>
          {distribution.data ? (
            <Small column={column} distribution={distribution.data} />
          ) : distribution.error ? (
            <span className={styles.soft}>Not known: open the column</span>
          ) : comparable ? (
            <Skeleton aria-label={`Asking for the distribution of ${column.name}`}>
              <SkeletonItem size={32} />
            </Skeleton>
          ) : (
            <span className={styles.soft}>None for this type</span>
          )}
        </div>
      </div>
      {isOpen && (distribution.data ? <Closer column={column} distribution={distribution.data} /> : distribution.error ? <ErrorPanel error={distribution.error} retry={() => void distribution.refetch()} /> : !comparable && <Note>Semi-structured values have no distribution. Take parts out of them in a formula first.</Note>)}
    </li>
  )
}

const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?/

function valueText(value: unknown): string {
  if (typeof value === 'number') return numberText(value)
  const text = cellText(value)
  return text === '' ? '(empty text)' : text.replace(instant, (_, day: string, minute: string, second = '') => `${day} ${minute}${second === ':00' ? '' : String(second)}`)
}

const rangeText = ({ min, max }: ColumnProfile): string => (min === undefined || min === null || max === undefined || max === null ? '–' : min === max ? valueText(min) : `${valueText(min)} – ${valueText(max)}`)

const asBins = (distribution: ColumnDistribution): readonly Bin[] => binsOf(distribution) ?? distribution.top.map(({ value, count: n }) => ({ label: valueText(value), count: n }))

function Small({ column, distribution }: { column: ColumnProfile; distribution: ColumnDistribution }) {
  const styles = useStyles()
  const bins = asBins(distribution)
  if (bins.length === 0) return <span className={styles.soft}>No values</span>
  // Where nearly every value is there once, the most frequent ones say nothing.
  if (!distribution.bins && (distribution.top[0]?.count ?? 0) <= 1) return <span className={styles.soft}>Every value once</span>
  return <Columns bins={bins} height={32} label={`${distribution.bins ? 'Histogram' : 'Most frequent values'} of ${column.name}`} />
}

function Closer({ column, distribution }: { column: ColumnProfile; distribution: ColumnDistribution }) {
  const styles = useStyles()
  const bins = binsOf(distribution)
  const most = distribution.top[0]?.count ?? 1
  return (
    <div className={styles.details}>
      {bins && (
        <div className={styles.detail}>
          <h4 className={styles.title}>{distribution.part === undefined ? 'In twenty equal parts' : `By ${distribution.part}`}</h4>
          <Columns bins={bins} height={120} label={`Histogram of ${column.name}, large`} />
          <div className={styles.ends}>
            <span>{valueText(column.min)}</span>
            <span>{valueText(column.max)}</span>
          </div>
        </div>
      )}
      <div className={styles.detail}>
        <h4 className={styles.title}>Most frequent values</h4>
        <table className={styles.values} aria-label={`Most frequent values of ${column.name}`}>
          <tbody>
            {distribution.top.map(({ value, count: n }) => (
              <tr key={cellText(value)}>
                <th scope="row" className={styles.value}>
                  {valueText(value)}
                </th>
                <td className={styles.share} aria-hidden>
                  <div className={styles.fill} style={{ width: `${(100 * n) / most}%` }} />
                </td>
                <td className={styles.number}>
                  <span>
                    {n.toLocaleString('en')} · {percent(n, distribution.values)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {distribution.top.length === 0 && <Text>There are no values.</Text>}
      </div>
    </div>
  )
}
