import { Navigate, createBrowserRouter } from 'react-router'
import { ProjectListPage, ProjectPage } from '@/features/projects'
import { ProjectPromotions, PromotionListPage, PromotionPage, RequestPromotionPage } from '@/features/promotions'
import { NotFoundPage } from './NotFoundPage'
import { Frame } from './Frame'
import { PageFault } from './PageFault'
import { Shell } from './Shell'

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
          { path: 'projects/:id', element: <ProjectPage below={(project) => <ProjectPromotions project={project.id} />} /> },
          { path: 'projects/:id/promote', element: <RequestPromotionPage /> },
          { path: 'reviews', HydrateFallback: () => null, lazy: () => import('@/features/reviews/ReviewListPage') },
          { path: 'promotions', element: <PromotionListPage /> },
          { path: 'promotions/:id', element: <PromotionPage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
  // Takes the whole window, and its code comes only when it is opened.
  { path: 'projects/:id/flow', errorElement: <PageFault />, HydrateFallback: () => null, lazy: () => import('@/features/workbench/WorkbenchPage') },
    ],
  },
])
