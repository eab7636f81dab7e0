import { expect, type Page } from '@playwright/test'

export const people = {
  analyst: 'analyst@example.com',
  reviewer: 'reviewer@example.com',
  it: 'it@example.com',
  admin: 'admin@example.com',
} as const

/** Signs in as a script does; the page has its own spec. */
export async function signIn(page: Page, email: string): Promise<void> {
  const answer = await page.request.post('/.auth/login/local', { data: { email } })
  expect(answer.status(), await answer.text()).toBe(200)
}
