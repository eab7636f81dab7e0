import { expect, test } from '@playwright/test'
import { people, signIn } from '../people.js'
import { otherPerson, replace, smallProject } from '../projects.js'
import { flowOf, isPhone } from '../workbench.js'

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
