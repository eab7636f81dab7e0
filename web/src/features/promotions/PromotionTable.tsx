import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Promotion } from '@/lib/api/answers'
import { EnvironmentBadge } from '@/ui/Badges'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { RouterLink } from '@/ui/RouterLink'
import { Time } from '@/ui/Time'
import { usePromotions, type PromotionFilter } from './queries'
import { StatusBadge } from './StatusBadge'

const columns: readonly TableColumn<Promotion>[] = [
  { key: 'project', header: 'Project', wide: true, cell: (row) => <RouterLink to={`/promotions/${row.id}`}>{row.sourceName}</RouterLink> },
  { key: 'to', header: 'To', cell: (row) => <EnvironmentBadge environment={row.environment} /> },
  { key: 'status', header: 'Status', cell: (row) => <StatusBadge status={row.status} /> },
  { key: 'by', header: 'Requested by', cell: (row) => row.requestedBy },
  { key: 'at', header: 'Requested', cell: (row) => <Time at={row.requestedAt} /> },
]

/** Promotions, newest first: of one project, or all that one may see, or those that fit. */
export function PromotionTable({ filter, empty }: { filter: PromotionFilter; empty: ReactNode }) {
  const promotions = usePromotions(filter)
  if (promotions.isPending) return <Loading what="promotions" lines={2} />
  if (promotions.isError && !promotions.data) return <ErrorPanel error={promotions.error} retry={() => void promotions.refetch()} />
  const rows = promotions.data.pages.flatMap((page) => page.items)
  if (rows.length === 0) return empty
  return (
    <>
      <DataTable label="Promotions" columns={columns} rows={rows} rowKey={(row) => row.id} />
      {promotions.isError && <ErrorPanel error={promotions.error} retry={() => void promotions.fetchNextPage()} />}
      {promotions.hasNextPage && (
        <div>
          <Button disabled={promotions.isFetchingNextPage} onClick={() => void promotions.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  )
}
