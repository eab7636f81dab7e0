import { expect, test, type Locator, type Page } from '@playwright/test'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { smallProject } from '../projects.js'
import { flowOf, isPhone, openSmall, saved } from '../workbench.js'

/** Goes there with the Tab key alone; where the focus is can be seen. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  const isThere = () => target.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 60 && !(await isThere()); presses++) await page.keyboard.press(key)
  await expect(target).toBeFocused()
  expect(await showsFocus(target), `${String(target)} shows that it has the focus`).toBe(true)
}

/** A toolbar is one stop of the Tab key; within it the arrows go. */
async function toolTo(page: Page, tool: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(tool).toBeVisible()
  const isInBar = () => tool.evaluate((element) => element.closest('[role="toolbar"]')?.contains(document.activeElement) === true)
  for (let presses = 0; presses < 60 && !(await isInBar()); presses++) await page.keyboard.press(key)
  await page.keyboard.press('Home')
  const isThere = () => tool.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 20 && !(await isThere()); presses++) await page.keyboard.press('ArrowRight')
  await tabTo(page, tool)
}

/** Whether the focus changes how something looks: itself, what is around it, or a line drawn before or after it. */
const showsFocus = (target: Locator): Promise<boolean> =>
  target.evaluate(async (element: HTMLElement) => {
    const around: HTMLElement[] = []
    // An editor's frame is some steps around what takes the keys.
    for (let at: HTMLElement | null = element; at && around.length < 5; at = at.parentElement) around.push(at)
    const looks = () =>
      JSON.stringify(
        around.flatMap((one) =>
          ['', '::before', '::after'].map((part) => {
            const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderTopColor, borderBottomColor, borderTopWidth, backgroundColor, textDecorationLine, textDecorationStyle, transform, opacity } = getComputedStyle(one, part)
            return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderTopColor, borderBottomColor, borderTopWidth, backgroundColor, textDecorationLine, textDecorationStyle, transform, opacity]
          }),
        ),
      )
    const settled = () => new Promise((done) => setTimeout(done, 300))
    await settled()
    const focused = looks()
    element.blur()
    await settled()
    const blurred = looks()
    element.focus({ preventScroll: true })
    return focused !== blurred
  })

test('a whole task without a pointer: open, build, write, look at the data, and ask for a promotion', async ({ page }) => {
  test.skip(isPhone(page), 'A phone has no keyboard.')
  test.slow()
  await signIn(page, people.analyst)
  const { id, name } = await smallProject(page.request)

  await page.goto('/projects')
  const search = page.getByRole('searchbox', { name: 'Search projects' })
  await tabTo(page, search)
  await page.keyboard.type(name)
  await tabTo(page, page.getByRole('link', { name, exact: true }))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/flow')

  // The outline is the flow for whoever does not point.
  await toolTo(page, page.getByRole('button', { name: 'Outline' }))
  await page.keyboard.press('Enter')
  const list = page.getByRole('listbox', { name: 'Outline of the flow' })
  await tabTo(page, list)
  await page.keyboard.press('Home')
  await expect(list.getByRole('option', { name: /^Source airports/, selected: true })).toBeVisible()
  await toolTo(page, page.getByRole('button', { name: 'Add', exact: true }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  const filter = page.getByRole('menuitem', { name: /^Filter/ })
  await expect(filter).toBeVisible()
  const isFilter = () => filter.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 20 && !(await isFilter()); presses++) await page.keyboard.press('ArrowDown')
  await expect(filter).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(list.getByRole('option')).toHaveCount(4)

  const condition = page.getByRole('textbox', { name: 'Keep rows where' })
  await tabTo(page, condition)
  await page.keyboard.type("STATE = 'TX' ")
  await expect(condition).toHaveText(/STATE = 'TX'/)
  // The editor gives the Tab key back.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(condition).not.toBeFocused()
  await saved(page)
  await expect.poll(async () => (await flowOf(page, id)).flow.nodes.filter(({ kind }) => kind === 'filter').length).toBe(1)

  const grid = page.getByRole('grid')
  await expect(grid).toContainText('TX')
  await tabTo(page, grid, 'Shift+Tab')

  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
  await page.keyboard.type('Promote this project')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/promote*')
  const environment = page.getByLabel('Environment')
  await tabTo(page, environment)
  await page.keyboard.type('Production')
  await expect(environment.locator('option:checked')).toHaveText('Production')
  await tabTo(page, page.getByRole('button', { name: 'Show the plan' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Plan', exact: true })).toBeVisible()
  await tabTo(page, page.getByLabel('Comment'))
  await page.keyboard.type('By keyboard')
  await tabTo(page, page.getByRole('button', { name: 'Request this promotion' }))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/promotions/*')
  await expect(page.getByText('Waiting for approval')).toBeVisible()
})

test('the palette finds projects and nodes that the page has not read', async ({ page }) => {
  test.skip(isPhone(page), 'A phone has no keyboard.')
  await signIn(page, people.analyst)
  await openSmall(page)
  const there = await smallProject(page.request)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
  const found = page.getByRole('listbox', { name: 'Commands found' })
  await page.keyboard.type(there.name)
  await expect(found.getByRole('option')).toHaveText([/Project in development/])
  await look(page, 'palette')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/projects/${there.id}/flow`)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
  await page.keyboard.type('nothing is called so')
  await expect(page.getByText('Nothing has “nothing is called so”.')).toBeVisible()
})
