import { Text } from '@fluentui/react-components'
import { PageHeader } from '@/ui/PageHeader'
import { RouterLink } from '@/ui/RouterLink'

export function NotFoundPage() {
  return (
    <>
      <PageHeader title="No such page" />
      <Text>
        Check the address, or go to <RouterLink to="/projects">your projects</RouterLink>.
      </Text>
    </>
  )
}
