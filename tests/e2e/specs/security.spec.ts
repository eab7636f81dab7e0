import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { people, signIn } from '../people.js'
import { otherPerson, replace, smallProject } from '../projects.js'
import { flowOf, isPhone, saved } from '../workbench.js'

const script = '<img src=x onerror="window.hit=1"><script>window.hit=2</script>"\'><svg onload="window.hit=3">'

test('markup in what people write is shown as they wrote it, and does nothing', async ({ page, browser }) => {
  test.skip(isPhone(page), 'The same on every screen.')
  await signIn(page, people.analyst)
  const project = await smallProject(page.request)
  const api = `/api/projects/${project.id}`
  const named = await page.request.patch(api, { data: { name: script }, headers: { 'If-Match': (await page.request.get(api)).headers()['etag'] ?? '' } })
  expect(named.status(), await named.text()).toBe(200)
  await replace(page.request, `${api}/annotation`, { description: `${script}\n[a link](javascript:window.hit=4)`, tags: ['<b>tag</b>'], properties: {} })
  const { flow } = await flowOf(page, project.id)
  await replace(page.request, `${api}/flow`, { ...flow, nodes: flow.nodes.map((node) => ({ ...node, name: script, description: script })) })
  expect((await page.request.post(`${api}/comments`, { data: { text: script, node: 'by_state' } })).status()).toBe(201)
  expect((await page.request.post(`${api}/reviews`, { data: { reviewers: [people.reviewer], message: script } })).status()).toBe(201)

  const reader = await otherPerson(browser, people.reviewer)
  reader.on('dialog', (dialog) => void dialog.dismiss())
  const own = `/projects/${project.id}`
  for (const [address, seen] of [
    ['/projects', script],
    [own, script],
    [`${own}/flow?node=by_state`, script],
    [`${own}/deployments`, script],
    [`${own}/handover`, script],
    [`${own}/audit`, undefined],
    ['/reviews', script],
  ] as const) {
    await reader.goto(address)
    if (seen !== undefined) await expect(reader.getByText(seen).first(), address).toBeAttached()
    await reader.waitForLoadState('networkidle')
    expect(await reader.evaluate(() => 'hit' in window), address).toBe(false)
    // In a frame of documentation, too.
    for (const frame of reader.frames()) expect(await frame.evaluate(() => 'hit' in window).catch(() => false), frame.url()).toBe(false)
  }
  await reader.context().close()
})

/** Hears what the browser refuses on any page of a context, and what any page says went wrong; by address. */
async function listen(context: BrowserContext): Promise<string[]> {
  const heard: string[] = []
  await context.exposeBinding('heardViolation', ({ page }, words: string) => void heard.push(`${page.url()}: ${words}`))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      void (window as unknown as { heardViolation: (words: string) => Promise<void> }).heardViolation(`${effectiveDirective} refused ${blockedURI} ${sample}`)
    })
  })
  // In a frame without scripts only the console tells of it.
  // That there is no schedule yet, nobody is signed in or an expression is not whole yet, is an answer.
  context.on('console', (message) => message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && heard.push(`${message.page()?.url() ?? ''}: ${message.text()}`))
  context.on('weberror', (error) => heard.push(`${error.page()?.url() ?? ''}: ${error.error().message}`))
  return heard
}

async function seen(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.getByRole('heading').first(), address).toBeAttached()
  await page.waitForLoadState('networkidle')
}

test('no page asks the browser for something that its content security policy refuses', async ({ context, page }) => {
  test.skip(isPhone(page), 'The same on every screen.')
  test.setTimeout(600_000)
  const heard = await listen(context)
  await page.goto('/projects')
  await expect(page.getByRole('button', { name: /analyst/i }).first()).toBeVisible()
  expect((await page.request.get('/projects')).headers()['content-security-policy']).toContain("script-src 'self'")

  await signIn(page, people.analyst)
  const { id } = await smallProject(page.request)
  const own = `/projects/${id}`
  const none: string[] = []
  await test.step('a deployment and what came of it', async () => {
    await page.goto(`${own}/deploy`)
    await page.getByRole('button', { name: 'Show what would happen' }).click()
    await page.getByRole('button', { name: 'Deploy 1 deployment' }).click()
    await expect(page.getByText('It is in place.')).toBeVisible()
    for (const part of ['', '/deployments', '/deployments/out_table', '/deployments/out_table/schedule', '/deployments/out_table/runs', '/schedules', '/people', '/about', '/promotions', '/audit', '/deploy?ask=settings&about=out_table', '/people?ask=transfer']) await seen(page, own + part)
  })
  await test.step('the lists', async () => {
    for (const address of ['/projects', '/projects?q=airports', '/projects?ask=create', `/projects?ask=clone&about=${id}`, '/reviews', '/promotions', '/schedules', '/nowhere']) await seen(page, address)
  })
  expect(heard).toEqual(none)

  await test.step('the handover and its frame of documentation', async () => {
    await page.goto(`${own}/handover`)
    await page.getByRole('button', { name: 'Read the documentation here' }).click()
    await expect(page.frameLocator('iframe[title="documentation.html"]').getByRole('heading').first()).toBeVisible()
    await page.getByLabel('File').selectOption({ index: 1 })
  })
  expect(heard).toEqual(none)

  await test.step('the workbench: canvas, editor, tabs of the data, charts', async () => {
    await page.goto(`${own}/flow?node=by_state`)
    await expect(page.locator('.react-flow__node')).toHaveCount(3)
    await page.locator('.react-flow__node').first().hover()
    await page.locator('.react-flow__edge').first().click({ force: true })
    await page.getByRole('button', { name: 'Add a node in between' }).click()
    await page.keyboard.press('Escape')
    await page.locator('.react-flow__node[data-id="by_state"]').click()
    const editor = page.getByRole('textbox', { name: 'Expression 1' })
    await editor.click()
    await page.keyboard.press('ControlOrMeta+a')
    // A list of completions with its help, and a mark at what is wrong.
    await editor.pressSequentially('MED')
    await expect(page.getByRole('option', { name: /^MEDIAN/ })).toBeVisible()
    await expect(page.locator('.cm-lintRange-error')).toBeVisible()
    await page.locator('.cm-lintRange-error').hover()
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('COUNT(*)')
    await saved(page)
    const data = page.getByRole('region', { name: 'Data', exact: true })
    for (const tab of ['Columns', 'Profile', 'SQL', 'Explore', 'Preview']) {
      await data.getByRole('tab', { name: tab }).click()
      await page.waitForLoadState('networkidle')
    }
    await expect(page.getByRole('grid')).toContainText('STATE')
    await page.goto(`${own}/flow?node=airports&tab=profile`)
    await expect(page.getByRole('img', { name: /^Histogram of/ }).first()).toBeVisible()
    await data.getByRole('tab', { name: 'Explore' }).click()
    await data.getByRole('combobox', { name: 'Dimension 1' }).selectOption('STATE')
    await data.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(data.getByRole('img', { name: /^Bar chart of/ })).toBeVisible()
    for (const ask of ['?ask=clone', '?ask=exchange', '?ask=unused', '?ask=request-review', '?ask=restore&about=1', '?side=review', '?side=history', '?compare=1-2', '?view=outline']) await seen(page, `${own}/flow${ask}`)
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
  })
  expect(heard).toEqual(none)

  await test.step('a promotion', async () => {
    await page.goto(`${own}/promote?environment=production`)
    await page.getByRole('button', { name: 'Show the plan' }).click()
    await expect(page.getByRole('region', { name: 'Plan', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Request this promotion' }).click()
    await page.waitForURL('**/promotions/*')
    await expect(page.getByText('Waiting for approval')).toBeVisible()
  })
  expect(heard).toEqual(none)

  await test.step('the administration', async () => {
    await signIn(page, people.admin)
    const parts = ['environments', 'users', 'properties', 'channels', 'schedules', 'operations', 'backups', 'health']
    for (const address of [...parts, 'environments?ask=new', 'environments?ask=change&about=production', 'users?ask=new', 'channels?ask=new', 'properties?ask=new']) await seen(page, `/admin/${address}`)
  })
  expect(heard).toEqual(none)

  // Who hears nothing has to be able to hear.
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hit = 1' })))
  await expect.poll(() => heard.join()).toContain('script-src-elem refused inline')
})
