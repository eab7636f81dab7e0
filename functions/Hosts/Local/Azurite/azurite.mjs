// Starts Azurite as a process that the local host ends, not the terminal: Ctrl+C reaches every process of a terminal at once,
// and storage must outlive the host's own orderly stop. Arguments go to Azurite unchanged; AZURITE_LOG names its log file.
import { appendFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// A pipe to a host that was killed would end Azurite at its next line of output, so what it says goes to a file.
const log = process.env.AZURITE_LOG
if (log) {
  const write = (text, encoding, done) => {
    appendFileSync(log, text)
    const callback = typeof encoding === 'function' ? encoding : done
    if (callback) process.nextTick(callback)
    return true
  }
  process.stdout.write = write
  process.stderr.write = write
}

const once = process.once.bind(process)
let serving = false
process.once = (event, listener) => {
  if (event === 'SIGINT') return process
  if (event === 'SIGTERM') serving = true
  return once(event, listener)
}
process.on('SIGINT', () => {})
process.on('SIGHUP', () => process.emit('SIGTERM'))
// A second request must not cut off the saving that the first one began; before it serves there is nothing to save.
process.on('SIGTERM', () => {
  if (!serving) process.exit(0)
})

// The host asks for an orderly end by a line on standard input, because Windows has no SIGTERM; a host that vanished is not a request.
process.stdin.on('error', () => {})
process.stdin.on('data', (text) => {
  if (text.toString().includes('stop')) process.emit('SIGTERM')
})
process.stdin.unref?.()

createRequire(import.meta.url)('azurite/dist/src/azurite.js')
