import { mkdir } from 'node:fs/promises'
import { test, type Page } from '@playwright/test'

const folder = process.env['HANDOVER_SHOTS']

/** Keeps a picture of the page to be looked at by a person, if HANDOVER_SHOTS names a folder. */
export async function look(page: Page, name: string): Promise<void> {
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, colorScheme === 'dark')
    await page.screenshot({ path: `${folder}/${name}-${test.info().project.name}-${colorScheme}.png`, animations: 'disabled' })
  }
  await page.emulateMedia({ colorScheme: null })
}
