import { expect, type Page } from '@playwright/test'
import { smallProject } from './projects.js'

export const isPhone = (page: Page): boolean => (page.viewportSize()?.width ?? 0) < 900

/** On a phone one part of the workbench is seen at a time. */
export async function pane(page: Page, name: 'Flow' | 'Data' | 'Details' | 'Browse'): Promise<void> {
  if (isPhone(page)) await page.getByRole('tablist', { name: 'Parts of the workbench' }).getByRole('tab', { name }).click()
}

export async function outline(page: Page) {
  await pane(page, 'Flow')
  await page.getByRole('button', { name: 'Outline' }).click()
  return page.getByRole('listbox', { name: 'Outline of the flow' })
}

export async function selectNode(page: Page, name: RegExp | string): Promise<void> {
  await (await outline(page)).getByRole('option', { name }).click()
}

export const saved = (page: Page) => expect(page.getByRole('status', { name: 'Save state: Saved' })).toBeAttached()

export async function flowOf(page: Page, id: string) {
  const answer = await page.request.get(`/api/projects/${id}/flow`)
  return { version: answer.headers()['etag'] ?? '', flow: (await answer.json()) as { nodes: { id: string; kind: string; name?: string; where?: string; input?: string }[] } }
}

export async function openSmall(page: Page, query = '') {
  const project = await smallProject(page.request)
  await page.goto(`/projects/${project.id}/flow${query}`)
  await expect(page.getByRole('button', { name: `Project ${project.name}: switch` })).toBeVisible()
  return project
}
