const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** JSON whose numbers say as much as they did: one that JavaScript would round becomes text. */
export const exactJson = (json: string): string => json.replace(tokens, (token) => (token.startsWith('"') || isExact(token) ? token : `"${token}"`))

/** The digits that count, without where the point stands. */
const digitsOf = (number: string): string => number.replace(/[eE].*$/, '').replace(/[-.]/g, '').replace(/^0+|0+$/g, '')

const isExact = (number: string): boolean => digitsOf(number) === digitsOf(Number(number).toExponential())
