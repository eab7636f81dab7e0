import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { RouterProvider } from 'react-router/dom'
import { isPassing } from '@/lib/api/problem'
import { router } from './router'

const client = new QueryClient({
  defaultOptions: {
    queries: { retry: (failures, error) => failures < 2 && isPassing(error), staleTime: 5_000 },
    mutations: { retry: false },
  },
})

const dark = window.matchMedia('(prefers-color-scheme: dark)')

const useDark = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      dark.addEventListener('change', changed)
      return () => dark.removeEventListener('change', changed)
    },
    () => dark.matches,
  )

export function App() {
  return (
    <FluentProvider theme={useDark() ? webDarkTheme : webLightTheme}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </FluentProvider>
  )
}
