import type { ComponentType } from 'react'
import { Navigate, createBrowserRouter } from 'react-router'
import { ProjectListPage } from '@/features/projects/ProjectListPage'
import { beginWorkbench } from './beginWorkbench'
import { client } from './client'
import { NotFoundPage } from './NotFoundPage'
import { Frame } from './Frame'
import { PageFault } from './PageFault'
import { Shell } from './Shell'

/** A page whose code comes when it is opened. */
const page = (lazy: () => Promise<{ Component: ComponentType }>) => ({ lazy, HydrateFallback: () => null })

const promotions = (name: 'PromotionListPage' | 'PromotionPage' | 'RequestPromotionPage') => page(async () => ({ Component: (await import('@/features/promotions'))[name] }))

// The list of projects comes with the frame, because that is where most people begin. Everything else comes when it is opened.

export const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: <PageFault />,
    children: [
  {
    element: <Shell />,
    errorElement: <PageFault />,
    children: [
      {
        errorElement: <PageFault />,
        children: [
          { index: true, element: <Navigate to="/projects" replace /> },
          { path: 'projects', element: <ProjectListPage /> },
          {
            path: 'projects/:id',
            ...page(async () => ({ Component: (await import('@/features/projects')).ProjectPage })),
            children: [
              { index: true, ...page(async () => ({ Component: (await import('./projectParts')).Overview })) },
              { path: 'promotions', ...page(async () => ({ Component: (await import('./projectParts')).Promotions })) },
              { path: 'deployments', ...page(() => import('@/features/deployments/DeploymentsPage')) },
              {
                path: 'deployments/:node',
                ...page(() => import('@/features/deployments/DeploymentPage')),
                children: [
                  { index: true, ...page(() => import('@/features/deployments/HistoryPage')) },
                  { path: 'schedule', ...page(() => import('@/features/schedules/SchedulePage')) },
                  { path: 'runs', ...page(() => import('@/features/schedules/RunsPage')) },
                ],
              },
              { path: 'deploy', ...page(() => import('@/features/deployments/DeployPage')) },
              { path: 'schedules', ...page(() => import('@/features/schedules/ProjectSchedulesPage')) },
              { path: 'people', ...page(() => import('@/features/people/PeoplePage')) },
              { path: 'about', ...page(() => import('@/features/handover/AboutPage')) },
              { path: 'handover', ...page(() => import('@/features/handover/HandoverPage')) },
              { path: 'audit', ...page(() => import('@/features/audit/AuditPage')) },
            ],
          },
          { path: 'projects/:id/promote', ...promotions('RequestPromotionPage') },
          { path: 'reviews', HydrateFallback: () => null, lazy: () => import('@/features/reviews/ReviewListPage') },
          { path: 'promotions', ...promotions('PromotionListPage') },
          { path: 'promotions/:id', ...promotions('PromotionPage') },
          { path: 'schedules', ...page(() => import('@/features/schedules/SchedulesPage')) },
          {
            path: 'admin',
            ...page(() => import('@/features/operate/AdminPage')),
            children: [
              { index: true, element: <Navigate to="/admin/environments" replace /> },
              { path: 'environments', ...page(() => import('@/features/operate/EnvironmentsPage')) },
              { path: 'users', ...page(() => import('@/features/operate/UsersPage')) },
              { path: 'properties', ...page(() => import('@/features/operate/PropertiesPage')) },
              { path: 'channels', ...page(() => import('@/features/operate/ChannelsPage')) },
              { path: 'schedules', ...page(() => import('@/features/operate/AdminSchedulesPage')) },
              { path: 'operations', ...page(() => import('@/features/operate/OperationsPage')) },
              { path: 'backups', ...page(() => import('@/features/operate/BackupsPage')) },
              { path: 'audit', ...page(() => import('@/features/audit/WorkspaceAuditPage')) },
              { path: 'health', ...page(() => import('@/features/operate/HealthPage')) },
            ],
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
  // Takes the whole window, and its code comes only when it is opened.
  {
    path: 'projects/:id/flow',
    errorElement: <PageFault />,
    HydrateFallback: () => null,
    lazy: () => import('@/features/workbench/WorkbenchPage'),
    // While its code comes, what it shows is asked for.
    loader: ({ params: { id = '' } }) => {
      beginWorkbench(client, id)
      return null
    },
    shouldRevalidate: ({ currentParams, nextParams }) => currentParams['id'] !== nextParams['id'],
  },
    ],
  },
])
