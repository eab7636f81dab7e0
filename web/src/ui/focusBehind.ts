/** Gives something of the page the focus, unless a modal dialog is open: the focus is the dialog's, which is hidden from assistive technology without it. */
export function focusBehind(target: HTMLElement | null): void {
  if (document.querySelector('[role="dialog"][aria-modal="true"]') === null) target?.focus({ preventScroll: true })
}
