import { expect, type Locator, type Page } from '@playwright/test'

// What is drawn alike shows it alike: each is looked at once.
const shown = new Set<string>()

/** Goes there with the Tab key alone; where the focus is can be seen. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  const isThere = () => target.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 60 && !(await isThere()); presses++) await page.keyboard.press(key)
  await expect(target).toBeFocused()
  const kind = await target.evaluate(({ tagName, className, parentElement }) => [tagName, className, parentElement?.className].join())
  if (shown.has(kind)) return
  expect(await showsFocus(target), `${String(target)} shows that it has the focus`).toBe(true)
  shown.add(kind)
}

/** A toolbar is one stop of the Tab key; within it the arrows go. */
export async function toolTo(page: Page, tool: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
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

/** In a menu that is open, with the arrows. */
export async function chooseIn(page: Page, item: Locator): Promise<void> {
  await expect(item).toBeVisible()
  const isThere = () => item.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 30 && !(await isThere()); presses++) await page.keyboard.press('ArrowDown')
  await expect(item).toBeFocused()
  await page.keyboard.press('Enter')
}
