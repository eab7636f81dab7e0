import { expect, it } from 'vitest'
import { matching, together } from './context'

const command = (label: string, kind = 'Command') => ({ id: label, label, kind, run: () => undefined })
const labels = (text: string, most?: number) => matching([command('Go to delays', 'Node'), command('Delete'), command('Undo')], text, most).map(({ label }) => label)

it('has all without a text', () => expect(labels('')).toEqual(['Go to delays', 'Delete', 'Undo']))
it('puts first what begins so', () => expect(labels('del')).toEqual(['Delete', 'Go to delays']))
it('takes every word, the kind too', () => expect(labels('node delays')).toEqual(['Go to delays']))
it('has no more than asked for', () => expect(labels('', 1)).toHaveLength(1))
it('puts what was found elsewhere last, and nothing twice', () =>
  expect(together([command('Delete'), command('Undo')], [command('Undo'), command('Delays')]).map(({ label }) => label)).toEqual(['Delete', 'Undo', 'Delays']))
