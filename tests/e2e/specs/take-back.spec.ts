import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { deployed, otherPerson, readerOf, smallProject } from '../projects.js'

// Each test deploys and does much with it.
test.describe.configure({ timeout: 240_000 })

const row = (page: Page, name: string) => page.getByRole('table', { name: 'Deployments' }).getByRole('row').filter({ hasText: name })

test('a deployment is given up, deployed again, and dropped with its table', async ({ page, browser }) => {
  await signIn(page, people.analyst)
  const project = await smallProject(page.request)
  const list = `/projects/${project.id}/deployments`
  const dialog = page.getByRole('dialog')

  // Not deployed: there is nothing to take back.
  await page.goto(list)
  await expect(row(page, project.name)).toContainText('Not deployed')
  await expect(page.getByRole('button', { name: 'Take back out_table' })).toHaveCount(0)
  await page.goto(`${list}?ask=take-back&about=out_table`)
  await page.getByRole('dialog', { name: 'There is nothing to take back' }).getByRole('button', { name: 'Understood' }).click()
  await deployed(page.request, project.id)
  const reader = await readerOf(page.request, project)

  // First only given up: the table stays, and what reads it is named.
  await page.goto(list)
  await page.getByRole('button', { name: 'Take back out_table' }).click()
  await expect(page).toHaveURL(/ask=take-back&about=out_table/)
  const effect = dialog.getByRole('region', { name: 'What would happen' })
  await expect(effect).toContainText('1 project will read old rows.')
  await expect(effect).toContainText('the table stays and is nobody’s')
  await look(page, 'take-back-leave')
  await expectAccessible(page)
  await dialog.getByRole('radio', { name: /^Drop it/ }).check()
  await expect(effect).toContainText('1 project will fail.')
  await expect(effect.getByRole('link', { name: reader.name })).toBeVisible()
  await expect(effect).toContainText(`${project.name}__PREVIOUS`)
  await expect(effect.getByRole('region', { name: 'SQL of taking it back' })).toContainText('RENAME')
  await look(page, 'take-back-drop')
  await expectAccessible(page)
  await expectFits(page)
  await dialog.getByRole('radio', { name: /^Leave it/ }).check()
  await dialog.getByRole('button', { name: 'Take back', exact: true }).click()
  await expect(page.getByText('It is taken back.')).toBeVisible()
  await expect(page).toHaveURL(/operation=.*back=out_table/)
  await look(page, 'taken-back')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'All deployments' }).click()
  await expect(row(page, project.name)).toContainText('Not deployed')
  // It is still there to be read.
  expect((await page.request.get(`/api/catalog/ANALYTICS_DEV/MARTS/${project.name}`)).status()).toBe(200)

  // Deployed again and dropped, by the keyboard, from its own page.
  await deployed(page.request, project.id)
  await page.goto(`${list}/out_table`)
  await page.getByRole('button', { name: 'Take back out_table' }).press('Enter')
  await expect(effect).toContainText('1 project will read old rows.')
  await dialog.getByRole('radio', { name: /^Leave it/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(effect).toContainText('1 project will fail.')
  await dialog.getByRole('button', { name: 'Take back and drop the table' }).press('Enter')
  await expect(page.getByText('It is taken back.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('It is taken back.')).toBeVisible()
  expect((await page.request.get(`/api/catalog/ANALYTICS_DEV/MARTS/${project.name}`)).status()).toBe(404)
  // Its history stays.
  await page.goto(`${list}/out_table`)
  await expect(page.getByRole('table', { name: 'Versions' })).toContainText('Version 2')
  await page.goto(`/projects/${project.id}/audit`)
  await expect(page.getByRole('list', { name: 'Audit entries' })).toContainText('Deployment taken back, object dropped')

  // Who may not is offered nothing, and a link says why.
  const reviewer = await otherPerson(browser, people.reviewer)
  await deployed(page.request, project.id)
  await reviewer.goto(list)
  await expect(row(reviewer, project.name)).toContainText('Version 3')
  await expect(reviewer.getByRole('button', { name: 'Take back out_table' })).toHaveCount(0)
  await reviewer.goto(`${list}?ask=take-back&about=out_table`)
  await expect(reviewer.getByRole('dialog', { name: 'This is not yours to do' })).toContainText('You are a reviewer here')
  await reviewer.context().close()
})

test('an unscheduled deployment asks for no schedule that is not there', async ({ page }) => {
  const wrong: string[] = []
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  await signIn(page, people.analyst)
  const project = await smallProject(page.request)
  await deployed(page.request, project.id)
  await page.goto(`/projects/${project.id}/deployments/out_table/schedule`)
  await page.getByRole('button', { name: 'Schedule it …' }).click()
  const form = page.getByRole('form', { name: 'Schedule' })
  await form.getByRole('textbox', { name: 'Cron' }).fill('61 6 * * *')
  await expect(form.getByText('The minute, “61”, cannot be read. It takes 0 to 59')).toBeVisible()
  await look(page, 'cron-wrong')
  await expectAccessible(page)
  // After saving all is read anew, in whatever order it comes: the form closes.
  await page.route(`**/api/projects/${project.id}/deployments`, async (route) => {
    await new Promise((done) => setTimeout(done, 1_500))
    await route.continue()
  })
  await form.getByRole('textbox', { name: 'Cron' }).fill('0 6 * * MON')
  await form.getByRole('button', { name: 'Save the schedule' }).click()
  await expect(page.getByText(/06:00, only on Monday/)).toBeVisible()
  expect(wrong).toEqual([])
})
