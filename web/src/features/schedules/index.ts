export { Schedules } from './Schedules'
