import { Link, makeStyles, tokens } from '@fluentui/react-components'
import type { Promotion } from '@/lib/api/answers'
import { handoverPackAddress } from '@/lib/api/client'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { useOperation } from './queries'
import { rowsByNode } from './status'

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    margin: 0,
    '& dt': { color: tokens.colorNeutralForeground3 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
})

/** What a promotion that was applied has brought about. */
export function Result({ promotion }: { promotion: Promotion }) {
  const styles = useStyles()
  const operation = useOperation(promotion.operation)
  const rows = rowsByNode(operation.data?.result ?? {})
  if (promotion.appliedAt === undefined) return null
  return (
    <Section title="Result">
      <dl className={styles.facts}>
        <dt>Applied</dt>
        <dd>
          <Time at={promotion.appliedAt} />
          {promotion.rolledBackAt !== undefined && (
            <>
              , rolled back <Time at={promotion.rolledBackAt} />
            </>
          )}
        </dd>
        <dt>Project</dt>
        <dd>
          {promotion.status === 'rolledBack' ? (
            `revision ${promotion.appliedRevision} was written, and taken back`
          ) : (
            <>
              <RouterLink to={`/projects/${promotion.targetProject}`}>{promotion.sourceName}</RouterLink> in {promotion.environment}, revision {promotion.appliedRevision}
            </>
          )}
        </dd>
        {rows.length > 0 && (
          <>
            <dt>Rows</dt>
            <dd>{rows.map(([node, count]) => `${node}: ${count.toLocaleString()}`).join(', ')}</dd>
          </>
        )}
        {promotion.handoverPack !== undefined && (
          <>
            <dt>For IT</dt>
            <dd>
              <Link href={handoverPackAddress(promotion.id)} download>
                Download the handover pack
              </Link>
            </dd>
          </>
        )}
      </dl>
    </Section>
  )
}
