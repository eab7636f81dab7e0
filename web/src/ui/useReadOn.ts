import { useEffect } from 'react'

interface Pages {
  data: unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isError: boolean
  fetchNextPage: () => Promise<unknown>
}

/** Reads page after page as long as something is wanted that may be on a later one; true once it is on none. */
export function useReadOn({ data, hasNextPage, isFetchingNextPage, isError, fetchNextPage }: Pages, wanted: boolean): boolean {
  const more = wanted && hasNextPage && !isFetchingNextPage && !isError
  useEffect(() => {
    if (more) void fetchNextPage()
  }, [more, fetchNextPage])
  return wanted && data !== undefined && !hasNextPage
}
