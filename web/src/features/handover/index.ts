export { Backups } from './Backups'
export { PropertyField } from './PropertyField'
export { useProperties } from './queries'
