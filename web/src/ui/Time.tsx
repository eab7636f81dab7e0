import { absolute, relative } from '@/lib/time'

/** A time in words, with the exact one on hover and for machines. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={absolute(at)}>
      {relative(at)}
    </time>
  )
}
