import { Section } from '@/ui/Section'
import { PromotionTable } from './PromotionTable'

export function ProjectPromotions({ project }: { project: string }) {
  return (
    <Section title="Promotions">
      <PromotionTable project={project} empty="This project has not been promoted yet." />
    </Section>
  )
}
