import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { QueryClientProvider } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { RouterProvider } from 'react-router/dom'
import { client } from './client'
import { router } from './router'

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
