import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { otherPerson } from '../projects.js'
import { flowOf, isPhone, openSmall, outline, pane } from '../workbench.js'

test('a review: asked for, found by the reviewer, commented, changes requested, a finding mended, outdated', async ({ page, browser }) => {
  await signIn(page, people.analyst)
  const project = await openSmall(page)
  const { flow, version } = await flowOf(page, project.id)
  const idle = { id: 'idle', kind: 'filter', input: 'airports', where: 'TRUE' }
  expect((await page.request.put(`/api/projects/${project.id}/flow`, { data: { ...flow, nodes: [...flow.nodes, idle] }, headers: { 'If-Match': version } })).status()).toBe(200)

  await page.goto(`/projects/${project.id}/flow?ask=request-review`)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('checkbox', { name: people.reviewer })).toBeChecked()
  await dialog.getByLabel('What should they look at?').fill('Is the count right?')
  await look(page, 'request-review')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Request' }).click()
  await pane(page, 'Details')
  const review = page.getByRole('region', { name: 'Review', exact: true }).last()
  await expect(review).toContainText('Waits for review')

  // The reviewer finds it, speaks of a node, and says what has to change.
  const reviewer = await otherPerson(browser, people.reviewer)
  if (isPhone(page)) await reviewer.setViewportSize({ width: 390, height: 844 })
  await reviewer.goto('/reviews')
  const waiting = reviewer.getByRole('table', { name: 'Reviews that wait for me' })
  await expect(waiting).toContainText('Is the count right?')
  await look(reviewer, 'reviews')
  await expectAccessible(reviewer)
  await expectFits(reviewer)
  await waiting.getByRole('link', { name: project.name }).click()
  await (await outline(reviewer)).getByRole('option', { name: /^Aggregate by_state/ }).click()
  await pane(reviewer, 'Details')
  const comment = reviewer.getByRole('textbox', { name: 'Comment on “by_state”' })
  await comment.pressSequentially('Are closed airports in it? @ana')
  await reviewer.getByRole('button', { name: `@${people.analyst}` }).click()
  await reviewer.getByRole('button', { name: 'Comment', exact: true }).click()
  const threads = reviewer.getByRole('list', { name: 'Threads' })
  await expect(threads).toContainText('Are closed airports in it?')
  await reviewer.getByRole('textbox', { name: 'Summary' }).fill('One node leads nowhere.')
  await look(reviewer, 'review')
  await expectAccessible(reviewer)
  await reviewer.getByRole('button', { name: 'Request changes' }).click()
  await expect(reviewer.getByText('Changes requested', { exact: true })).toBeVisible()
  // Who may not edit is not offered to mend.
  await expect(reviewer.getByRole('region', { name: 'Findings' })).toContainText('unused-node')
  await expect(reviewer.getByRole('button', { name: /^Removes the node/ })).toHaveCount(0)
  await reviewer.context().close()

  // The analyst answers, settles, and mends with one click: the canvas follows.
  await page.goto(`/projects/${project.id}/flow?side=review&pane=details&view=outline`)
  await expect(page.getByRole('tab', { name: 'Review (1)' })).toBeVisible()
  const thread = page.getByRole('list', { name: 'Threads' }).getByRole('listitem').first()
  await thread.getByRole('button', { name: 'Answer' }).click()
  await thread.getByRole('textbox', { name: `Answer to ${people.reviewer}` }).fill('No, they are not.')
  await thread.getByRole('button', { name: 'Answer' }).click()
  await expect(thread).toContainText('No, they are not.')
  await thread.getByRole('button', { name: 'Settle' }).click()
  await expect(page.getByRole('tab', { name: 'Review', exact: true })).toBeVisible()
  await page.getByRole('button', { name: /^Removes the node.*idle/ }).click()
  await expect.poll(async () => (await flowOf(page, project.id)).flow.nodes.length).toBe(3)
  await expect(page.getByText('Outdated', { exact: true })).toBeVisible()
  await expect(page.getByText('One node leads nowhere.')).toBeVisible()
  await look(page, 'review-outdated')
  await expectAccessible(page)
  await expectFits(page)
  await expect((await outline(page)).getByRole('option')).toHaveCount(3)
})
