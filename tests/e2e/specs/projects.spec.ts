import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { replace, smallProject } from '../projects.js'
import { flowOf } from '../workbench.js'

test.beforeEach(({ page }) => signIn(page, people.analyst))

test('the analyst finds the sample project', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible()
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Flight punctuality', exact: true }) }).filter({ hasText: 'Development' }).first()
  await expectAccessible(page)
  await expectFits(page)
  await look(page, 'projects')
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('punctuality development')
  await expect(row).toContainText(people.analyst)
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('no such project')
  await expect(page.getByText('No project has “no such project”')).toBeVisible()
  await look(page, 'projects-none')
})

test('a project is found by what a node of its flow is called', async ({ page }) => {
  const { id, name } = await smallProject(page.request)
  const { flow } = await flowOf(page, id)
  const title = `States of ${name.toLowerCase()}`
  await replace(page.request, `/api/projects/${id}/flow`, { ...flow, nodes: flow.nodes.map((node) => (node.id === 'by_state' ? { ...node, name: title } : node)) })
  await page.goto('/projects')
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('states of t_')
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
  await expect(row).toContainText(`Found in ${title}`)
  await expectFits(page)
  await row.getByRole('link', { name: title }).click()
  await expect(page).toHaveURL(new RegExp(`/projects/${id}/flow\\?.*node=by_state`))
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

test('a project is cloned, deleted and restored', async ({ page }) => {
  const project = await smallProject(page.request)
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
  await page.goto(`/projects?q=${project.name}`)
  await page.getByRole('button', { name: `What to do with ${project.name}` }).click()
  await page.getByRole('menuitem', { name: 'Clone …' }).click()
  const copy = `${project.name} backup`
  await page.getByRole('dialog').getByLabel('Name').fill(copy)
  await page.getByRole('dialog').getByLabel('Environment').selectOption('Production')
  await expect(page.getByRole('dialog')).toContainText('RAW_DEV → RAW')
  await page.getByRole('dialog').getByRole('checkbox').check()
  await expect(page.getByRole('group', { name: 'What the clone will have' })).toContainText('1 deployment, without a target; schedules paused')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Clone' }).click()
  await page.waitForURL('**/flow')
  await expect(page.getByRole('button', { name: `Project ${copy}: switch` })).toBeVisible()
  await expect(page.getByText('PRODUCTION', { exact: true })).toBeVisible()

  await page.goto(`/projects?q=${project.name}`)
  await page.getByRole('button', { name: `What to do with ${copy}` }).click()
  await page.getByRole('menuitem', { name: 'Delete …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(row(copy)).toHaveCount(0)
  await expect(row(project.name)).toHaveCount(1)

  await page.getByRole('combobox', { name: 'State' }).selectOption('Deleted')
  await row(copy).getByRole('button', { name: 'Restore' }).click()
  await expect(row(copy)).toHaveCount(0)
  await page.getByRole('combobox', { name: 'State' }).selectOption('State: all')
  await expect(row(copy)).toHaveCount(1)
})

test('the list is filtered and ordered, and its address says how', async ({ page }) => {
  const one = await smallProject(page.request)
  const two = await smallProject(page.request)
  await page.goto('/projects?q=T_')
  await expect(page.getByRole('table', { name: 'Projects' })).toContainText(one.name)
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Name')
  await page.getByRole('combobox', { name: 'Environment' }).selectOption('Development')
  await expect.poll(() => page.url()).toContain('sort=name')
  await page.getByRole('searchbox', { name: 'Search projects' }).fill(two.name)
  await expect(page.getByRole('row').filter({ hasText: two.name })).toHaveCount(1)
  await expect(page.getByRole('row').filter({ hasText: one.name })).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('row').filter({ hasText: two.name })).toHaveCount(1)
  await page.getByRole('combobox', { name: 'State' }).selectOption('Locked')
  await expect(page.getByText(/^No project has/)).toBeVisible()
  await page.getByRole('button', { name: 'Show all projects' }).click()
  await expect.poll(() => new URL(page.url()).search).toBe('')
})
