import { QueryClient } from '@tanstack/react-query'
import { isPassing } from '@/lib/api/problem'

/** What was read from the server, for all pages. */
export const client = new QueryClient({
  defaultOptions: {
    queries: { retry: (failures, error) => failures < 2 && isPassing(error), staleTime: 5_000 },
    mutations: { retry: false },
  },
})
