// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Time } from './Time'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-04T12:00:00Z') }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const shown = () => screen.getByRole('time').textContent

it('says what is true now, not what was when it was drawn', () => {
  render(<Time at="2026-05-04T12:00:00Z" />)
  expect(shown()).toBe('just now')
  act(() => void vi.advanceTimersByTime(3 * 60_000))
  expect(shown()).toBe('3 minutes ago')
})

it('says the exact time beside it where somebody plans by it', () => {
  render(<Time exact at="2026-05-04T15:00:00Z" />)
  expect(shown()).toMatch(/2026.*, in 3 hours$/)
})

it('keeps no clock going for nobody', () => {
  render(<Time at="2026-05-04T12:00:00Z" />).unmount()
  expect(vi.getTimerCount()).toBe(0)
})
