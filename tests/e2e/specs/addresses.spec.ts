import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../accessible.js'
import { people, signIn } from '../people.js'
import { smallProject } from '../projects.js'
import { isPhone } from '../workbench.js'

/** The dialog of an address is there for whoever opens it; closed, it is gone from the address too. */
async function holds(page: Page, address: string, title: string | RegExp): Promise<void> {
  await page.goto(address)
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog, address).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog, address).toHaveCount(0)
  await expect.poll(() => new URL(page.url()).searchParams.get('ask'), address).toBeNull()
}

test.beforeEach(({ page }) => test.skip(isPhone(page), 'The same on every screen.'))

test('every dialog of a project has an address', async ({ page }) => {
  test.slow()
  await signIn(page, people.analyst)
  const { id, name } = await smallProject(page.request)
  const own = `/projects/${id}`
  const taken = await page.request.post('/api/backups', { data: { project: id } })
  expect(taken.ok(), await taken.text()).toBe(true)
  const backups = (await (await page.request.get(`/api/backups?project=${id}`)).json()) as { items: { id: string }[] }
  for (const [address, title] of [
    ['/projects?ask=create', 'New project'],
    [`/projects?ask=clone&about=${id}`, `Clone “${name}”`],
    [`/projects?ask=delete&about=${id}`, `Delete “${name}”?`],
    [`${own}/people?ask=transfer`, 'Hand the project over'],
    [`${own}/people?ask=lock`, `Lock “${name}”?`],
    [`${own}/handover?ask=restore&about=${backups.items[0]?.id ?? ''}`, new RegExp(`^Restore ${name} as of`)],
    [`${own}/deploy?ask=settings&about=out_table`, /out_table|How/],
    [`${own}/flow?ask=clone`, `Clone “${name}”`],
    [`${own}/flow?ask=exchange`, /Exchange/],
    [`${own}/flow?ask=refresh`, 'Refresh sources'],
    [`${own}/flow?ask=unused`, /unused/i],
    [`${own}/deployments?ask=take-back&about=out_table`, 'There is nothing to take back'],
    [`${own}/flow?ask=request-review`, /review/i],
    [`${own}/flow?ask=restore&about=1`, 'Restore revision 1'],
    [`${own}/handover?ask=restore&about=none`, 'There is no such backup'],
    [`${own}/deploy?ask=settings&about=none`, 'There is no such deployment'],
  ] as const) await holds(page, address, title)

  // What cannot be had is said.
  await page.goto('/projects?ask=clone&about=nowhere')
  await expect(page.getByRole('dialog', { name: 'There is no such project' })).toBeVisible()
  await page.goto(`${own}/people?ask=unlock`)
  await expect(page.getByRole('dialog')).toContainText('lock')
})

test('the browser’s back closes what was opened, and leads no further', async ({ page }) => {
  await signIn(page, people.analyst)
  await page.goto('/projects')
  await page.getByRole('button', { name: 'New project' }).click()
  const dialog = page.getByRole('dialog', { name: 'New project' })
  await expect(dialog).toBeVisible()
  await page.reload()
  await expect(dialog).toBeVisible()
  await page.goBack()
  await expect(dialog).toHaveCount(0)
  await expect(page).toHaveURL(/\/projects$/)
  await page.goForward()
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toHaveCount(0)
  await expectAccessible(page)
})

test('every dialog of the administration has an address', async ({ page }) => {
  test.slow()
  await signIn(page, people.admin)
  for (const [address, title] of [
    ['/admin/environments?ask=new', 'New environment'],
    ['/admin/environments?ask=change&about=production', 'Change Production'],
    ['/admin/environments?ask=remove&about=production', 'Remove “Production”?'],
    ['/admin/environments?ask=change&about=nowhere', 'There is no such environment'],
    ['/admin/users?ask=new', 'Add a user'],
    [`/admin/users?ask=change&about=${people.analyst}`, `Change ${people.analyst}`],
    [`/admin/users?ask=hand-on&about=${people.analyst}`, `Hand on what ${people.analyst} owns`],
    [`/admin/users?ask=remove&about=${people.analyst}`, `Remove ${people.analyst}?`],
    ['/admin/users?ask=change&about=nobody@example.com', 'There is no such user'],
    ['/admin/properties?ask=new', 'New property'],
    ['/admin/properties?ask=remove&about=project.None', 'There is no such property'],
    ['/admin/channels?ask=new', 'New channel'],
    ['/admin/channels?ask=change&about=none', 'There is no such channel'],
  ] as const) await holds(page, address, title)
})
