/** Takes the keys to the name of what is selected. */
export function renameSelected(): void {
  const name = document.querySelector<HTMLInputElement>('input[data-rename]')
  name?.focus()
  name?.select()
}
