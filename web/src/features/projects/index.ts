export { ProjectListPage } from './ProjectListPage'
export { ProjectPage } from './ProjectPage'
export { useProject } from './queries'
