// @vitest-environment jsdom
import { FluentProvider, webLightTheme } from '@fluentui/react-components'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { ApiProblem, unreachable } from '@/lib/api/problem'
import { ErrorPanel } from './ErrorPanel'

afterEach(cleanup)

const show = (error: unknown, retry?: () => void) =>
  render(
    <FluentProvider theme={webLightTheme}>
      <ErrorPanel error={error} retry={retry} />
    </FluentProvider>,
  )

it('says what happened, what to do next, and the code', () => {
  show(new ApiProblem(404, 'project-not-found', 'Not found', 'There is no project that you may see.'))
  const panel = screen.getByRole('alert').textContent
  expect(panel).toContain('Not found.')
  expect(panel).toContain('There is no project that you may see.')
  expect(panel).toContain('ask its owner to add you')
  expect(panel).toContain('Code: project-not-found')
})

it('lists the problems of a flow', () => {
  show(new ApiProblem(422, 'flow-invalid', 'Impossible', 'The flow has errors.', [{ code: 'HO1001', severity: 'error', message: 'No column DELY.', suggestion: 'Did you mean DELAY?' }]))
  expect(screen.getByRole('listitem').textContent).toBe('No column DELY. Did you mean DELAY? HO1001')
})

it('says of a lost connection what to do, not what the browser calls it', () => {
  show(unreachable(new TypeError('Failed to fetch')))
  const panel = screen.getByRole('alert').textContent
  expect(panel).toContain('Check your connection')
  expect(panel).not.toContain('Failed to fetch')
  expect(panel).toContain('Code: unreachable')
})

it('shows a fault of the page as such', () => {
  show(new Error('undefined is not a function'))
  expect(screen.getByRole('alert').textContent).toContain('Code: page-error')
})

it('tries again when asked', () => {
  const retry = vi.fn()
  show(new ApiProblem(503, 'storage-unavailable', 'Not now'), retry)
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(retry).toHaveBeenCalledOnce()
})
