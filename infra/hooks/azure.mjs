// The Azure CLI and azd, for the hooks. Node runs both hooks on Linux, macOS and Windows, so that there is one of each.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const windows = process.platform === 'win32'

/** Runs a command and answers what it printed. On Windows az is a batch file, which only a shell starts. */
function run(command, args, { allowFailure = false } = {}) {
  const quoted = windows ? args.map((arg) => `"${arg.replaceAll('"', '\\"')}"`) : args
  const done = spawnSync(command, quoted, { encoding: 'utf8', shell: windows, stdio: ['ignore', 'pipe', 'pipe'] })
  if (done.error?.code === 'ENOENT') {
    fail(`${command} is not installed. ${command === 'az' ? 'https://aka.ms/azure-cli' : 'https://aka.ms/azd'}`)
  }
  if (done.status !== 0 && !allowFailure) {
    fail(`${command} ${args.slice(0, 3).join(' ')} failed:\n${done.stderr}`)
  }
  return done.status === 0 ? done.stdout.trim() : undefined
}

export const az = (args, options) => run('az', args, options)

export const azJson = (args, options) => {
  const text = az([...args, '--output', 'json'], options)
  return text ? JSON.parse(text) : undefined
}

/** Hands text over in a file that only this user can read: a command line is seen by others, and Windows takes its quotes apart. */
export function withFile(text, use) {
  const folder = mkdtempSync(join(tmpdir(), 'handover-'))
  try {
    const file = join(folder, 'text')
    writeFileSync(file, text, { mode: 0o600 })
    return use(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Remembers a value in the azd environment. */
export const remember = (name, value) => run('azd', ['env', 'set', name, value])

/** What azd hands over in the environment of a hook. */
export function setting(name) {
  const value = process.env[name]
  return value ? value : fail(`azd has not said ${name}.`)
}

export function fail(message) {
  console.error(message)
  process.exit(1)
}
