import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const host = process.env['HANDOVER_URL'] ?? 'http://localhost:7071'

const mostInitial = 300_000

/** Fails the build if the JavaScript that every page waits for is more than it may be. */
const budget: Plugin = {
  name: 'initial-javascript-budget',
  apply: 'build',
  generateBundle(_, bundle) {
    const initial = new Set<string>()
    const take = (name: string) => {
      const chunk = bundle[name]
      if (chunk?.type !== 'chunk' || initial.has(name)) return
      initial.add(name)
      chunk.imports.forEach(take)
    }
    for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) take(chunk.fileName)
    const size = [...initial].reduce((sum, name) => sum + (bundle[name]?.type === 'chunk' ? gzipSync(bundle[name].code).length : 0), 0)
    if (size > mostInitial) this.error(`The initial JavaScript is ${size} bytes gzip, more than ${mostInitial}: ${[...initial].join(', ')}.`)
    this.info(`Initial JavaScript: ${size} of at most ${mostInitial} bytes gzip.`)
  },
}

export default defineConfig({
  plugins: [react(), budget],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // `npm run dev` serves the sources and passes everything else to a running host.
  server: { proxy: { '/api': host, '/.auth': host } },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    // A browser asks a host for six files at a time: what the frame needs is one, and crumbs that pages share are put together.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'frame', tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 60_000 },
          ],
        },
      },
    },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'] },
})
