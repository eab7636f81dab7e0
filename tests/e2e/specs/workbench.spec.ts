import { randomBytes } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectApart, expectFits } from '../accessible.js'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { otherPerson, replace, smallProject } from '../projects.js'
import { flowOf, isPhone, openSmall, outline, pane, saved, selectNode } from '../workbench.js'

test.beforeEach(({ page }) => signIn(page, people.analyst))

test('an analyst builds a flow from nothing: a source, a filter that is corrected, and sees it saved', async ({ page }) => {
  await page.goto('/projects')
  await page.getByRole('button', { name: 'New project' }).click()
  const name = `New ${Date.now()}`
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await page.waitForURL('**/flow')
  await expect(page.getByText('Begin with a source')).toBeVisible()
  await expectAccessible(page)

  await pane(page, 'Browse')
  await page.getByRole('searchbox', { name: 'Find a table' }).fill('us_flights airports')
  const table = page.getByRole('treeitem', { name: 'RAW_DEV.US_FLIGHTS.AIRPORTS' })
  await table.hover()
  await table.getByRole('button', { name: 'Add AIRPORTS as a source' }).click()
  await saved(page)

  await pane(page, 'Flow')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Filter/ }).click()
  await pane(page, 'Details')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Texas')
  const editor = page.getByRole('textbox', { name: 'Keep rows where' })
  await editor.click()
  await editor.pressSequentially("STAT = 'TX'")
  // The compiler says what is wrong and what was meant; a click writes it.
  await page.getByRole('button', { name: 'Use STATE' }).first().click()
  await expect(editor).toHaveText("STATE = 'TX'")
  await saved(page)

  const id = /projects\/([^/]+)\/flow/.exec(page.url())?.[1] ?? ''
  await expect.poll(async () => (await flowOf(page, id)).flow.nodes.map(({ kind, name: title, where }) => [kind, title, where])).toEqual([
    ['source', undefined, undefined],
    ['filter', 'Texas', "STATE = 'TX'"],
  ])
  await expectAccessible(page)
  await expectFits(page)

  // The address holds what is looked at.
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Texas')
  await pane(page, 'Data')
  await expect(page.getByRole('grid')).toContainText('TX')
})

/** The editor takes no key for its list until that has been there for a moment, so that nobody accepts what they have not seen: once an arrow moves in it, it does. */
async function acceptCompletion(page: Page, name: RegExp): Promise<void> {
  const wanted = page.getByRole('option', { name })
  const turn = (key: 'ArrowDown' | 'ArrowUp', selected: 'true' | 'false') =>
    expect(async () => {
      await page.keyboard.press(key)
      await expect(wanted.and(page.locator(`[aria-selected="true"]`))).toHaveCount(selected === 'true' ? 1 : 0, { timeout: 200 })
    }).toPass()
  await turn('ArrowDown', 'false')
  await turn('ArrowUp', 'true')
  await page.keyboard.press('Enter')
}

test('the expression editor completes columns and functions', async ({ page }) => {
  await openSmall(page, '?node=by_state&pane=details')
  const editor = page.getByRole('textbox', { name: 'Expression 1' })
  await editor.click()
  await page.keyboard.press('ControlOrMeta+A')
  await editor.pressSequentially('MED')
  await page.getByRole('option', { name: /^MEDIAN/ }).click()
  await expect(editor).toContainText('MEDIAN(')
  await editor.pressSequentially('LA')
  await page.keyboard.press('Control+Space')
  await expect(page.getByRole('option', { name: /^LATITUDE/ })).toBeVisible()
  await acceptCompletion(page, /^LATITUDE/)
  await expect(editor).toContainText('MEDIAN(LATITUDE')
})

test('data: preview, sort, columns, and the statement in both dialects', async ({ page }) => {
  await openSmall(page, '?node=by_state&pane=data')
  const data = page.getByRole('region', { name: 'Data', exact: true })
  const grid = page.getByRole('grid', { name: 'Rows of by_state' })
  await expect(grid.getByRole('columnheader')).toHaveCount(2)
  await grid.getByRole('button', { name: /^STATE/ }).click()
  await expect(grid.getByRole('columnheader', { name: /^STATE/ })).toHaveAttribute('aria-sort', 'ascending')
  await expect(grid.getByRole('row').nth(1)).toContainText('AK')
  // Whose data it is stands beside or above what is said of them, never on it; so does the project's name in the bar.
  await expectApart(data.getByTitle('by_state', { exact: true }), data.getByRole('status'))
  await expectApart(page.getByRole('button', { name: /: switch$/ }), page.getByText('Development', { exact: true }))
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  // All of a value is read where its cell shows only the beginning.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Value of / })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(grid.getByRole('gridcell').and(page.locator('[tabindex="0"]'))).toBeFocused()

  await data.getByRole('tab', { name: 'Columns' }).click()
  await expect(data.getByRole('row').filter({ hasText: 'AIRPORTS' })).toContainText('NUMBER')
  await data.getByRole('tab', { name: 'SQL' }).click()
  await expect(data.getByRole('textbox', { name: 'SQL of by_state' })).toContainText('GROUP BY')
  await data.getByRole('combobox', { name: 'Dialect' }).selectOption('DuckDB')
  await expect(data.getByRole('textbox', { name: 'SQL of by_state' })).toContainText('"airports"')
  expect(page.url()).toContain('tab=sql')
  expect(page.url()).toContain('dialect=duckdb')
  await expectAccessible(page)
  await expectFits(page)
})

test('a query that takes long is cancelled', async ({ page }) => {
  // The warehouse here answers at once: the answer is held back on its way.
  await page.route('**/nodes/*/preview*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 20_000))
    await route.continue().catch(() => undefined)
  })
  await openSmall(page, '?node=by_state&pane=data')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('The query was cancelled.')).toBeVisible()
  await page.unroute('**/nodes/*/preview*')
  // Without a network it is said, not waited for in silence, and gone on with by itself.
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Run it again' }).click()
  await expect(page.getByText('You are offline.')).toBeVisible()
  await expect(page.getByText('The query was cancelled.')).toHaveCount(0)
  await page.context().setOffline(false)
  await expect(page.getByRole('grid')).toContainText('STATE')
})

test('the outline is worked with by the keyboard alone', async ({ page }) => {
  const project = await openSmall(page)
  const list = await outline(page)
  await list.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect(list.getByRole('option', { selected: true })).toContainText('by_state')
  await expectAccessible(page)
  await page.keyboard.press('Delete')
  await expect(list.getByRole('option')).toHaveCount(2)
  await expect(page.getByText(/will read “airports” instead/).first()).toBeAttached()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(list.getByRole('option')).toHaveCount(3)
  await saved(page)
  expect((await flowOf(page, project.id)).flow.nodes).toHaveLength(3)

  // Ctrl+K reaches everything.
  await page.keyboard.press('ControlOrMeta+k')
  await expectAccessible(page)
  await page.keyboard.type('out_table')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('node=out_table')
})

test('several nodes are copied, pasted and grouped', async ({ page }) => {
  const project = await openSmall(page)
  const list = await outline(page)
  await list.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(list.getByRole('option', { selected: true })).toHaveCount(2)
  await page.evaluate(() => {
    // The system's clipboard is not there in a headless browser: its events are.
    const carried = new DataTransfer()
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new ClipboardEvent('copy', { clipboardData: carried, bubbles: true, cancelable: true }))
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true }))
  })
  await expect(list.getByRole('option')).toHaveCount(5)
  await list.focus()
  await page.keyboard.press('ControlOrMeta+g')
  await pane(page, 'Details')
  await expect(page.getByRole('heading', { name: 'Group of 2 nodes' })).toBeVisible()
  await saved(page)
  const { flow } = await flowOf(page, project.id)
  expect(flow).toMatchObject({ groups: [{ nodes: ['airports_2', 'by_state_2'] }] })
})

test('somebody else saved meanwhile: nothing is lost, and both are kept', async ({ page }) => {
  const project = await openSmall(page, '?node=by_state&pane=details')
  const { flow, version } = await flowOf(page, project.id)
  const nodes = flow.nodes.map((node) => (node.id === 'airports' ? { ...node, name: 'Theirs' } : node))
  const answer = await page.request.put(`/api/projects/${project.id}/flow`, { data: { ...flow, nodes }, headers: { 'If-Match': version } })
  expect(answer.status()).toBe(200)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine')
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('Somebody else has saved this flow')
  await expect(dialog.getByRole('listitem').filter({ hasText: 'They changed it' })).toContainText('Theirs')
  await expect(dialog.getByRole('listitem').filter({ hasText: 'You changed it' })).toContainText('Mine')
  await expectAccessible(page)
  await expectFits(page)
  await look(page, 'conflict')
  await dialog.getByRole('button', { name: 'Save both merged' }).click()
  await saved(page)
  await expect.poll(async () => (await flowOf(page, project.id)).flow.nodes.map(({ name }) => name)).toEqual(['Theirs', 'Mine', undefined])
})

test('a reviewer sees everything and is not offered what they may not do', async ({ page, browser }) => {
  const project = await smallProject(page.request)
  const reviewer = await otherPerson(browser, people.reviewer)
  await reviewer.goto(`/projects/${project.id}/flow?node=by_state`)
  await expect(reviewer.getByRole('note')).toContainText('Read only')
  await expect(reviewer.getByRole('button', { name: 'Add', exact: true })).toHaveCount(0)
  await pane(reviewer, 'Details')
  await expect(reviewer.getByRole('textbox', { name: 'Name', exact: true })).toHaveAttribute('readonly')
  await pane(reviewer, 'Data')
  await expect(reviewer.getByRole('grid')).toContainText('STATE')
  await expectAccessible(reviewer)
  await reviewer.context().close()
})

for (const [id, kind] of [['by_state', 'Aggregate'], ['airports', 'Source'], ['out_table', 'Deployment']] as const) {
  test(`the form of the ${kind.toLowerCase()} is accessible and fits`, async ({ page }) => {
    await openSmall(page, `?node=${id}&pane=details`)
    await expect(page.getByRole('heading', { level: 2, name: kind })).toBeVisible()
    await expectAccessible(page)
    await expectFits(page)
    await look(page, `form-${kind.toLowerCase()}`)
  })
}

test('a deployment is described, tagged, and given the properties that the administrators have defined', async ({ page, browser }) => {
  const administrator = await otherPerson(browser, people.admin)
  const mine = `Retention ${randomBytes(4).toString('hex')}`
  const path = '/api/properties'
  type Definitions = { items: { name: string }[] }
  const before = (await (await administrator.request.get(path)).json()) as Definitions
  await replace(administrator.request, path, { items: [...before.items, { on: 'deployment', kind: 'choice', name: mine, choices: ['a month', 'a year'] }] })
  const project = await openSmall(page, '?node=out_table&pane=details')
  await page.getByLabel(mine).selectOption('a year')
  await page.getByLabel('Description for its readers').fill('Airports of each state')
  const tags = page.getByRole('group', { name: 'Tags' })
  await tags.getByRole('button', { name: /tag/ }).click()
  await tags.getByRole('textbox', { name: 'Tag 1' }).fill('geography')
  await page.getByLabel('Description for its readers').focus()
  await saved(page)
  await expectAccessible(page)
  const annotation = async () => (await flowOf(page, project.id)).flow.nodes.find(({ id }) => id === 'out_table')
  await expect.poll(annotation).toMatchObject({ annotation: { description: 'Airports of each state', tags: ['geography'], properties: { [mine]: 'a year' } } })
  // The words are found from the list of projects.
  await page.goto('/projects?q=geography')
  await expect(page.getByRole('row').filter({ hasText: project.name })).toContainText(/Found in .*, in a tag/)
  const after = (await (await administrator.request.get(path)).json()) as Definitions
  await replace(administrator.request, path, { items: after.items.filter(({ name }) => name !== mine) })
  await administrator.context().close()
})

test('every kind of node can be added, has a form, and is saved', async ({ page }) => {
  test.slow()
  const project = await openSmall(page)
  for (const kind of ['Select', 'Formula', 'Filter', 'Join', 'Union', 'Aggregate', 'Distinct', 'Sort', 'Sample', 'Pivot', 'Unpivot', 'SQL', 'Deployment']) {
    await selectNode(page, /^Source airports/)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click()
    await pane(page, 'Details')
    await expect(page.getByRole('heading', { level: 2, name: kind, exact: true })).toBeVisible()
  }
  await saved(page)
  await expect.poll(async () => (await flowOf(page, project.id)).flow.nodes.length).toBe(16)
  // A hint is not in the colour of an error.
  await selectNode(page, /^Sample /)
  await pane(page, 'Details')
  const hint = page.getByText(/^Nothing that is published needs/)
  const [red, green] = (await hint.evaluate((element) => getComputedStyle(element).color)).match(/\d+/g) ?? []
  expect(red).toBe(green)
})

test('columns are chosen all, none or the others, of many those that are found', async ({ page }) => {
  const project = await smallProject(page.request)
  const { flow } = await flowOf(page, project.id)
  const wide = { id: 'wide', kind: 'formula', input: 'airports', columns: Array.from({ length: 8 }, (_, index) => ({ name: `EXTRA_${index}`, expression: `${index}` })) }
  await replace(page.request, `/api/projects/${project.id}/flow`, { ...flow, nodes: [...flow.nodes, wide, { id: 'kept', kind: 'select', input: 'wide', columns: [{ column: 'STATE', as: 'REGION' }] }, { id: 'narrow', kind: 'aggregate', input: 'kept', groupBy: [], measures: [] }] })
  await page.goto(`/projects/${project.id}/flow?node=kept&pane=details`)
  const keep = page.getByRole('group', { name: 'Keep', exact: true })
  const names = async () => (await flowOf(page, project.id)).flow.nodes.flatMap((node) => (node.id === 'kept' ? (node as unknown as { columns: { column: string; as?: string }[] }).columns : [])).map(({ column, as }) => as ?? column)
  const extras = Array.from({ length: 8 }, (_, index) => `EXTRA_${index}`)
  await keep.getByRole('searchbox').fill('extra')
  await keep.getByRole('button', { name: 'All' }).click()
  await expect.poll(names).toEqual(['REGION', ...extras])
  await keep.getByRole('searchbox').fill('')
  await keep.getByRole('button', { name: 'Invert' }).click()
  await expect.poll(names).toEqual(['IATA', 'NAME', 'CITY', 'COUNTRY', 'LATITUDE', 'LONGITUDE'])
  await keep.getByRole('button', { name: 'None' }).click()
  await expect.poll(names).toEqual([])
  await keep.getByRole('button', { name: 'All' }).click()
  await expect.poll(names).toHaveLength(15)
  const order = page.getByRole('group', { name: 'Order and names' })
  await order.getByRole('searchbox').fill('extra_3')
  await expect(order.getByRole('combobox')).toHaveCount(1)
  await expectAccessible(page)
  await expectFits(page)
  await look(page, 'columns-kept')
})

test.describe('on the canvas', () => {
  test.beforeEach(({ page }) => {
    test.skip(isPhone(page), 'A phone begins with the outline.')
  })

  test('a table is dragged in, and nodes are moved, inserted on a line and undone', async ({ page }) => {
    const project = await openSmall(page)
    await expect(page.locator('.react-flow__node')).toHaveCount(3)
    await page.getByRole('searchbox', { name: 'Find a table' }).fill('flights.flights')
    await page.getByRole('treeitem', { name: 'RAW_DEV.US_FLIGHTS.FLIGHTS' }).dragTo(page.locator('.react-flow__pane'), { targetPosition: { x: 300, y: 60 } })
    await expect(page.locator('.react-flow__node')).toHaveCount(4)
    await saved(page)
    expect((await flowOf(page, project.id)).flow.nodes.map(({ id }) => id)).toContain('flights')

    await page.locator('.react-flow__edge').first().click({ force: true })
    await page.getByRole('button', { name: 'Add a node in between' }).click()
    await page.getByRole('menuitem', { name: /^Sort/ }).click()
    await expect(page.getByRole('heading', { level: 2, name: 'Sort' })).toBeVisible()
    await saved(page)
    await expect.poll(async () => (await flowOf(page, project.id)).flow.nodes.length).toBe(5)
    await page.getByRole('button', { name: 'Arrange' }).click()
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await saved(page)
    await expect.poll(async () => (await flowOf(page, project.id)).flow.nodes.length).toBe(4)
    await expectAccessible(page)

    // A line is taken away where it is seen, and drawn anew by dropping it anywhere on a node.
    const inputs = async () => (await flowOf(page, project.id)).flow.nodes.map(({ input }) => input)
    const line = page.locator('.react-flow__edge[data-id="airports>by_state"]')
    await line.click({ force: true })
    await expect(page.getByRole('button', { name: 'Remove this line' })).toBeVisible()
    await page.keyboard.press('Delete')
    await expect(line).toHaveCount(0)
    await expect.poll(inputs).not.toContain('airports')
    const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`)
    await card('airports').locator('.react-flow__handle.source').dragTo(card('by_state'), { targetPosition: { x: 140, y: 30 } })
    await expect(line).toHaveCount(1)
    await expect.poll(inputs).toContain('airports')

    await card('by_state').dblclick()
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused()
    await card('airports').click({ modifiers: ['Shift'] })
    await expect(page.getByRole('heading', { name: '2 nodes selected' })).toBeVisible()
    await expect.poll(() => new URL(page.url()).searchParams.getAll('node')).toEqual(['by_state', 'airports'])
  })

  test('menus of nodes, lines and empty places; a line that ends nowhere makes a node there; what cannot be says why', async ({ page }) => {
    const project = await openSmall(page)
    const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`)
    const inputs = async () => Object.fromEntries((await flowOf(page, project.id)).flow.nodes.map(({ id, input }) => [id, input]))
    const item = (name: string | RegExp) => page.getByRole('menuitem', { name })
    const undo = () => page.keyboard.press('ControlOrMeta+z')
    await expect(card('out_table')).toBeVisible()
    const canvas = page.getByRole('application', { name: /^Flow canvas/ })
    const pane = page.locator('.react-flow__pane')

    // A node: by the pointer, and by the keys.
    await card('airports').click({ button: 'right' })
    await expectAccessible(page)
    await look(page, 'menu-node')
    await item('Add a node after this one').click()
    await item(/^Sample/).click()
    await saved(page)
    await expect.poll(inputs).toMatchObject({ sample: 'airports' })
    await canvas.focus()
    await undo()
    await expect(card('sample')).toHaveCount(0)
    await card('by_state').click()
    await page.keyboard.press('Shift+F10')
    await expect(item(/^Rename/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(canvas).toBeFocused()
    await page.keyboard.press('Shift+F10')
    await item(/^Rename/).click()
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused()

    // A line.
    await page.locator('.react-flow__edge').first().click({ button: 'right', force: true })
    await item('Add a node in between').click()
    await item(/^Distinct/).click()
    await expect(card('distinct')).toBeVisible()
    await canvas.focus()
    await undo()
    await page.locator('.react-flow__edge').first().click({ button: 'right', force: true })
    await item(/^Remove this line/).click()
    await expect(page.locator('.react-flow__edge')).toHaveCount(1)
    await canvas.focus()
    await undo()
    await expect(page.locator('.react-flow__edge')).toHaveCount(2)

    // A place where nothing is.
    await pane.click({ button: 'right', position: { x: 60, y: 300 } })
    await look(page, 'menu-place')
    await item('Add a node here').click()
    await item(/^Source/).click()
    await expect(card('source')).toBeVisible()
    await canvas.focus()
    await undo()
    await pane.click({ button: 'right', position: { x: 60, y: 300 } })
    await item(/^Select all/).click()
    await expect(page.getByRole('heading', { name: '3 nodes selected' })).toBeVisible()

    // A line that ends where nothing is asks what shall follow, and one step takes it back.
    await card('airports').locator('.react-flow__handle.source').dragTo(pane, { targetPosition: { x: 480, y: 300 } })
    await expect(item(/^Deployment/)).toBeVisible()
    await expectAccessible(page)
    await look(page, 'menu-loose-line')
    await item(/^Filter/).click()
    await saved(page)
    await expect.poll(inputs).toMatchObject({ filter: 'airports' })
    await card('filter').locator('.react-flow__handle.source').dragTo(pane, { targetPosition: { x: 700, y: 320 } })
    await item(/^Sort/).click()
    await saved(page)
    await expect.poll(inputs).toMatchObject({ filter: 'airports', sort: 'filter' })

    // Refused, and why.
    await card('sort').locator('.react-flow__handle.source').dragTo(card('filter'))
    await expect(page.getByText('That would be a circle').first()).toBeAttached()
    // All of it into sight, at once: what still moves is not met.
    await page.getByRole('button', { name: 'Fit View' }).click()
    await expect(card('airports')).toBeInViewport({ ratio: 0.99 })
    await card('sort').locator('.react-flow__handle.source').dragTo(card('airports'))
    await expect(page.getByText('A source reads a table, not a node.').first()).toBeAttached()
    await canvas.focus()
    await undo()
    await expect(card('sort')).toHaveCount(0)
    await undo()
    await expect(card('filter')).toHaveCount(0)

    // Backwards: what shall be read.
    await card('by_state').locator('.react-flow__handle.target').dragTo(pane, { targetPosition: { x: 300, y: 320 } })
    await expect(item(/^Deployment/)).toHaveCount(0)
    await item(/^Union/).click()
    await saved(page)
    await expect.poll(inputs).toMatchObject({ by_state: 'union' })
  })

  test('a screen reader hears the nodes and lines by their names, and what the keys come to', async ({ page }) => {
    await openSmall(page)
    const canvas = page.getByRole('application')
    await expect(canvas).toHaveCount(1)
    await expect(canvas).toHaveAccessibleName('Flow canvas')
    await expect(canvas.getByRole('group', { name: 'Aggregate by_state', exact: true })).toHaveCount(1)
    await expect(canvas.getByRole('img', { name: 'From airports to by_state' })).toHaveCount(1)
    await canvas.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('status').filter({ hasText: 'Aggregate by_state, by STATE: AIRPORTS' })).toBeAttached()
    // What is wrong is said with the name, here and in the outline.
    await page.getByRole('checkbox', { name: 'STATE' }).uncheck()
    await expect(canvas.getByRole('group', { name: /^Deployment out_table, 1 error$/ })).toHaveCount(1)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Outline' }).click()
    await expect(page.getByRole('option', { name: /^Deployment out_table, 1 error, reads by_state/ })).toBeVisible()
  })

  test('what is wrong is on the node, in the list of problems, and where it is', async ({ page }) => {
    await openSmall(page, '?node=by_state')
    await page.getByRole('checkbox', { name: 'STATE' }).uncheck()
    await expect(page.getByRole('button', { name: /^Problems: \d+ error/ })).toBeVisible()
    await page.getByRole('button', { name: /^Problems: / }).click()
    await page.getByRole('menuitem', { name: /out_table/ }).first().click()
    await expect.poll(() => page.url()).toContain('node=out_table')
  })
})
