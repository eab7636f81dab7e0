// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react'
import { use, useState } from 'react'
import { RouterProvider, createMemoryRouter } from 'react-router'
import { afterEach, expect, it } from 'vitest'
import { useAddress, type Going } from './address'

afterEach(cleanup)

it('keeps what was gone to while the page is drawn for another reason before it has followed', async () => {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  const seen: { go?: Going['go']; again?: () => void } = {}
  const Waiting = () => {
    use(arrived)
    return null
  }
  const Page = () => {
    const { ask, go } = useAddress()
    const [, draw] = useState(0)
    seen.go = go
    seen.again = () => draw((n) => n + 1)
    // Following the address takes as long as this waits.
    return ask === undefined ? <Waiting /> : null
  }
  const router = createMemoryRouter([{ path: '/', element: <Page /> }], { initialEntries: ['/?ask=exchange'] })
  render(<RouterProvider router={router} />)

  for (const step of [() => seen.go?.({ ask: undefined }), () => seen.again?.(), () => seen.go?.({ side: 'history' }), arrive]) {
    await act(() => {
      step()
      return Promise.resolve()
    })
  }

  expect(router.state.location.search).toBe('?side=history')
})
