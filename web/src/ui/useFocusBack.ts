import { useEffect } from 'react'
import { focusBehind } from './focusBehind'

/**
 * When the component goes, the focus returns to where it was, or to the page's main part. A modal dialog that is taken away with the focus in it
 * would else leave the page hidden from assistive technology until something is focused.
 */
export function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      setTimeout(() => {
        if (document.activeElement !== null && document.activeElement !== document.body) return
        focusBehind(before instanceof HTMLElement && before.isConnected && before !== document.body ? before : document.getElementById('main'))
      })
    }
  }, [])
}
