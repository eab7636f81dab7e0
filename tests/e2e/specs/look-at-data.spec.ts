import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { flowOf, openSmall, saved } from '../workbench.js'

test('an analyst looks at data: its profile, then a question of their own as a chart, kept for others', async ({ page }) => {
  await signIn(page, people.analyst)
  const project = await openSmall(page, '?node=airports&pane=data&tab=profile')
  const profile = page.getByRole('region', { name: 'Profile of airports' })
  const iata = profile.getByRole('listitem', { name: 'IATA' })
  await expect(iata).toContainText('unique')
  const latitude = profile.getByRole('listitem', { name: 'LATITUDE' })
  await latitude.scrollIntoViewIfNeeded()
  await expect(latitude.getByRole('img', { name: 'Histogram of LATITUDE' })).toBeVisible()
  const state = profile.getByRole('listitem', { name: 'STATE' })
  await state.getByRole('button').click()
  await expect(state.getByRole('table', { name: 'Most frequent values of STATE' })).toContainText('AK')
  await look(page, 'profile')
  await expectAccessible(page)
  await page.getByRole('searchbox', { name: 'Find a column' }).fill('lat')
  await expect(profile.getByRole('listitem')).toHaveCount(1)
  await expectFits(page)

  const data = page.getByRole('region', { name: 'Data', exact: true })
  await data.getByRole('tab', { name: 'Explore' }).click()
  await data.getByRole('combobox', { name: 'Dimension 1' }).selectOption('STATE')
  await data.getByRole('combobox', { name: 'Function 1' }).selectOption('Greatest')
  await data.getByRole('combobox', { name: 'Measured column 1' }).selectOption('LATITUDE')
  await data.getByRole('textbox', { name: 'Only rows where' }).click()
  await page.keyboard.type('STATE IS NOT NULL')
  await data.getByRole('combobox', { name: 'Order by' }).selectOption('Greatest of LATITUDE')
  await data.getByRole('spinbutton', { name: 'At most' }).fill('12')
  await data.getByRole('button', { name: 'Run', exact: true }).click()
  const answer = data.getByRole('region', { name: 'Answer' })
  await expect(answer.getByRole('img', { name: /^Bar chart of Greatest of LATITUDE by STATE: 12 values, from .* to 71/ })).toBeVisible()
  await expect(answer.getByRole('grid', { name: 'Rows of the answer' }).getByRole('row').nth(1)).toContainText('AK')
  await look(page, 'explore')
  await expectAccessible(page)

  await data.getByRole('button', { name: 'Save as …' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Northernmost by state')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await saved(page)
  await expect.poll(async () => ((await flowOf(page, project.id)).flow as { explorations?: { name: string }[] }).explorations?.map(({ name }) => name)).toEqual(['Northernmost by state'])
  // The address holds it: who opens it sees the answer of today.
  await expect.poll(() => page.url()).toContain('exploration=northernmost_by_state')
  await page.reload()
  await expect(answer.getByRole('img', { name: /^Bar chart/ })).toBeVisible()
  await expectFits(page)
})
