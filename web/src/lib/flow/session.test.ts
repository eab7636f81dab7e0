import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FlowSession, autosaveAfter, type Gateway } from './session'
import { emptyFlow, type Flow } from './types'

const flowOf = (...ids: string[]): Flow => ({ ...emptyFlow, nodes: ids.map((id) => ({ id, kind: 'filter', input: 'a', where: '' })) })
const stale = new Error('stale')
const passing = new Error('passing')

function server(): Gateway & { version: number; flow: Flow; fails: unknown[] } {
  const self = {
    version: 1,
    flow: flowOf(),
    fails: [] as unknown[],
    load: () => Promise.resolve({ flow: self.flow, version: `${self.version}` }),
    save: (flow: Flow, version: string) => {
      const fault = self.fails.shift()
      if (fault instanceof Error) return Promise.reject(fault)
      if (version !== `${self.version}`) return Promise.reject(stale)
      self.flow = flow
      return Promise.resolve(`${++self.version}`)
    },
    isStale: (error: unknown) => error === stale,
    isPassing: (error: unknown) => error === passing,
  }
  return self
}

const begin = (gateway: ReturnType<typeof server>) => new FlowSession({ flow: gateway.flow, version: '1' }, gateway)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('saves by itself once the typing stops, as one request', async () => {
  const gateway = server()
  const session = begin(gateway)
  session.edit(() => flowOf('x'))
  await vi.advanceTimersByTimeAsync(autosaveAfter - 1)
  session.edit(() => flowOf('x', 'y'))
  expect(session.state.save.kind).toBe('changed')
  expect(gateway.version).toBe(1)
  await vi.advanceTimersByTimeAsync(autosaveAfter)
  expect(session.state.save.kind).toBe('saved')
  expect(gateway).toMatchObject({ version: 2, flow: flowOf('x', 'y') })
})

it('has nothing to save after an edit that was undone', async () => {
  const gateway = server()
  const session = begin(gateway)
  session.edit(() => flowOf('x'))
  session.undo()
  expect(session.state.save.kind).toBe('saved')
  await vi.advanceTimersByTimeAsync(autosaveAfter * 2)
  expect(gateway.version).toBe(1)
})

it('saves what was edited while it was saving', async () => {
  const gateway = server()
  const session = begin(gateway)
  session.edit(() => flowOf('x'))
  const saving = session.flush()
  session.edit(() => flowOf('x', 'y'))
  await saving
  expect(gateway.flow).toEqual(flowOf('x', 'y'))
  expect(session.state.save.kind).toBe('saved')
})

it('tries again by itself when the host does not answer', async () => {
  const gateway = server()
  gateway.fails.push(passing, passing)
  const session = begin(gateway)
  session.edit(() => flowOf('x'))
  await vi.advanceTimersByTimeAsync(autosaveAfter)
  expect(session.state.save).toMatchObject({ kind: 'failed', again: true })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(session.state.save.kind).toBe('saved')
  expect(gateway.flow).toEqual(flowOf('x'))
})

it('stays with a refusal until something is edited', async () => {
  const gateway = server()
  gateway.fails.push(new Error('locked'))
  const session = begin(gateway)
  session.edit(() => flowOf('x'))
  await expect(session.flush()).rejects.toThrow('locked')
  expect(session.state.save).toMatchObject({ kind: 'failed', again: false })
  session.edit(() => flowOf('y'))
  await session.flush()
  expect(gateway.flow).toEqual(flowOf('y'))
})

async function conflict() {
  const gateway = server()
  const session = begin(gateway)
  gateway.flow = flowOf('theirs')
  gateway.version = 2
  session.edit(() => flowOf('mine'))
  await vi.advanceTimersByTimeAsync(autosaveAfter)
  return { gateway, session }
}

it('stops at a conflict and overwrites nobody', async () => {
  const { gateway, session } = await conflict()
  expect(session.state.save).toMatchObject({ kind: 'conflict', base: flowOf(), theirs: { flow: flowOf('theirs') } })
  session.edit(() => flowOf('mine', 'more'))
  await vi.advanceTimersByTimeAsync(autosaveAfter * 4)
  expect(gateway.flow).toEqual(flowOf('theirs'))
  await expect(session.flush()).rejects.toThrow('Somebody else has saved this flow')
})

it('takes theirs, and gives mine back by undoing', async () => {
  const { gateway, session } = await conflict()
  session.takeTheirs()
  expect(session.state).toMatchObject({ flow: flowOf('theirs'), save: { kind: 'saved' } })
  session.undo()
  await session.flush()
  expect(gateway.flow).toEqual(flowOf('mine'))
})

it('saves what was decided on top of theirs', async () => {
  const { gateway, session } = await conflict()
  session.resolve(flowOf('mine', 'theirs'))
  await session.flush()
  expect(gateway).toMatchObject({ version: 3, flow: flowOf('mine', 'theirs') })
})

it('takes what others saved if nothing waits here', async () => {
  const gateway = server()
  const session = begin(gateway)
  gateway.flow = flowOf('theirs')
  gateway.version = 2
  await session.refresh()
  expect(session.state).toMatchObject({ flow: flowOf('theirs'), save: { kind: 'saved' }, version: '2' })
})
