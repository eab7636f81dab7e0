import { queryOptions, useQuery } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => answered(api.GET('/me', { signal })), staleTime: 60_000 })

export const useMe = () => useQuery(meQuery)
