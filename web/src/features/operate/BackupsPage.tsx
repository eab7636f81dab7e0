import { Backups } from '@/features/handover'

export function Component() {
  return <Backups />
}
