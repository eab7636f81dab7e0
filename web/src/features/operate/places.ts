interface Place {
  database: string
  schema?: string
  name?: string
}

interface Rule {
  from: Place
  to: Place
}

export const placeText = ({ database, schema, name }: Place): string => [database, schema, name].filter((part) => part !== undefined).join('.')

export const sourceMapText = (rules: readonly { from: Place; to: Place }[]): string => rules.map(({ from, to }) => `${placeText(from)} = ${placeText(to)}`).join('\n')

function placeOf(text: string): Place | undefined {
  const [database, schema, name, ...more] = text.split('.').map((part) => part.trim())
  if (database === undefined || database === '' || schema === '' || name === '' || more.length > 0) return undefined
  return { database, ...(schema !== undefined && { schema }), ...(name !== undefined && { name }) }
}

const parts = ({ schema, name }: Place): number => (name !== undefined ? 3 : schema !== undefined ? 2 : 1)

/** Rules as they are typed, one a line; `wrong` says which line is none. */
export function sourceMapOf(text: string): { rules: Rule[]; wrong?: string } {
  const rules: Rule[] = []
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [left = '', right = '', ...more] = line.split('=')
    const from = placeOf(left)
    const to = placeOf(right)
    if (!from || !to || more.length > 0) return { rules, wrong: `“${line.trim()}” is no rule.` }
    if (parts(from) !== parts(to)) return { rules, wrong: `“${line.trim()}” has more parts on one side.` }
    rules.push({ from, to })
  }
  return { rules }
}
