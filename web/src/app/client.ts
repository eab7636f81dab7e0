import { QueryClient } from '@tanstack/react-query'
import { isPassing } from '@/lib/api/problem'

/** What was read from the server, for all pages. */
export const client = new QueryClient({
  defaultOptions: {
    // The host may be on this machine, and a browser without the internet would not even ask it: what cannot be reached is said, not waited for.
    queries: { networkMode: 'always', retry: (failures, error) => failures < 2 && isPassing(error), staleTime: 5_000 },
    mutations: { networkMode: 'always', retry: false },
  },
})
