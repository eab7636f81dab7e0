import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'

const pageSize = 100

export const useProjects = () =>
  useInfiniteQuery({
    queryKey: ['projects'],
    queryFn: ({ signal, pageParam }) =>
      answered(api.GET('/projects', { params: { query: { limit: pageSize, ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
  })

export const useProject = (id: string) =>
  useQuery({ queryKey: ['project', id], queryFn: ({ signal }) => answered(api.GET('/projects/{id}', { params: { path: { id } }, signal })) })
