import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { deployed, otherPerson, readerOf, replace, smallProject } from '../projects.js'
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

test('what has become of a source’s table is seen, with what it breaks, and taken over', async ({ page, browser }) => {
  test.setTimeout(240_000)
  await signIn(page, people.analyst)
  const writer = await smallProject(page.request)
  await deployed(page.request, writer.id)
  const reader = await readerOf(page.request, writer)
  const address = `/projects/${reader.id}/flow`
  const dialog = page.getByRole('dialog')
  const changed = dialog.getByRole('region', { name: 'What has changed' })

  // Nothing has changed yet. It is reached from the source, and from the project's menu.
  await page.goto(`${address}?node=states&pane=details`)
  await page.getByRole('button', { name: 'What has changed …' }).click()
  await expect(page).toHaveURL(/ask=refresh/)
  await expect(changed).toContainText('Nothing has changed.')
  await look(page, 'refresh-nothing')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: /^Project .*: switch$/ }).click()
  await page.getByRole('menuitem', { name: 'Refresh sources …' }).click()
  await expect(changed).toContainText('Nothing has changed.')
  await page.goBack()
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('refresh sources')
  await page.keyboard.press('Enter')
  await expect(changed).toContainText('Nothing has changed.')

  // The writer renames a column that is used and adds one.
  const { flow } = await flowOf(page, writer.id)
  const measures = [
    { name: 'AIRPORT_COUNT', expression: 'COUNT(*)' },
    { name: 'CITIES', expression: 'COUNT(DISTINCT CITY)' },
  ]
  await replace(page.request, `/api/projects/${writer.id}/flow`, { ...flow, nodes: flow.nodes.map((node) => (node.id === 'by_state' ? { ...node, measures } : node)) })
  await deployed(page.request, writer.id)
  await page.reload()
  await expect(changed).toContainText('Taking this over breaks 1 node.')
  const source = changed.getByRole('group', { name: 'What has changed in States' })
  await expect(source).toContainText('used by Busy states')
  await expect(source).toContainText('CITIES')
  await look(page, 'refresh')
  await expectAccessible(page)
  await expectFits(page)

  // Whoever works under a lock looks, and takes nothing over; whoever reads is told whose it is.
  expect((await page.request.post(`/api/projects/${reader.id}/lock`, { data: { reason: 'Month-end closing' } })).ok()).toBe(true)
  await page.reload()
  await expect(changed).toContainText('You can look, but not take this over.')
  await expect(dialog.getByRole('button', { name: 'Take over' })).toHaveCount(0)
  await look(page, 'refresh-locked')
  const admin = await otherPerson(browser, people.admin)
  expect((await admin.request.post(`/api/projects/${reader.id}/unlock`, { data: { reason: 'Closing is done' } })).ok()).toBe(true)
  await admin.context().close()
  await replace(page.request, `/api/projects/${reader.id}/collaborators`, { collaborators: [{ email: people.reviewer, role: 'reviewer' }] })
  const reviewer = await otherPerson(browser, people.reviewer)
  await reviewer.goto(`${address}?ask=refresh`)
  await expect(reviewer.getByRole('dialog', { name: 'This is not yours to do' })).toContainText('You are a reviewer here')
  await reviewer.context().close()

  await page.reload()
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await expect(dialog).toHaveCount(0)
  const columns = async () => JSON.stringify((await flowOf(page, reader.id)).flow.nodes.find(({ id }) => id === 'states'))
  await expect.poll(columns).toContain('AIRPORT_COUNT')
  await pane(page, 'Flow')
  await expect(page.getByRole('button', { name: /^Problems: .*error/ })).toBeVisible()
  // Undone like an own edit.
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  await expect.poll(columns).not.toContain('AIRPORT_COUNT')

  // A table that is gone: nothing is taken over, and the ways on are said.
  const gone = await page.request.delete(`/api/projects/${writer.id}/deployments/out_table?drop=true`)
  expect(gone.status(), await gone.text()).toBe(202)
  await expect.poll(async () => (await page.request.get(`/api/catalog/ANALYTICS_DEV/MARTS/${writer.name}`)).status(), { timeout: 60_000 }).toBe(404)
  await page.goto(`${address}?ask=refresh`)
  await expect(changed).toContainText('A table was not found as ANALYST_DEV.')
  await look(page, 'refresh-missing')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Exchange States' }).click()
  await expect(page.getByRole('dialog', { name: 'Exchange the source “States”' })).toBeVisible()
})
