import { createContext, use, useEffect } from 'react'

export interface Command {
  id: string
  label: string
  /** What kind of thing it is: "Project", "Node", "Command". */
  kind: string
  keys?: string
  run: () => void
}

export interface Commands {
  open: () => void
  /** Commands that a part of the page has while it is there; asked for when the palette opens. */
  offer: (source: () => readonly Command[]) => () => void
}

export const CommandsContext = createContext<Commands>({ open: () => undefined, offer: () => () => undefined })

export const useCommandPalette = (): Commands => use(CommandsContext)

/** Offers commands while the component is there. `source` must stay the same as long as its commands do. */
export function useCommands(source: () => readonly Command[]): void {
  const { offer } = useCommandPalette()
  useEffect(() => offer(source), [offer, source])
}

/** The commands that have every word, those first that begin with the text. */
export function matching(commands: readonly Command[], text: string, most = 50): readonly Command[] {
  const wanted = text.trim().toLocaleLowerCase()
  const words = wanted.split(/\s+/)
  const found = commands.filter(({ label, kind }) => words.every((word) => `${label} ${kind}`.toLocaleLowerCase().includes(word)))
  const rank = ({ label }: Command) => (label.toLocaleLowerCase().startsWith(wanted) ? 0 : 1)
  return (wanted === '' ? found : found.toSorted((a, b) => rank(a) - rank(b))).slice(0, most)
}
