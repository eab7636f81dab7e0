/** Takes the keys to the part of the workbench after the one that has them, or before it: what takes a part's keys is marked with `data-part`. */
export function goToPart(back: boolean): void {
  const here = document.activeElement ?? document.body
  const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')].filter((part) => part.checkVisibility())
  const lies = (part: HTMLElement, where: number) => (here.compareDocumentPosition(part) & where) !== 0
  const next = back
    ? (parts.findLast((part) => lies(part, Node.DOCUMENT_POSITION_PRECEDING) && !part.contains(here)) ?? parts.at(-1))
    : (parts.find((part) => lies(part, Node.DOCUMENT_POSITION_FOLLOWING)) ?? parts[0])
  const chosen = next?.querySelector<HTMLElement>(':scope > [role="tab"][aria-selected="true"]')
  ;(chosen ?? next)?.focus()
}
