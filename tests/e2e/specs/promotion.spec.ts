import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { people, signIn } from '../people.js'

test('the analyst plans a promotion and sees what would happen, before anything does', async ({ page }) => {
  await signIn(page, people.analyst)
  await page.goto('/projects?q=punctuality development')
  await page.getByRole('link', { name: 'Flight punctuality', exact: true }).first().click()
  await page.getByRole('button', { name: 'Request promotion to…' }).click()
  await page.getByLabel('Environment').selectOption({ label: 'Production' })
  await page.getByRole('button', { name: /Show the plan/ }).click()
  const plan = page.getByRole('region', { name: 'Plan', exact: true })
  await expect(plan).toContainText('Flight punctuality')
  await expect(plan).toContainText(people.it)
  const sources = page.getByRole('table', { name: 'Exchanged sources' })
  await expect(sources).toContainText('RAW_DEV.US_FLIGHTS.FLIGHTS')
  await expect(sources).toContainText('RAW.US_FLIGHTS.FLIGHTS')
  await expect(page.getByRole('table', { name: 'Deployments' })).toContainText('ANALYTICS.MARTS.')
  await expectAccessible(page)
  await expectFits(page)

  // The address holds the plan: a reload shows the same one.
  const shown = page.url()
  await page.reload()
  await expect(sources).toContainText('RAW.US_FLIGHTS.FLIGHTS')
  expect(page.url()).toBe(shown)

  await page.getByRole('button', { name: /: / }).first().click()
  await expect(page.getByRole('region', { name: /^SQL of/ }).first()).toContainText('SELECT')
})
