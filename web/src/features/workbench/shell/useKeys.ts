import { useEffect } from 'react'
import { asClip } from '@/lib/flow/edit'
import { count } from '@/lib/names'
import { usePlace, useWorkbench } from '../context'
import { renameSelected } from '../rename'
import { goToPart } from './parts'
import { useFlowActions } from '../useFlowActions'

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
const isIn = (target: EventTarget | null, places: string): boolean => target instanceof HTMLElement && target.closest(places) !== null
const isInOverlay = (target: EventTarget | null): boolean => isIn(target, '[role="dialog"], [role="alertdialog"], [role="menu"]')
const hasOwnKeys = (target: EventTarget | null): boolean => isInOverlay(target) || isIn(target, '[role="grid"]')

/** The keys of the flow, wherever the focus is but in a text, a dialog or a grid; F6 goes from part to part from anywhere. */
export function useKeys(): void {
  const { say } = useWorkbench()
  const { selection, select } = usePlace()
  const actions = useFlowActions()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'F6' && !isInOverlay(event.target)) {
        event.preventDefault()
        goToPart(event.shiftKey)
        return
      }
      if (isTyping(event.target) || hasOwnKeys(event.target)) return
      const command = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      const inFlow = event.target === document.body || isIn(event.target, '[data-flow-keys]')
      const does: (() => void) | undefined =
        command && key === 'z' ? (event.shiftKey ? actions.redo : actions.undo)
        : command && key === 'y' ? actions.redo
        : command && key === 'g' && selection.size > 0 ? () => actions.group(selection)
        : command && key === 'a' && inFlow ? actions.selectAll
        : !command && (key === 'delete' || key === 'backspace') && inFlow && selection.size > 0 ? () => actions.remove(selection)
        : !command && key === 'escape' && inFlow ? () => select([])
        : !command && key === 'f2' ? () => renameSelected()
        : undefined
      if (!does) return
      event.preventDefault()
      does()
    }
    const onCopy = (event: ClipboardEvent) => {
      if (isTyping(event.target) || hasOwnKeys(event.target) || selection.size === 0 || window.getSelection()?.isCollapsed === false) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', actions.copied(selection))
      say(`Copied ${count(selection.size, 'node')}.`)
      if (event.type === 'cut') actions.remove(selection)
    }
    const onPaste = (event: ClipboardEvent) => {
      const clip = isTyping(event.target) || hasOwnKeys(event.target) ? undefined : asClip(event.clipboardData?.getData('text/plain') ?? '')
      if (!clip) return
      event.preventDefault()
      actions.paste(clip)
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [actions, selection, select, say])
}
