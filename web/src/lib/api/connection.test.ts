import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Connection } from './connection'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('asks until it is answered again, and says so once', async () => {
  const answers = [false, false, true]
  const ask = vi.fn(() => Promise.resolve(answers.shift() ?? true))
  const connection = new Connection(ask, 1000)
  const changed = vi.fn()
  connection.listen(changed)
  connection.failed()
  connection.failed()
  expect(connection.isLost()).toBe(true)
  await vi.advanceTimersByTimeAsync(2500)
  expect(connection.isLost()).toBe(true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(connection.isLost()).toBe(false)
  expect(ask).toHaveBeenCalledTimes(3)
  expect(changed).toHaveBeenCalledTimes(2)
})

it('takes any answer that comes meanwhile', async () => {
  const connection = new Connection(() => Promise.resolve(false), 1000)
  connection.failed()
  connection.reached()
  expect(connection.isLost()).toBe(false)
  await vi.advanceTimersByTimeAsync(5000)
  expect(connection.isLost()).toBe(false)
})
