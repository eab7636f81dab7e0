import { PageHeader } from '@/ui/PageHeader'
import { Section } from '@/ui/Section'
import { PromotionTable } from './PromotionTable'

export function PromotionListPage() {
  return (
    <>
      <PageHeader title="Promotions" under="Projects on their way from one environment to the next." />
      <Section title="All promotions">
        <PromotionTable empty="Nothing has been promoted yet. Open a project and request its promotion." />
      </Section>
    </>
  )
}
