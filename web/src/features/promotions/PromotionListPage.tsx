import { Button, Select, makeStyles, tokens } from '@fluentui/react-components'
import { useSearchParams } from 'react-router'
import { useEnvironments } from '@/features/projects'
import { Empty } from '@/ui/Empty'
import { PageHeader } from '@/ui/PageHeader'
import { Section } from '@/ui/Section'
import { PromotionTable } from './PromotionTable'
import { promotionStatuses, statusWords } from './status'

const useStyles = makeStyles({ filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM } })

/** All promotions that one may see; the address holds what is looked for, `?status=requested` say. */
export function PromotionListPage() {
  const styles = useStyles()
  const [search, setSearch] = useSearchParams()
  const environments = useEnvironments().data?.items ?? []
  const status = promotionStatuses.find((one) => one === search.get('status')) ?? ''
  const environment = search.get('environment') ?? ''
  const set = (key: string, value: string) => {
    const next = new URLSearchParams(search)
    if (value === '') next.delete(key)
    else next.set(key, value)
    setSearch(next, { replace: true })
  }
  const empty =
    status === '' && environment === '' ? (
      <Empty>Nothing has been promoted yet. Open a project and request its promotion.</Empty>
    ) : (
      <Empty action={<Button onClick={() => setSearch({})}>Show all</Button>}>{status === 'requested' ? 'No promotion waits for approval.' : 'No promotion is like that.'}</Empty>
    )
  return (
    <>
      <PageHeader title="Promotions" under="Projects on their way from one environment to the next." />
      <Section title={status === 'requested' ? 'Waiting for approval' : 'All promotions'}>
        <div className={styles.filters} role="search" aria-label="Filter the promotions">
          <Select aria-label="Status" value={status} onChange={(_, { value }) => set('status', value)}>
            <option value="">Status: all</option>
            {promotionStatuses.map((one) => (
              <option key={one} value={one}>
                {statusWords(one).label}
              </option>
            ))}
          </Select>
          <Select aria-label="Environment" value={environment} onChange={(_, { value }) => set('environment', value)}>
            <option value="">Environment: all</option>
            {environments.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </div>
        <PromotionTable filter={{ status, environment }} empty={empty} />
      </Section>
    </>
  )
}
