export { OverviewPage } from './OverviewPage'
export { ProjectListPage } from './ProjectListPage'
export { ProjectPage, useProjectHere, type ProjectHere } from './ProjectPage'
export { useEnvironments, useProject, useProjects } from './queries'
