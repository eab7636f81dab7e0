import { describe, expect, it } from 'vitest'
import { addNode, addSource, asClip, connect, copy, disconnect, freshId, group, insertBetween, mayConnect, paste, reidentify, removeNodes, rename } from './edit'
import { downstreamOf, graphOf, upstreamOf } from './graph'
import { inputsOf, redirected, replaceWord, unset } from './kinds'
import { layout, missingPlaces, nodeSize, spread } from './layout'
import { nodeMatches, outlineOf } from './outline'
import { emptyFlow, type Flow, type FlowNode } from './types'

const table = { database: 'RAW', schema: 'S', name: 'FLIGHTS' }
const source = (id: string): FlowNode => ({ id, kind: 'source', table })
const filter = (id: string, input: string): FlowNode => ({ id, kind: 'filter', input, where: 'TRUE' })
const flowOf = (...nodes: FlowNode[]): Flow => ({ ...emptyFlow, nodes })
const chain = flowOf(source('a'), filter('b', 'a'), filter('c', 'b'))
const nodeIn = (flow: Flow, id: string): FlowNode => flow.nodes.find((node) => node.id === id) ?? expect.fail(`no ${id}`)

describe('adding', () => {
  it('names a source after its table, and a second one apart', () => {
    const first = addSource(emptyFlow, table, [])
    const second = addSource(first.flow, table, [])
    expect([first.id, second.id]).toEqual(['flights', 'flights_2'])
  })

  it.each([
    ['Größe (m²)', 'gro_e_m2'],
    ['2001', 'node'],
    ['', 'node'],
    ['unset', 'node'],
  ])('makes of %j the id %s', (words, id) => expect(freshId(emptyFlow, words)).toBe(id))

  it('stands to the right of what it reads and not on another node', () => {
    const placed = flowOf({ ...source('a'), position: { x: 0, y: 0 } })
    const first = addNode(placed, 'filter', ['a'])
    const second = addNode(first.flow, 'filter', ['a'])
    const [one, two] = [nodeIn(second.flow, first.id).position, nodeIn(second.flow, second.id).position]
    expect(one?.x).toBe(two?.x)
    expect(Math.abs((one?.y ?? 0) - (two?.y ?? 0))).toBeGreaterThanOrEqual(nodeSize.height)
  })

  it('takes its place on a line between two nodes', () => {
    const { flow, id } = insertBetween(chain, 'sort', 'a', 'b')
    expect(inputsOf(nodeIn(flow, id))).toEqual(['a'])
    expect(inputsOf(nodeIn(flow, 'b'))).toEqual([id])
  })

  it('makes room for itself by moving what follows', () => {
    const tight = flowOf({ ...source('a'), position: { x: 0, y: 0 } }, { ...filter('b', 'a'), position: { x: 272, y: 0 } })
    const { flow, id } = insertBetween(tight, 'sort', 'a', 'b')
    expect(nodeIn(flow, id).position).toEqual({ x: 272, y: 0 })
    expect(nodeIn(flow, 'b').position).toEqual({ x: 544, y: 0 })
  })
})

describe('connecting', () => {
  it('refuses a cycle, a deployment as input, and a source as reader', () => {
    const flow = flowOf(...chain.nodes, { id: 'd', kind: 'deployment', input: 'c', type: 'view' })
    expect(mayConnect(flow, 'c', 'b')).toBe('cycle')
    expect(mayConnect(flow, 'b', 'b')).toBe('cycle')
    expect(mayConnect(flow, 'd', 'b')).toBe('nothing-to-read')
    expect(mayConnect(flow, 'b', 'a')).toBe('no-room')
    expect(mayConnect(flow, 'a', 'b')).toBe('already')
    expect(mayConnect(flow, 'a', 'c')).toBeUndefined()
  })

  it('fills the open side of a join first', () => {
    const flow = flowOf(source('a'), source('b'), { id: 'j', kind: 'join', left: 'a', right: unset, type: 'inner' })
    expect(inputsOf(nodeIn(connect(flow, 'b', 'j'), 'j'))).toEqual(['a', 'b'])
  })

  it('adds to a union and takes from it', () => {
    const flow = flowOf(source('a'), source('b'), { id: 'u', kind: 'union', inputs: ['a'], by: 'name' })
    const both = connect(flow, 'b', 'u')
    expect(inputsOf(nodeIn(both, 'u'))).toEqual(['a', 'b'])
    expect(inputsOf(nodeIn(disconnect(both, 'a', 'u'), 'u'))).toEqual(['b'])
  })
})

describe('deleting', () => {
  it('joins the readers of a deleted node to what it read', () => {
    const { flow, reconnected, broken } = removeNodes(chain, ['b'])
    expect(inputsOf(nodeIn(flow, 'c'))).toEqual(['a'])
    expect(reconnected).toEqual([{ node: 'c', to: 'a' }])
    expect(broken).toEqual([])
  })

  it('finds what stands in for a deleted chain', () => {
    const long = flowOf(...chain.nodes, filter('d', 'c'))
    expect(inputsOf(nodeIn(removeNodes(long, ['b', 'c']).flow, 'd'))).toEqual(['a'])
  })

  it('leaves readers of a deleted source without input, and says so', () => {
    const { flow, broken } = removeNodes(chain, ['a'])
    expect(inputsOf(nodeIn(flow, 'b'))).toEqual([unset])
    expect(broken).toEqual(['b'])
  })

  it('takes groups that are empty then with it', () => {
    const grouped = group(group(chain, ['b'], 'One').flow, ['c'], 'Two').flow
    expect(removeNodes(grouped, ['b']).flow.groups?.map(({ name }) => name)).toEqual(['Two'])
  })

  it('does not hang on nodes that read each other', () => {
    const circle = flowOf(filter('a', 'b'), filter('b', 'a'), filter('c', 'b'))
    expect(removeNodes(circle, ['a', 'b']).broken).toEqual(['c'])
  })
})

describe('names', () => {
  it('forgets an empty title', () => expect(nodeIn(rename(rename(chain, 'b', ' Late '), 'b', ' '), 'b').name).toBeUndefined())

  it('follows a new id into inputs, SQL, conditions and groups', () => {
    const flow = group(flowOf(...chain.nodes, { id: 'q', kind: 'sql', inputs: ['b'], sql: "SELECT b.X, 'b' FROM b -- b" }), ['b'], 'G').flow
    const next = reidentify(flow, 'b', 'late')
    expect(inputsOf(nodeIn(next, 'c'))).toEqual(['late'])
    expect(nodeIn(next, 'q')).toMatchObject({ inputs: ['late'], sql: "SELECT late.X, 'b' FROM late -- b" })
    expect(next.groups?.[0]?.nodes).toEqual(['late'])
  })

  it.each([
    ['select a.b from a', 'select z.b from z'],
    ['select "a".b from "A"', 'select "z".b from "z"'],
    ["select t.a, 'a' /* a */ from ab, a", "select t.a, 'a' /* a */ from ab, z"],
  ])('replaces a name as a word: %s', (sql, expected) => expect(replaceWord(sql, 'a', 'z')).toBe(expected))

  it('moves both inputs of a join apart', () => expect(redirected({ id: 'j', kind: 'join', left: 'a', right: 'b', type: 'left', condition: 'a.X > b.X' }, 'b', 'c')).toMatchObject({ right: 'c', condition: 'a.X > c.X' }))
})

describe('copying', () => {
  it('joins copies among themselves and to what they read outside', () => {
    const { flow, ids } = paste(chain, copy(chain, new Set(['b', 'c'])))
    expect(ids).toEqual(['b_2', 'c_2'])
    expect(inputsOf(nodeIn(flow, 'b_2'))).toEqual(['a'])
    expect(inputsOf(nodeIn(flow, 'c_2'))).toEqual(['b_2'])
  })

  it('leaves open what another flow does not have, and a deployment without target', () => {
    const clip = copy(flowOf(...chain.nodes, { id: 'd', kind: 'deployment', input: 'c', type: 'view', target: table }), new Set(['c', 'd']))
    const { flow } = paste(emptyFlow, clip)
    expect(inputsOf(nodeIn(flow, 'c'))).toEqual([unset])
    expect(nodeIn(flow, 'd')).not.toHaveProperty('target')
  })

  it.each(['', 'x', '{}', '{"kind":"handover/nodes/1"}', '{"kind":"handover/nodes/1","nodes":[{"id":"a","kind":"toString2"}]}'])('does not take %j for nodes', (text) => expect(asClip(text)).toBeUndefined())

  it('reads back what it wrote', () => expect(asClip(JSON.stringify(copy(chain, new Set(['b']))))?.nodes).toEqual([filter('b', 'a')]))
})

describe('the graph', () => {
  it('knows what is made from what', () => {
    expect([...upstreamOf(chain, 'b')].sort()).toEqual(['a', 'b'])
    expect([...downstreamOf(chain, 'a')].sort()).toEqual(['b', 'c'])
  })

  it('orders every node once, a cycle too', () => expect([...graphOf(flowOf(filter('a', 'b'), filter('b', 'a'), source('s'))).order].sort()).toEqual(['a', 'b', 's']))

  it('has a line for each node in the outline, after what it reads', () => {
    const join: FlowNode = { id: 'j', kind: 'join', left: 'c', right: 's2', type: 'inner' }
    const lines = outlineOf(flowOf(join, ...chain.nodes, source('s2')))
    expect(lines.map(({ node }) => node.id).sort()).toEqual(['a', 'b', 'c', 'j', 's2'])
    expect(lines.find(({ node }) => node.id === 'j')?.reads).toEqual(['c', 's2'])
  })

  it('finds nodes by words of title, kind and content', () => {
    expect(nodeMatches(filter('late', 'a'), 'filter TRUE')).toBe(true)
    expect(nodeMatches(filter('late', 'a'), 'join')).toBe(false)
  })
})

describe('the layout', () => {
  it('goes from left to right and puts nothing on something else', () => {
    const flow = flowOf(source('a'), source('b'), filter('c', 'a'), filter('d', 'a'), { id: 'j', kind: 'join', left: 'c', right: 'b', type: 'left' })
    const places = [...layout(flow)]
    for (const node of flow.nodes) for (const input of inputsOf(node)) expect(layout(flow).get(input)?.x).toBeLessThan(layout(flow).get(node.id)?.x ?? 0)
    for (const [id, one] of places) for (const [other, two] of places) if (id !== other && one.x === two.x) expect(Math.abs(one.y - two.y)).toBeGreaterThanOrEqual(nodeSize.height)
  })

  it('keeps places that there are', () => expect([...missingPlaces(flowOf({ ...source('a'), position: { x: 5, y: 5 } }, filter('b', 'a'))).keys()]).toEqual(['b']))

  it('spreads what crowds around the middle', () => expect(spread([0, 0, 0, 100], 10)).toEqual([-10, 0, 10, 100]))
})
