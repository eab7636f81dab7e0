import { expect, test, type Page } from '@playwright/test'
import { chooseIn, tabTo, toolTo } from '../keys.js'
import { look } from '../look.js'
import { people, signIn } from '../people.js'
import { smallProject } from '../projects.js'
import { flowOf, isPhone, openSmall, saved } from '../workbench.js'

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
  await chooseIn(page, page.getByRole('menuitem', { name: /^Filter/ }))
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
  await tabTo(page, grid.locator('[tabindex="0"]'), 'Shift+Tab')

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

test('a flow with every kind of node is built without a pointer, seen, grouped, undone and saved', async ({ page }) => {
  test.skip(isPhone(page), 'A phone has no keyboard.')
  test.setTimeout(600_000)
  await signIn(page, people.analyst)
  const created = await page.request.post('/api/projects', { data: { name: `Keys ${Date.now()}`, environment: 'development' } })
  const { id } = (await created.json()) as { id: string }
  await page.goto(`/projects/${id}/flow`)
  const details = page.getByRole('region', { name: 'Inspector' })
  const field = (name: string) => details.getByLabel(name, { exact: true })
  const button = (name: string) => details.getByRole('button', { name, exact: true })
  const list = page.getByRole('listbox', { name: 'Outline of the flow' })

  // F6 goes from part to part.
  const find = page.getByRole('searchbox', { name: 'Find a table' })
  await expect(find).toBeVisible()
  await partTo(page, 'Find a table')
  await tabTo(page, find)
  await page.keyboard.type('us_flights airports')
  const table = page.getByRole('treeitem', { name: 'RAW_DEV.US_FLIGHTS.AIRPORTS' })
  await tabTo(page, table)
  // What can be done with a table is there while it or its tools have the keys: one stop of the Tab key, within which the arrows go.
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await expect(table.getByRole('button', { name: 'Add AIRPORTS as a source' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(details.getByRole('heading', { level: 2, name: 'Source' })).toBeVisible()
  await toolTo(page, page.getByRole('button', { name: 'Outline' }))
  await page.keyboard.press('Enter')

  /** Adds a node after another, and goes to its form. */
  const add = async (kind: string, after: RegExp) => {
    await partTo(page, 'Outline of the flow')
    await tabTo(page, list)
    await page.keyboard.press('Home')
    const there = list.getByRole('option', { name: after, selected: true })
    for (let presses = 0; presses < 30 && (await there.count()) === 0; presses++) await page.keyboard.press('ArrowDown')
    await expect(there).toBeVisible()
    await toolTo(page, page.getByRole('button', { name: 'Add', exact: true }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await chooseIn(page, page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }))
    await expect(details.getByRole('heading', { level: 2, name: kind, exact: true })).toBeVisible()
    await partTo(page, 'Inspector')
  }
  const press = async (name: string) => {
    await tabTo(page, button(name))
    await page.keyboard.press('Enter')
  }
  const choose = async (name: string, start: string) => {
    await tabTo(page, field(name))
    await page.keyboard.type(start)
    await expect(field(name).locator('option:checked')).toContainText(start)
  }
  const tick = async (name: string, within = details) => {
    const box = within.getByRole('checkbox', { name, exact: true })
    await tabTo(page, box)
    await page.keyboard.press('Space')
    await expect(box).toBeChecked()
  }
  const write = async (name: string, text: string, replace = false) => {
    await tabTo(page, field(name))
    if (replace) await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  }
  /** In an editor of code; which gives the Tab key back after Escape. */
  const writeCode = async (name: string, text: string) => {
    await tabTo(page, details.getByRole('textbox', { name, exact: true }))
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
    await page.keyboard.press('Escape')
  }
  /** The rows of the node, which has no errors then. */
  const seesRows = async (columns: readonly string[]) => {
    const grid = page.getByRole('grid')
    for (const column of columns) await expect(grid.getByRole('columnheader', { name: new RegExp(`^${column}`) }), column).toBeAttached()
    await expect(grid.getByRole('gridcell').first()).toBeVisible()
    await expect(page.getByRole('button', { name: /^Problems: \d+ error/ })).toHaveCount(0)
  }
  const airports = ['IATA', 'CITY', 'STATE']
  await seesRows(airports)

  await add('Filter', /^Source airports/)
  await writeCode('Keep rows where', "STATE IN ('TX', 'CA') ")
  await seesRows(airports)

  await add('Formula', /^Filter filter/)
  await press('Add column')
  await write('Name of column 1', 'NORTH')
  await writeCode('Expression 1', 'LATITUDE > 33 ')
  await seesRows(['IATA'])

  await add('Select', /^Formula formula/)
  await press('All')
  await write('New name of column 1', 'CODE')
  await seesRows(['CODE'])

  await add('Distinct', /^Select select/)
  await tick('CITY')
  await seesRows(['CODE'])

  await add('Sort', /^Distinct distinct/)
  await press('Add column')
  await choose('Sort column 1', 'LATITUDE')
  await choose('Direction 1', 'Largest')
  await write('Keep the first (empty: all)', '50')
  await seesRows(['CODE'])

  await add('Sample', /^Sort sort/)
  await tabTo(page, details.getByRole('radio', { name: 'Number of rows' }))
  await page.keyboard.press('ArrowRight')
  await write('Percent', '100', true)
  await seesRows(['CODE'])

  await add('Union', /^Select select/)
  await choose('Another input', 'sample')
  await press('Add input')
  await seesRows(['CODE'])

  await add('Join', /^Source airports/)
  await choose('Right input', 'select')
  await press('Add pair')
  await choose('Left column 1', 'IATA')
  await choose('Right column 1', 'CODE')
  await write('Prefix for right columns whose name the left has too', 'R_')
  await seesRows(['IATA', 'CITY'])

  await add('Aggregate', /^Filter filter/)
  await tick('STATE', details.getByRole('group', { name: 'Group by' }))
  await press('Add measure')
  await write('Name of measure 1', 'AIRPORTS')
  await writeCode('Expression 1', 'COUNT(*) ')
  await seesRows(['STATE', 'AIRPORTS'])

  await add('Pivot', /^Filter filter/)
  await choose('Column whose values become columns', 'STATE')
  await write('Its values, one a line', "TX\nCA")
  await choose('Each cell holds the', 'Max')
  await choose('of', 'LATITUDE')
  await tick('COUNTRY', details.getByRole('group', { name: 'One row for each' }))
  await seesRows(['COUNTRY', 'TX', 'CA'])

  await add('Unpivot', /^Filter filter/)
  await tick('LATITUDE')
  await tick('LONGITUDE')
  await write('Column for their names', 'AXIS', true)
  await write('Column for their values', 'DEGREES', true)
  await seesRows(['AXIS', 'DEGREES'])

  await add('SQL', /^Aggregate aggregate/)
  await writeCode('SELECT statement (inputs are named by their ids)', 'SELECT STATE, AIRPORTS * 2 AS TWICE FROM aggregate ')
  await seesRows(['STATE', 'TWICE'])

  await add('Deployment', /^SQL sql/)
  await choose('Publishes', 'A table')
  await choose('Database', 'ANALYTICS_DEV')
  await choose('Schema', 'MARTS')
  await tabTo(page, details.getByRole('textbox', { name: 'Name', exact: true }).nth(1))
  await page.keyboard.type(`KEYS_${Date.now()}`)
  await choose('Role', 'ANALYST_DEV')
  await choose('Warehouse', 'DEV_WH')
  await press('Add test')
  await seesRows(['STATE', 'TWICE'])

  // The statement, in the tabs of the data.
  await partTo(page, 'Views of the data')
  const sql = page.getByRole('tab', { name: 'SQL' })
  const isSql = () => sql.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 10 && !(await isSql()); presses++) await page.keyboard.press('ArrowRight')
  await tabTo(page, sql)
  await page.keyboard.press('Enter')
  const statement = page.getByRole('textbox', { name: 'SQL of deployment' })
  await expect(statement).toContainText('AS "TWICE"')
  await tabTo(page, statement)

  // Nodes that are not next to each other are grouped: Ctrl and the arrows go past what lies between.
  await partTo(page, 'Outline of the flow')
  await page.keyboard.press('Home')
  await page.keyboard.press('ControlOrMeta+ArrowDown')
  await page.keyboard.press('ControlOrMeta+ArrowDown')
  await expect(list.getByRole('option', { selected: true })).toHaveCount(1)
  await page.keyboard.press('Space')
  await expect(list.getByRole('option', { selected: true })).toHaveCount(2)
  await page.keyboard.press('ControlOrMeta+g')
  await expect(details.getByRole('heading', { name: 'Group of 2 nodes' })).toBeVisible()
  await partTo(page, 'Inspector')
  await write('Name', 'By keyboard', true)
  await partTo(page, 'Outline of the flow')
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(list).not.toContainText('By keyboard')
  await expect(list).not.toContainText('Group 1')
  await page.keyboard.press('ControlOrMeta+y')
  await page.keyboard.press('ControlOrMeta+y')
  await expect(list.getByText('By keyboard')).toHaveCount(2)
  await saved(page)
  const { flow } = await flowOf(page, id)
  expect(flow.nodes.map(({ kind }) => kind).sort()).toEqual(['aggregate', 'deployment', 'distinct', 'filter', 'formula', 'join', 'pivot', 'sample', 'select', 'sort', 'source', 'sql', 'union', 'unpivot'])
  expect(flow).toMatchObject({ groups: [{ name: 'By keyboard' }] })
  await expect(page.getByRole('button', { name: /^Problems: \d+ error/ })).toHaveCount(0)
  await look(page, 'every-kind-by-keyboard')
})

/** Goes from part to part of the workbench until one of that name has the keys. */
async function partTo(page: Page, name: string): Promise<void> {
  const isThere = () =>
    page.evaluate((wanted) => {
      const at = document.activeElement
      return [at, at?.closest('[role="tablist"]')].some((element) => element?.getAttribute('aria-label') === wanted)
    }, name)
  for (let presses = 0; presses < 8 && !(await isThere()); presses++) await page.keyboard.press('F6')
  expect(await isThere(), `F6 goes to ${name}`).toBe(true)
}

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
