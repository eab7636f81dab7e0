/** Takes the keys to the name of what is selected; of a node that has only just been selected, once its form is there. */
export function renameSelected(id?: string, frames = 120): void {
  const name = document.querySelector<HTMLInputElement>(id === undefined ? 'input[data-rename]' : `input[data-rename="${CSS.escape(id)}"]`)
  if (name) {
    name.focus()
    name.select()
  } else if (id !== undefined && frames > 0) requestAnimationFrame(() => renameSelected(id, frames - 1))
}
