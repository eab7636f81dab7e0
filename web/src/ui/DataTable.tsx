import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

export interface TableColumn<T> {
  key: string
  header: string
  cell: (row: T) => ReactNode
  /** Takes about half of the room. */
  wide?: boolean
}

const narrow = '@media (max-width: 640px)'

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', [narrow]: { display: 'block' } },
  body: { [narrow]: { display: 'block' } },
  head: { [narrow]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } },
  header: {
    textAlign: 'left',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    whiteSpace: 'nowrap',
  },
  row: {
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
    [narrow]: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, padding: `${tokens.spacingVerticalM} 0` },
  },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
    verticalAlign: 'top',
    overflowWrap: 'break-word',
    [narrow]: {
      overflowWrap: 'anywhere',
      display: 'grid',
      ':has(> div:empty)': { display: 'none' },
      gridTemplateColumns: '7.5em minmax(0, 1fr)',
      padding: 0,
      '::before': { content: 'attr(data-header)', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
    },
  },
  wide: { width: '45%' },
  first: { [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', '::before': { display: 'none' } } },
})

/** A table that becomes a list of cards on a narrow screen. The roles are written out because changing `display` takes a table's own away. */
export function DataTable<T>({ label, columns, rows, rowKey }: { label: string; columns: readonly TableColumn<T>[]; rows: readonly T[]; rowKey: (row: T) => string }) {
  const styles = useStyles()
  return (
    <table className={styles.table} role="table" aria-label={label}>
      <thead className={styles.head} role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" className={mergeClasses(styles.header, column.wide && styles.wide)}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={styles.body} role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" className={styles.row}>
            {columns.map((column, index) => (
              <td key={column.key} role="cell" data-header={column.header} className={mergeClasses(styles.cell, index === 0 && styles.first)}>
                <div>{column.cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
