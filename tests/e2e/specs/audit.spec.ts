import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { otherPerson, smallProject } from '../projects.js'

test('what administrators change for all is read, filtered and taken along', async ({ page, browser }) => {
  await signIn(page, people.admin)
  const email = `audit-${Date.now().toString(36)}@example.com`
  const added = await page.request.post('/api/users', { data: { email, name: 'Audited Person', role: 'member' } })
  expect(added.status(), await added.text()).toBe(201)

  await page.goto('/admin')
  await page.getByRole('navigation', { name: 'Parts of the administration' }).getByRole('link', { name: 'Audit' }).click()
  const entries = page.getByRole('list', { name: 'Audit entries' }).getByRole('listitem')
  const mine = entries.filter({ hasText: email })
  await expect(mine).toHaveCount(1)
  await mine.getByRole('button', { name: /^Details of entry/ }).click()
  await expect(mine).toContainText('Audited Person')
  await look(page, 'workspace-audit')
  await expectAccessible(page)
  await expectFits(page)

  // The entry leads to whom it speaks of.
  await mine.getByRole('link', { name: email }).click()
  await expect(page.getByRole('dialog', { name: `Change ${email}` })).toBeVisible()
  await page.goBack()

  // The address holds the filter, and the file has the same.
  await page.getByRole('textbox', { name: 'Who' }).fill(people.analyst)
  await page.getByRole('textbox', { name: 'Who' }).press('Enter')
  await expect(page.getByText('Nothing here is like that')).toBeVisible()
  await expect(page).toHaveURL(/user=analyst/)
  await page.reload()
  await expect(page.getByText('Nothing here is like that')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(mine).toHaveCount(1)
  await page.getByLabel('To', { exact: true }).fill('2001-01-01')
  await expect(page.getByText('Nothing here is like that')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  const csv = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV' }).click()
  expect((await csv).suggestedFilename()).toMatch(/\.csv$/)

  // Administrators alone are offered it.
  const analyst = await otherPerson(browser, people.analyst)
  await analyst.goto('/admin/audit')
  await expect(analyst.getByText('This part is the administrators’.')).toBeVisible()
  await analyst.context().close()
})

test('an entry leads to what it speaks of', async ({ page }) => {
  await signIn(page, people.analyst)
  const project = await smallProject(page.request)
  await page.goto(`/projects/${project.id}/audit`)
  const entries = page.getByRole('list', { name: 'Audit entries' }).getByRole('listitem')
  await entries.filter({ hasText: 'Flow saved' }).getByRole('link', { name: 'What changed' }).click()
  await expect(page.getByRole('dialog').getByRole('list', { name: 'Changes' })).toContainText('AIRPORTS')
})

test('the audit is filtered by what was done', async ({ page }) => {
  await signIn(page, people.analyst)
  const project = await smallProject(page.request)
  await page.goto(`/projects/${project.id}/audit`)
  const entries = page.getByRole('list', { name: 'Audit entries' }).getByRole('listitem')
  await expect(entries.filter({ hasText: 'Flow saved' })).toHaveCount(1)
  await expect(entries.filter({ hasText: 'Project created' })).toHaveCount(1)
  await page.getByRole('combobox', { name: 'What' }).selectOption('Collaborators changed')
  await expect(page).toHaveURL(/action=collaborators-changed/)
  await expect(entries).toHaveCount(1)
  await expect(page.getByRole('link', { name: 'CSV' })).toHaveAttribute('href', /action=collaborators-changed/)
  await page.getByRole('combobox', { name: 'What' }).selectOption('Promotion applied')
  await expect(page.getByText('Nothing here is like that')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(entries).toHaveCount(3)
})
