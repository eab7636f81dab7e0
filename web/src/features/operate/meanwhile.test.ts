import { expect, it } from 'vitest'
import { refuseIfChanged } from './meanwhile'

const channel = { name: 'Alerts', events: ['runFailed'], deliveries: 1 }

it('writes over nothing that somebody else has changed', () => {
  expect(() => refuseIfChanged(channel, { ...channel, events: ['runFailed', 'driftFound'] }, ['name', 'events'])).toThrow('Somebody else')
})

it('lets through what is as it was where the form looks', () => {
  expect(() => refuseIfChanged(channel, { ...channel, events: ['runFailed'], deliveries: 2 }, ['name', 'events'])).not.toThrow()
})
