// Writes the API's document of a running host to openapi.json, in a form that differs only where the API does.
import { writeFile } from 'node:fs/promises'

const host = process.env.HANDOVER_URL ?? 'http://localhost:7071'
const answer = await fetch(new URL('/api/openapi.json', host))
if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}.`)
await writeFile(new URL('../openapi.json', import.meta.url), `${JSON.stringify(await answer.json(), null, 2)}\n`)
