export { useMe } from './useMe'
export { UserMenu } from './UserMenu'
