import { expect, it } from 'vitest'
import { matches } from './search'

const project = { name: 'Flight punctuality', description: 'Delays by airport', environment: 'production', owner: 'it@example.com', tags: ['flights'] }

it.each([
  ['', true],
  ['  ', true],
  ['FLIGHT', true],
  ['flight production', true],
  ['airport it@', true],
  ['flights', true],
  ['flight development', false],
  ['punctuality production zebra', false],
])('finds %j: %s', (text, found) => expect(matches(project, text)).toBe(found))
