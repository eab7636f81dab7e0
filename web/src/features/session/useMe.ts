import { useQuery } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: ({ signal }) => answered(api.GET('/me', { signal })), staleTime: 60_000 })
