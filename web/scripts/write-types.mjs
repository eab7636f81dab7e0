// Writes src/lib/api/schema.d.ts from openapi.json. The document describes the types that the server reads; its answers say more
// than that, by one rule: a property is absent if its value would be null, and always there otherwise.
import { readFile, writeFile } from 'node:fs/promises'
import openapi, { astToString } from 'openapi-typescript'

const document = JSON.parse(await readFile(new URL('../openapi.json', import.meta.url), 'utf8'))
const { schemas } = document.components

/** References to a place inside another schema become copies: TypeScript has no name for such a place. */
function inlined(value) {
  if (Array.isArray(value)) return value.map(inlined)
  if (typeof value !== 'object' || value === null) return value
  const { $ref: reference } = value
  if (reference?.startsWith('#/components/schemas/') && reference.split('/').length > 4) {
    return inlined(reference.slice(2).split('/').reduce((place, key) => place[key], document))
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inlined(inner)]))
}

const isNullable = ({ type, enum: values }) => (Array.isArray(type) && type.includes('null')) || (values?.includes(null) ?? false)

function withoutNull({ type, enum: values, ...rest }) {
  const types = [type ?? []].flat().filter((name) => name !== 'null')
  return {
    ...rest,
    ...(types.length > 0 && { type: types.length === 1 ? types[0] : types }),
    ...(values && { enum: values.filter((value) => value !== null) }),
  }
}

/** What an answer of this schema holds, by the rule above. */
function asAnswered(whole) {
  if (typeof whole !== 'object') return whole
  const schema = { ...whole }
  delete schema.default
  if (schema.items) schema.items = asAnswered(schema.items)
  if (schema.additionalProperties) schema.additionalProperties = asAnswered(schema.additionalProperties)
  if (schema.properties) {
    const properties = Object.entries(schema.properties).map(([name, part]) => [name, asAnswered(part)])
    schema.required = properties.filter(([, part]) => !isNullable(part)).map(([name]) => name)
    schema.properties = Object.fromEntries(properties.map(([name, part]) => [name, isNullable(part) ? withoutNull(part) : part]))
  }
  return schema
}

const bodies = new Set()
for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
  if (!operation.requestBody) continue
  const schema = operation.requestBody.content['application/json'].schema
  bodies.add(schema.$ref.split('/').at(-1))
}

// A problem says itself what it requires: it is written by hand in the server.
for (const [name, schema] of Object.entries(schemas)) {
  const whole = inlined(schema)
  schemas[name] = bodies.has(name) || name === 'Problem' ? whole : asAnswered(whole)
}

const types = await openapi(document, { defaultNonNullable: false })
await writeFile(new URL('../src/lib/api/schema.d.ts', import.meta.url), `// Written by \`npm run api\` from openapi.json.\n${astToString(types)}`)
