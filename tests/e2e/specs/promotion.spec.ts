import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { otherPerson, smallProject, type SmallProject } from '../projects.js'

async function plan(page: Page, project: SmallProject): Promise<void> {
  await page.goto(`/projects/${project.id}`)
  await page.getByRole('button', { name: 'Request promotion to…' }).click()
  await page.getByLabel('Environment').selectOption({ label: 'Production' })
  await page.getByRole('button', { name: 'Show the plan' }).click()
  await expect(page.getByRole('region', { name: 'Plan', exact: true })).toBeVisible()
}

async function request(page: Page, project: SmallProject, comment = ''): Promise<void> {
  await plan(page, project)
  await page.getByLabel('Comment').fill(comment)
  await page.getByRole('button', { name: 'Request this promotion' }).click()
  await page.waitForURL('**/promotions/*')
  await expect(page.getByText('Waiting for approval')).toBeVisible()
}

test('the analyst plans a promotion and sees what would happen, before anything does', async ({ page }) => {
  await signIn(page, people.analyst)
  const project = await smallProject(page.request)
  await plan(page, project)
  const facts = page.getByRole('region', { name: 'Plan', exact: true })
  await expect(facts).toContainText(project.name)
  await expect(facts).toContainText(people.it)
  await expect(facts).toContainText(`${people.reviewer} (reviewer)`)
  const sources = page.getByRole('table', { name: 'Exchanged sources' })
  await expect(sources).toContainText('RAW_DEV.US_FLIGHTS.AIRPORTS')
  await expect(sources).toContainText('RAW.US_FLIGHTS.AIRPORTS')
  await expect(sources).toContainText('The same columns and types')
  const deployments = page.getByRole('table', { name: 'Deployments' })
  await expect(deployments).toContainText(`ANALYTICS.MARTS.${project.name}`)
  await expect(deployments).toContainText('2 columns: STATE, AIRPORTS')
  await expect(page.getByRole('table', { name: 'Nodes that differ' })).toContainText('Aggregate')
  const picture = page.getByRole('group', { name: /^Revision \d+ of .*, and how it differs from/ })
  await expect(picture.getByText('Added').first()).toBeVisible()
  await picture.scrollIntoViewIfNeeded()
  await look(page, 'plan-picture')
  await expect(page.getByRole('region', { name: 'Policies' })).toContainText('must approve this plan')
  await expectAccessible(page)
  await expectFits(page)

  // The address holds the plan: a reload shows the same one.
  const shown = page.url()
  await page.reload()
  await expect(sources).toContainText('RAW.US_FLIGHTS.AIRPORTS')
  expect(page.url()).toBe(shown)

  await page.getByRole('button', { name: /^Build tables and views/ }).click()
  await expect(page.getByRole('region', { name: /^SQL 1 of stage/ })).toContainText('CREATE OR REPLACE TABLE')
  await expect(page.getByRole('button', { name: /^Copy SQL 1 of stage/ })).toBeVisible()
  await expectFits(page)
})

test('requested by the analyst, approved by the reviewer, applied, rolled back by IT', async ({ page, browser }) => {
  test.slow()
  await signIn(page, people.analyst)
  const project = await smallProject(page.request)
  await request(page, project, 'Ready for production')
  await expect(page.getByText('You requested this, so somebody else has to approve it.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve this plan' })).toHaveCount(0)
  await expectAccessible(page)
  await expectFits(page)
  await look(page, 'promotion-requested')

  const reviewer = await otherPerson(browser, people.reviewer)
  await reviewer.goto(page.url())
  await expect(reviewer.getByText('Ready for production')).toBeVisible()
  await reviewer.getByLabel('Comment').fill('Looks right')
  const approved = reviewer.waitForResponse((answer) => answer.url().endsWith('/approve'))
  await reviewer.getByRole('button', { name: 'Approve this plan' }).click()
  expect((await approved).ok()).toBe(true)

  // Whoever asked for it and looks on sees it too, and the status never says something else than the steps.
  const watched = page.getByRole('region', { name: 'Steps' })
  await expect(watched.getByRole('listitem').first()).toContainText('Done')
  await expect(page.getByText('Waiting for approval')).toHaveCount(0, { timeout: 5_000 })

  // The progress is the server's: a page loaded anew shows it to its end.
  const steps = reviewer.getByRole('region', { name: 'Steps' })
  await expect(steps.getByRole('listitem')).toHaveCount(10)
  await reviewer.reload()
  await expect(steps.getByRole('listitem').filter({ hasText: 'Put everything in place' })).toContainText('Done')
  await expect(steps).toContainText('2 data tests passed.')
  await expect(reviewer.getByText('Applied', { exact: true }).first()).toBeVisible()
  await expect(steps.getByRole('listitem').getByText('Done', { exact: true })).toHaveCount(10)
  await expect(reviewer.getByRole('region', { name: 'Approval' })).toContainText('Looks right')
  await expect(reviewer.getByRole('region', { name: 'Result' })).toContainText('out_table: ')
  await expectAccessible(reviewer)
  await look(reviewer, 'promotion-applied')

  // Whoever may not take it back is not offered it, and a link to it tells why.
  await expect(reviewer.getByRole('button', { name: 'Roll back …' })).toHaveCount(0)
  await reviewer.goto(`${page.url()}?ask=rollback`)
  await expect(reviewer.getByRole('dialog')).toContainText(people.it)
  await expect(reviewer.getByRole('dialog')).toContainText('Code: project-right-missing')
  await expect(reviewer.getByRole('dialog').getByRole('button', { name: 'Roll back' })).toBeDisabled()
  await expectAccessible(reviewer)
  await reviewer.context().close()

  const it = await otherPerson(browser, people.it)
  await it.goto(page.url())
  const download = it.waitForEvent('download')
  await it.getByRole('link', { name: 'Download the handover pack' }).click()
  expect((await download).suggestedFilename()).toMatch(/^handover-.*\.zip$/)

  await it.getByRole('button', { name: 'Roll back …' }).click()
  const dialog = it.getByRole('dialog')
  await expect(dialog).toContainText(`ANALYTICS.MARTS.${project.name}`)
  await expect(dialog).toContainText('ALTER TABLE')
  await look(it, 'roll-back')
  await dialog.getByRole('button', { name: 'Roll back', exact: true }).click()
  await expect(it.getByText('Rolled back', { exact: true }).first()).toBeVisible()
  const undone = it.getByRole('region', { name: 'Steps of the roll back' }).getByRole('listitem')
  await expect(undone.getByText('Done', { exact: true })).toHaveCount(5)
  await expect(it.getByRole('region', { name: 'Steps of the promotion' }).getByRole('listitem')).toHaveCount(10)
  await look(it, 'rolled-back')
  await expectAccessible(it)
  await it.context().close()

  // The project's own page tells it too.
  await page.goto(`/projects/${project.id}`)
  await expect(page.getByRole('table', { name: 'Promotions' })).toContainText('Rolled back')
})

test('the reviewer rejects, and has to say why', async ({ page, browser }) => {
  await signIn(page, people.analyst)
  const project = await smallProject(page.request)
  await request(page, project)
  const reviewer = await otherPerson(browser, people.reviewer)
  await reviewer.goto(page.url())
  await reviewer.getByRole('button', { name: 'Reject' }).click()
  await expect(reviewer.getByText('Say why, so that it can be corrected.')).toBeVisible()
  await reviewer.getByLabel('Comment').fill('The states need names.')
  await reviewer.getByRole('button', { name: 'Reject' }).click()
  await expect(reviewer.getByText('Rejected', { exact: true }).first()).toBeVisible()
  await reviewer.context().close()
  await expect(page.getByRole('region', { name: 'Approval' })).toContainText('The states need names.')
  await page.goto('/promotions?status=rejected')
  await expect(page.getByRole('table', { name: 'Promotions' })).not.toContainText('Applied')
  await page.getByRole('link', { name: project.name }).click()
  await page.getByRole('button', { name: 'Plan it again' }).click()
  await expect(page.getByLabel('Environment')).toHaveValue('production')
})

test('the analyst cancels a request; who decides too late is told with the code', async ({ page, browser }) => {
  await signIn(page, people.analyst)
  await request(page, await smallProject(page.request))
  const reviewer = await otherPerson(browser, people.reviewer)
  await reviewer.goto(page.url())
  const approve = reviewer.getByRole('button', { name: 'Approve this plan' })
  await expect(approve).toBeVisible()
  // What the reviewer sees stays as it was, though their page asks every second.
  const address = `/api${new URL(page.url()).pathname}`
  const before: unknown = await (await reviewer.request.get(address)).json()
  await reviewer.route(`**${address}`, (route) => route.fulfill({ json: before }))
  await page.getByRole('button', { name: 'Cancel the promotion' }).click()
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible()
  await approve.click()
  await expect(reviewer.getByRole('region', { name: 'Approval' }).getByRole('alert')).toContainText('Code: promotion-not-waiting')
  await reviewer.context().close()
})

test('a plan that has gone stale is refused with its code', async ({ page }) => {
  await signIn(page, people.analyst)
  const project = await smallProject(page.request)
  await plan(page, project)
  const path = `/api/projects/${project.id}/flow`
  const before = await page.request.get(path)
  const flow = (await before.json()) as { nodes: { id: string; name?: string }[] }
  const nodes = flow.nodes.map((node) => (node.id === 'by_state' ? { ...node, name: 'By state' } : node))
  const saved = await page.request.put(path, { data: { ...flow, nodes }, headers: { 'If-Match': before.headers()['etag'] ?? '' } })
  expect(saved.status(), await saved.text()).toBe(200)
  await page.getByRole('button', { name: 'Request this promotion' }).click()
  await expect(page.getByRole('alert')).toContainText('Code: plan-stale')
  await expectAccessible(page)
})

test('an administrator sets policies aside, with a reason that everybody sees', async ({ page, browser }) => {
  await signIn(page, people.analyst)
  const project = await smallProject(page.request)
  const administrator = await otherPerson(browser, people.admin)
  await administrator.setViewportSize(page.viewportSize() ?? { width: 1440, height: 900 })
  const production = (await (await administrator.request.get('/api/environments/production')).json()) as { policies: object }
  const strict = `strict${Date.now()}`
  const made = await administrator.request.post('/api/environments', { data: { ...production, id: strict, name: strict, production: false, policies: { ...production.policies, tags: 'block' } } })
  expect(made.status(), await made.text()).toBe(201)

  await administrator.goto(`/projects/${project.id}/promote?environment=${strict}`)
  await administrator.getByRole('button', { name: 'Show the plan' }).click()
  const reason = administrator.getByLabel('Reason for setting these policies aside')
  await expect(reason).toBeVisible()
  await administrator.getByRole('button', { name: 'Request this promotion' }).click()
  await expect(administrator.getByRole('alert')).toContainText(/tag/i)
  await expectAccessible(administrator)
  await reason.fill('The tags come next week.')
  await look(administrator, 'set-aside-request')
  await administrator.getByRole('button', { name: 'Request this promotion' }).click()
  await administrator.waitForURL('**/promotions/*')
  const approval = administrator.getByRole('region', { name: 'Approval' })
  await expect(approval).toContainText('The tags come next week.')
  await expect(administrator.getByRole('region', { name: 'Policies' })).toContainText('Set aside')

  await approval.getByRole('button', { name: 'Set policies aside …' }).click()
  await administrator.reload()
  const dialog = administrator.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /approve/ }).check()
  await dialog.getByLabel('Reason').fill('Nobody else is here, and it is urgent.')
  await expectAccessible(administrator)
  await look(administrator, 'set-aside')
  await dialog.getByRole('button', { name: 'Set aside', exact: true }).click()
  await expect(approval).toContainText('Nobody else is here')
  await expect(administrator.getByText('The plan is in place in its target.')).toBeVisible()
  await administrator.context().close()
})
