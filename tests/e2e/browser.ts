import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

const places = [
  process.env['HANDOVER_BROWSER'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The browser of this machine if it has one, else the one that `npx playwright install chromium` brings. */
export function installedBrowser(): LaunchOptions {
  const found = places.find((place) => place !== undefined && existsSync(place))
  const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  // Chromium has no sandbox for root; this is a test of our own pages.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet
  return found === undefined ? { args } : { executablePath: found, args }
}
