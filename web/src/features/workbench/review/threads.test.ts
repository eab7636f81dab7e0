import { expect, it } from 'vitest'
import type { CommentEntry } from '@/lib/api/answers'
import { mentionAt, mentioned, openByNode, pieces, threadsOf } from './threads'

const entry = (id: string, at: string, more: Partial<CommentEntry['comment']> = {}): CommentEntry => ({ eTag: id, comment: { id, revision: 1, text: id, by: 'a@example.com', at, mentions: [], resolved: false, ...more } })

it('puts answers under what they answer, and the thread first where somebody spoke last', () => {
  const threads = threadsOf([entry('c', '5', { parent: 'a' }), entry('b', '3'), entry('d', '4', { parent: 'a' }), entry('a', '1')])
  expect(threads.map(({ first, answers }) => [first.comment.id, answers.map(({ comment }) => comment.id)])).toEqual([['a', ['d', 'c']], ['b', []]])
})

it('counts the open threads of a node, not their answers', () => {
  const found = openByNode([entry('a', '1', { node: 'n' }), entry('b', '2', { node: 'n', parent: 'a' }), entry('c', '3', { node: 'n', resolved: true }), entry('d', '4')])
  expect([...found]).toEqual([['n', 1]])
})

it.each([
  ['ask @rev', 8, 'rev'],
  ['ask @', 5, ''],
  ['a@b.c', 5, 'b.c'],
  ['ask @rev now', 12, undefined],
])('in “%s” at %d a mention “%s” is being written', (text, place, found) => expect(mentionAt(text, place)).toBe(found))

it('completes a mention in its place', () => expect(mentioned('ask @rev please', 8, 'reviewer@example.com')).toEqual({ text: 'ask @reviewer@example.com  please', place: 26 }))

it('marks only who was really mentioned', () => {
  expect(pieces('Hi @a@x.org and @b@x.org!', ['a@x.org'])).toEqual([
    { text: 'Hi ', isMention: false },
    { text: '@a@x.org', isMention: true },
    { text: ' and ', isMention: false },
    { text: '@b@x.org', isMention: false },
    { text: '!', isMention: false },
  ])
})
