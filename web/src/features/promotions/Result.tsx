import { Link } from '@fluentui/react-components'
import type { Promotion } from '@/lib/api/answers'
import { handoverPackAddress } from '@/lib/api/client'
import { Facts } from '@/ui/Facts'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { useNodeNames, useOperation, usePlan } from './queries'
import { rowsByNode } from './status'

/** What a promotion that was applied has brought about. */
export function Result({ promotion }: { promotion: Promotion }) {
  const operation = useOperation(promotion.operation)
  const named = useNodeNames(usePlan(promotion.plan).data)
  const rows = rowsByNode(operation.data?.result ?? {})
  const { appliedAt, rolledBackAt, appliedRevision, handoverPack } = promotion
  if (appliedAt === undefined) return null
  return (
    <Section title="Result">
      <Facts
        items={[
          ['Applied', <><Time at={appliedAt} />{rolledBackAt !== undefined && <>, rolled back <Time at={rolledBackAt} /></>}</>],
          [
            'Project',
            promotion.status === 'rolledBack' ? (
              `revision ${appliedRevision} was written, and taken back`
            ) : (
              <>
                <RouterLink to={`/projects/${promotion.targetProject}`}>{promotion.sourceName}</RouterLink> in {promotion.environment}, revision {appliedRevision}
              </>
            ),
          ],
          ['Rows', rows.length > 0 ? rows.map(([node, count]) => `${named(node)}: ${count.toLocaleString()}`).join(', ') : undefined],
          ['For IT', handoverPack === undefined ? undefined : <Link href={handoverPackAddress(promotion.id)} download>Download the handover pack</Link>],
        ]}
      />
    </Section>
  )
}
