import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../accessible.js'
import { people, signIn } from '../people.js'

for (const [name, email] of Object.entries(people)) {
  test(`the ${name} signs in on the page and comes back to where they wanted to go`, async ({ page }) => {
    await page.goto('/promotions?from=link')
    await page.waitForURL('**/.auth/login/**')
    await expectAccessible(page)
    await expectFits(page)
    await page.getByRole('button', { name: email }).click()
    await page.waitForURL('**/promotions?from=link')
    await expect(page.getByRole('heading', { level: 1, name: 'Promotions' })).toBeVisible()
    await page.getByRole('button', { name: /^Signed in as/ }).click()
    await expect(page.getByText(email, { exact: true })).toBeVisible()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL('**/.auth/login/**')
  })
}

test('nobody signs in who is not in the directory', async ({ request }) => {
  const answer = await request.post('/.auth/login/local', { data: { email: 'stranger@example.com' } })
  expect(answer.status()).toBe(401)
  expect(await answer.json()).toMatchObject({ code: 'unknown-user' })
})

test('a session is not readable by scripts, and signing out never leaves this server', async ({ page }) => {
  await signIn(page, people.analyst)
  const [cookie] = await page.context().cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  const answer = await page.request.get('/.auth/logout?post_logout_redirect_uri=https://elsewhere.example', { maxRedirects: 0 })
  expect(new URL(answer.headers()['location'] ?? '').origin).toBe(new URL(answer.url()).origin)
})

test('what a client claims about itself is not believed', async ({ request }) => {
  const principal = Buffer.from(JSON.stringify({ identityProvider: 'aad', userId: 'x', userDetails: people.admin, userRoles: ['authenticated'] })).toString('base64')
  const answer = await request.get('/api/me', { headers: { 'x-ms-client-principal': principal } })
  expect(answer.status()).toBe(401)
})

test('a page of another site cannot make a change', async ({ request }) => {
  for (const headers of [{ origin: 'http://localhost:3000' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'cross-site' }]) {
    const answer = await request.post('/.auth/login/local', { data: { email: people.admin }, headers })
    expect(answer.status()).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'cross-site-request' })
  }
})
