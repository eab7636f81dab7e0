import { useEffect } from 'react'
import { asClip } from '@/lib/flow/edit'
import { count } from '@/lib/names'
import { usePlace, useWorkbench } from '../context'
import { renameSelected } from '../rename'
import { useFlowActions } from '../useFlowActions'

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
const isInDialog = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"], [role="grid"]') !== null

/** The keys of the flow, wherever the focus is but in a text or a dialog. */
export function useKeys(): void {
  const { say } = useWorkbench()
  const { selection, select } = usePlace()
  const actions = useFlowActions()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || isInDialog(event.target)) return
      const command = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      const inFlow = event.target === document.body || (event.target instanceof HTMLElement && event.target.closest('[data-flow-keys]') !== null)
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
      if (isTyping(event.target) || isInDialog(event.target) || selection.size === 0 || window.getSelection()?.isCollapsed === false) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', actions.copied(selection))
      say(`Copied ${count(selection.size, 'node')}.`)
      if (event.type === 'cut') actions.remove(selection)
    }
    const onPaste = (event: ClipboardEvent) => {
      const clip = isTyping(event.target) || isInDialog(event.target) ? undefined : asClip(event.clipboardData?.getData('text/plain') ?? '')
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
