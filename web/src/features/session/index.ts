export { meQuery, useMe } from './useMe'
export { UserMenu } from './UserMenu'
