import { Empty } from '@/ui/Empty'
import { Section } from '@/ui/Section'
import { PromotionTable } from './PromotionTable'

export function ProjectPromotions({ project }: { project: string }) {
  return (
    <Section title="Promotions">
      <PromotionTable filter={{ project }} empty={<Empty>This project has not been promoted yet. Request it above: you see what would happen before anything does.</Empty>} />
    </Section>
  )
}
