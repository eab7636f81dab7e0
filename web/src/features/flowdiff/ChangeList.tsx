import { Badge, Text, makeStyles, tokens } from '@fluentui/react-components'
import type { Flow } from '@/lib/flow/types'
import { titleOf } from '@/lib/flow/types'
import { sentence } from '@/lib/names'
import { fieldWords, folded, looks, outputWords, type ColumnsChange, type PartChange } from './difference'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  item: { padding: '8px 0', ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` }, display: 'flex', flexDirection: 'column', gap: '4px' },
  head: { display: 'flex', gap: '8px', flexWrap: 'wrap', alignItems: 'baseline' },
  soft: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  fields: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '4px' },
  field: { display: 'grid', gridTemplateColumns: 'minmax(7rem, 11rem) minmax(0, 1fr)', gap: '2px 12px', fontSize: tokens.fontSizeBase200, '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  value: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  before: { color: tokens.colorPaletteRedForeground1, textDecorationLine: 'line-through' },
  after: { color: tokens.colorPaletteGreenForeground1, textDecorationLine: 'none' },
})

const colors = { added: 'success', removed: 'danger', changed: 'warning', renamed: 'warning' } as const

/** Changes in words: of each node, group and exploration what it is now and what it was. */
export function ChangeList({ changes, before, after, columns = [], label }: { changes: readonly PartChange[]; before: Flow | undefined; after: Flow | undefined; columns?: readonly ColumnsChange[]; label: string }) {
  const styles = useStyles()
  const names = new Map([...(before?.nodes ?? []), ...(after?.nodes ?? [])].map((node) => [node.id, titleOf(node)]))
  const groups = new Map([...(before?.groups ?? []), ...(after?.groups ?? [])].map(({ id, name }) => [id, name]))
  const explorations = new Map([...(before?.explorations ?? []), ...(after?.explorations ?? [])].map(({ id, name }) => [id, name]))
  const nameOf = (change: PartChange) => change.name ?? (change.kind === 'group' ? groups : change.kind === 'exploration' ? explorations : names).get(change.id) ?? change.id
  return (
    <ul className={styles.list} aria-label={label}>
      {changes.map((change) => (
        <li key={`${change.kind} ${change.id}`} className={styles.item}>
          <div className={styles.head}>
            <Badge appearance="tint" color={colors[change.change]}>
              {looks[change.change].sign} {looks[change.change].word}
            </Badge>
            <Text weight="semibold">{nameOf(change)}</Text>
            <span className={styles.soft}>
              {sentence(change.kind)}
              {change.was !== undefined && `, was ${change.was}`}
              {change.change === 'changed' && change.weight === 'documentation' && ' · words or place only'}
            </span>
          </div>
          <FieldChanges change={change} />
        </li>
      ))}
      {columns.length > 0 && (
        <li className={styles.item}>
          <Text weight="semibold">What comes out</Text>
          <ul className={styles.fields}>
            {columns.map((change) => (
              <li key={change.node} className={styles.field}>
                <span className={styles.soft}>{names.get(change.node) ?? change.node}</span>
                <span>{outputWords(change)}</span>
              </li>
            ))}
          </ul>
        </li>
      )}
    </ul>
  )
}

/** What changed within a node, a field a line. */
export function FieldChanges({ change }: { change: PartChange }) {
  const styles = useStyles()
  const fields = folded(change)
  if (fields.length === 0) return null
  return (
    <ul className={styles.fields}>
      {fields.map((field) => (
        <li key={field.field} className={styles.field}>
          <span className={styles.soft}>{fieldWords(field.field)}</span>
          <span className={styles.value}>
            {field.text ? (
              field.text.map((piece, index) =>
                piece.change === 'removed' ? (
                  <del key={index} className={styles.before}>
                    {piece.text}
                  </del>
                ) : piece.change === 'added' ? (
                  <ins key={index} className={styles.after}>
                    {piece.text}
                  </ins>
                ) : (
                  <span key={index}>{piece.text}</span>
                ),
              )
            ) : (
              <>
                {field.before != null && <del className={styles.before}>{field.before}</del>}
                {field.before != null && field.after != null && ' → '}
                {field.after != null && <ins className={styles.after}>{field.after}</ins>}
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
