export { CloneDialog } from './dialogs'
export { ProjectListPage } from './ProjectListPage'
export { ProjectPage } from './ProjectPage'
export { useEnvironments, useProject, useProjects } from './queries'
