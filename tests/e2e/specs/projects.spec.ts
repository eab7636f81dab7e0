import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { people, signIn } from '../people.js'

test.beforeEach(({ page }) => signIn(page, people.analyst))

test('the analyst finds the sample project', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible()
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Flight punctuality', exact: true }) }).filter({ hasText: 'Development' }).first()
  await expect(row).toContainText(people.analyst)
  await expectAccessible(page)
  await expectFits(page)
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('punctuality development')
  await expect(row).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('no such project')
  await expect(page.getByText('No project has “no such project”')).toBeVisible()
})

test('a project that does not exist says so, with what to do', async ({ page }) => {
  await page.goto('/projects/00000000-none')
  await expect(page.getByRole('alert')).toContainText('Code:')
  await expectAccessible(page)
})

test('an address that does not exist leads back', async ({ page }) => {
  await page.goto('/nowhere')
  await page.getByRole('link', { name: 'your projects' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible()
})
