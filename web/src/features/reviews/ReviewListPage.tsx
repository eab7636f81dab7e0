import { Badge, Button, Text, makeStyles } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { Review } from '@/lib/api/answers'
import { answered, api } from '@/lib/api/client'
import { count } from '@/lib/names'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { PageHeader } from '@/ui/PageHeader'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'

const useStyles = makeStyles({ said: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' } })

const addressOf = (review: Review) => `/projects/${review.project}/flow?side=review&pane=details`

const columns: readonly TableColumn<Review>[] = [
  { key: 'project', header: 'Project', cell: (row) => <RouterLink to={addressOf(row)}>{row.projectName ?? row.project}</RouterLink> },
  { key: 'message', header: 'What to look at', wide: true, cell: (row) => <Said text={row.message ?? ''} /> },
  { key: 'revision', header: 'Revision', cell: (row) => (row.outdated ? <Outdated revision={row.revision} /> : `${row.revision}`) },
  { key: 'by', header: 'Asked by', cell: (row) => row.requestedBy },
  { key: 'at', header: 'Asked', cell: (row) => <Time at={row.requestedAt} /> },
]

function Said({ text }: { text: string }) {
  return <span className={useStyles().said}>{text}</span>
}

function Outdated({ revision }: { revision: number }) {
  return (
    <>
      {revision}{' '}
      <Badge appearance="tint" color="warning" size="small">
        Outdated
      </Badge>
    </>
  )
}

/** The reviews that wait for whoever is signed in. */
export function Component() {
  const navigate = useNavigate()
  const reviews = useInfiniteQuery({
    queryKey: ['reviews', 'waiting'],
    queryFn: ({ signal, pageParam }) => answered(api.GET('/reviews', { params: { query: { limit: 100, ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
    refetchInterval: 30_000,
  })
  const items = reviews.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader title="Reviews" under="Flows that somebody asked you to look at. Open one to see its findings and comments, and to approve it or request changes." />
      <Section title="Waiting for me" note={reviews.data ? count(items.length, 'review') + (reviews.hasNextPage ? ' so far' : '') : undefined}>
        {reviews.isPending && <Loading what="reviews" />}
        {reviews.isError && <ErrorPanel error={reviews.error} retry={() => void reviews.refetch()} />}
        {items.length > 0 && <DataTable label="Reviews that wait for me" columns={columns} rows={items} rowKey={(row) => `${row.project} ${row.number}`} />}
        {reviews.data && items.length === 0 && (
          <>
            <Text>Nothing waits for you. When somebody asks for your review, it is listed here, and you are told where channels are set up.</Text>
            <div>
              <Button onClick={() => void navigate('/projects')}>Go to the projects</Button>
            </div>
          </>
        )}
        {reviews.hasNextPage && (
          <div>
            <Button disabled={reviews.isFetchingNextPage} onClick={() => void reviews.fetchNextPage()}>
              More
            </Button>
          </div>
        )}
      </Section>
    </>
  )
}
