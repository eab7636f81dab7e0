import { fileURLToPath } from 'node:url'
import { defineConfig, devices } from '@playwright/test'
import { installedBrowser } from './browser.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const given = process.env['HANDOVER_URL']
// `./test` runs the projects beside each other, each on a host of its own, which is built by then.
const part = process.env['HANDOVER_E2E_PART']
const second = part === 'phone' ? 1 : 0
const results = `test-results/${part ?? 'all'}`
const address = given ?? `http://localhost:${7091 + second}`
const host = `dotnet run ${part === undefined ? '' : '--no-build '}--project functions/Hosts/Local --`
const own = `--Data:Folder=tests/e2e/.data/${second}`
// Where time is measured nothing runs beside it.
const speed = 'speed.spec.ts'
const storage = ['Blob', 'Queue', 'Table'].map((kind, n) => `--Azurite:${kind}Port=${21000 + 10 * second + n}`).join(' ')

export default defineConfig({
  testDir: 'specs',
  outputDir: results,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // The specs share one host and one sample; each file brings its own data or only reads.
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  // A browser on a busy machine misses a beat now and then; the report names what needed a second try.
  retries: 1,
  reporter: [['list'], ['json', { outputFile: `${results}.json` }]],
  // A trace takes a picture of the page at every step, a third of the suite's time: only what failed is traced, the second time.
  use: { baseURL: address, trace: 'on-first-retry', actionTimeout: 15_000, navigationTimeout: 20_000, launchOptions: installedBrowser() },
  projects: [
    { name: 'desktop', testIgnore: speed, use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } },
    { name: 'phone', testIgnore: speed, use: { ...devices['Desktop Chrome'], viewport: { width: 390, height: 844 }, colorScheme: 'dark' } },
    { name: 'speed', testMatch: speed, use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } },
  ],
  // A host of its own, on its own data: the person's `.data` is never touched.
  ...(given === undefined && {
    webServer: {
      command: `${host} reset ${own} && ${host} --urls ${address} ${own} ${storage}`,
      // Its storage too: the one that other suites share ends with them.
      env: { HANDOVER_AZURITE: '' },
      cwd: root,
      url: `${address}/.auth/me`,
      timeout: 300_000,
      reuseExistingServer: false,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
      stdout: 'pipe',
    },
  }),
})
