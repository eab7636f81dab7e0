import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { flowOf, isPhone, openSmall, pane } from '../workbench.js'

test('sources are exchanged and removed as shown before; the history tells it and brings it back', async ({ page }) => {
  await signIn(page, people.analyst)
  const project = await openSmall(page)
  const { flow, version } = await flowOf(page, project.id)
  const spare = { id: 'spare', kind: 'source', table: { database: 'RAW_DEV', schema: 'US_FLIGHTS', name: 'FLIGHTS' } }
  expect((await page.request.put(`/api/projects/${project.id}/flow`, { data: { ...flow, nodes: [...flow.nodes, spare] }, headers: { 'If-Match': version } })).status()).toBe(200)

  // What nothing needs is listed, then removed.
  await page.goto(`/projects/${project.id}/flow?ask=unused`)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('list', { name: 'Unused sources' })).toContainText('spare')
  await look(page, 'unused')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Remove 1 source' }).click()
  await expect(dialog).toHaveCount(0)
  await expect.poll(async () => (await flowOf(page, project.id)).flow.nodes.length).toBe(3)

  // Another table lacks what is used: nothing is exchanged until it is said what stands for it.
  await page.goto(`/projects/${project.id}/flow?node=airports&ask=exchange`)
  await dialog.getByRole('combobox', { name: 'Database' }).selectOption('RAW_DEV')
  await dialog.getByRole('combobox', { name: 'Table' }).selectOption('FLIGHTS')
  const effect = dialog.getByRole('region', { name: 'What would happen' })
  await expect(effect).toContainText('Nothing can be exchanged like this.')
  await expect(effect).toContainText('used by by_state')
  const exchange = dialog.getByRole('button', { name: /^Exchange/ }).last()
  await expect(exchange).toBeDisabled()
  await look(page, 'exchange-refused')
  await expectAccessible(page)
  await dialog.getByRole('combobox', { name: 'Column that stands for STATE' }).selectOption('ORIGIN')
  await expect(effect).toContainText('1 source can be exchanged')
  await look(page, 'exchange')
  await expectFits(page)
  await dialog.getByRole('button', { name: 'Exchange 1 source' }).click()
  await expect(dialog).toHaveCount(0)
  await expect.poll(async () => JSON.stringify((await flowOf(page, project.id)).flow)).toContain('"as":"STATE"')
  // The page follows without being loaded anew.
  await pane(page, 'Details')
  await expect(page.getByRole('textbox', { name: 'Table', exact: true })).toHaveValue('FLIGHTS')

  await page.getByRole('tab', { name: 'History' }).click()
  const revisions = page.getByRole('list', { name: 'Revisions, newest first' })
  await expect(revisions.getByRole('listitem').first()).toContainText('Exchanged')
  await expect(revisions.getByRole('listitem').first()).toContainText(people.analyst)
  await look(page, 'history')
  await expectAccessible(page)
  await revisions.getByRole('button', { name: /^What revision \d+ changed$/ }).first().click()
  await expect(dialog.getByRole('list', { name: 'Changes' })).toContainText('FLIGHTS')
  await expect(dialog.getByRole('group', { name: /^What differs between revision/ }).getByText('Changed').first()).toBeVisible()
  await look(page, 'compare')
  await expectAccessible(page)
  expect(page.url()).toContain('compare=')
  // Sent to somebody, the address alone opens it, whatever else they look at.
  const compared = new URL(page.url()).searchParams.get('compare') ?? ''
  await page.goto(`/projects/${project.id}/flow?compare=${compared}`)
  await expect(dialog.getByRole('list', { name: 'Changes' })).toContainText('FLIGHTS')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await pane(page, 'Details')
  await page.getByRole('tab', { name: 'History' }).click()
  await revisions.getByRole('button', { name: /^Restore revision/ }).first().click()
  await expect(dialog.getByRole('list', { name: 'Changes' })).toContainText('AIRPORTS')
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect(dialog).toHaveCount(0)
  await expect.poll(async () => JSON.stringify((await flowOf(page, project.id)).flow)).not.toContain('"as":"STATE"')

  // A clone says what it will have.
  await page.goto(`/projects/${project.id}/flow?ask=clone`)
  const will = dialog.getByRole('group', { name: 'What the clone will have' })
  await expect(will).toContainText('1 source')
  await expect(will).toContainText('1 deployment and its schedules')
  await dialog.getByRole('checkbox', { name: /^Keep the deployments/ }).check()
  await expect(will).toContainText('1 deployment, without a target')
  await look(page, 'clone')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Clone', exact: true }).click()
  await page.waitForURL((url) => url.pathname.endsWith('/flow') && !url.pathname.includes(project.id))
  await expect(page.getByRole('button', { name: `Project ${project.name} (copy): switch` })).toBeVisible()
  if (!isPhone(page)) await expect(page.locator('.react-flow__node').first()).toBeVisible()
})
