import { expect, it } from 'vitest'
import { cloneEffect, copyName, exchangedIn, longestName } from './clone'

const parts = { sources: 2, transformations: 1, deployments: 3, groups: 2, groupsOfDeployments: 1, explorations: 1 }
const project = { collaborators: [], tags: ['a'], properties: {} }

it('leaves deployments, their groups and what was saved with the original', () => {
  const { comes, stays } = cloneEffect(parts, project, false)
  expect(comes).toEqual(['2 sources', '1 transformation', '1 group'])
  expect(stays).toEqual(['3 deployments and their schedules', '1 group of deployments alone', '1 saved exploration', 'Description, tags and properties', 'History, comments and reviews'])
})

it('takes deployments along if asked, pointing nowhere', () => {
  const { comes, stays } = cloneEffect(parts, project, true)
  expect(comes).toContain('3 deployments, without a target; schedules paused')
  expect(comes).toContain('2 groups')
  expect(stays.join()).not.toContain('deployment')
})

it('takes what the project says about itself along with the deployments', () => {
  expect(cloneEffect(parts, project, true).comes).toContain('Description, tags and properties')
})

it('proposes a name that the server takes', () => {
  expect(copyName('Flights')).toBe('Flights (copy)')
  expect(copyName('x'.repeat(longestName))).toHaveLength(longestName)
})

it('says what another environment exchanges', () => {
  expect(exchangedIn({ sourceMap: [{ from: { database: 'RAW_DEV' }, to: { database: 'RAW' } }] })).toBe('Sources are exchanged as this environment says: RAW_DEV → RAW.')
  expect(exchangedIn(undefined)).toMatch(/stay as they are/)
})
