import type { CommentEntry } from '@/lib/api/answers'

export interface Thread {
  first: CommentEntry
  answers: readonly CommentEntry[]
}

/** Comments as threads: those that somebody spoke in last come first, answers in the order of time. */
export function threadsOf(entries: readonly CommentEntry[]): readonly Thread[] {
  const answers = new Map<string, CommentEntry[]>()
  for (const entry of entries) {
    const parent = entry.comment.parent
    if (parent !== undefined) answers.set(parent, [...(answers.get(parent) ?? []), entry])
  }
  const byTime = (a: CommentEntry, b: CommentEntry) => (a.comment.at < b.comment.at ? -1 : 1)
  const lastOf = ({ first, answers: later }: Thread) => later.at(-1)?.comment.at ?? first.comment.at
  return entries
    .filter(({ comment }) => comment.parent === undefined)
    .map((first): Thread => ({ first, answers: (answers.get(first.comment.id) ?? []).sort(byTime) }))
    .sort((a, b) => (lastOf(a) < lastOf(b) ? 1 : -1))
}

/** How many threads on each node are not settled. */
export function openByNode(entries: readonly CommentEntry[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { comment } of entries) if (comment.parent === undefined && comment.node !== undefined && !comment.resolved) found.set(comment.node, (found.get(comment.node) ?? 0) + 1)
  return found
}

const word = /@([\w.+-]*)$/

/** What of an @ somebody is writing at a place of a text; undefined if none. */
export const mentionAt = (text: string, place: number): string | undefined => word.exec(text.slice(0, place))?.[1]

/** The text with the mention completed, and where the cursor is then. */
export function mentioned(text: string, place: number, email: string): { text: string; place: number } {
  const before = text.slice(0, place).replace(word, `@${email} `)
  return { text: before + text.slice(place), place: before.length }
}

/** A text in pieces, those that mention somebody marked. */
export function pieces(text: string, mentions: readonly string[]): readonly { text: string; isMention: boolean }[] {
  const known = new Set(mentions.map((email) => email.toLowerCase()))
  return text
    .split(/(@[\w.+-]+@[\w.-]+\w)/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, isMention: part.startsWith('@') && known.has(part.slice(1).toLowerCase()) }))
}
