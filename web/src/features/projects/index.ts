export { ProjectListPage } from './ProjectListPage'
export { ProjectPage } from './ProjectPage'
export { useProject, useProjects } from './queries'
