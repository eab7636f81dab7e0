import { createContext, use, useEffect } from 'react'

export interface Command {
  id: string
  label: string
  /** What kind of thing it is: "Project", "Node", "Command". */
  kind: string
  keys?: string
  run: () => void
}

/** Commands that somebody else knows: those that have a text. */
export type CommandSearch = (text: string, signal: AbortSignal) => Promise<readonly Command[]>

export interface Commands {
  open: () => void
  /** Commands that a part of the page has while it is there; asked for when the palette opens. */
  offer: (source: () => readonly Command[]) => () => void
  /** Where the palette looks further while somebody types. */
  lookIn: (search: CommandSearch) => () => void
}

export const CommandsContext = createContext<Commands>({ open: () => undefined, offer: () => () => undefined, lookIn: () => () => undefined })

export const useCommandPalette = (): Commands => use(CommandsContext)

/** Offers commands while the component is there. `source` must stay the same as long as its commands do. */
export function useCommands(source: () => readonly Command[]): void {
  const { offer } = useCommandPalette()
  useEffect(() => offer(source), [offer, source])
}

/** Offers commands that are found while somebody types. `search` must stay the same as long as it finds the same. */
export function useCommandSearch(search: CommandSearch): void {
  const { lookIn } = useCommandPalette()
  useEffect(() => lookIn(search), [lookIn, search])
}

/** What is known, and after it what was found and is not known. */
export function together(known: readonly Command[], found: readonly Command[]): readonly Command[] {
  const ids = new Set(known.map(({ id }) => id))
  return [...known, ...found.filter(({ id }) => !ids.has(id))]
}

/** The commands that have every word, those first that begin with the text. */
export function matching(commands: readonly Command[], text: string, most = 50): readonly Command[] {
  const wanted = text.trim().toLocaleLowerCase()
  const words = wanted.split(/\s+/)
  const found = commands.filter(({ label, kind }) => words.every((word) => `${label} ${kind}`.toLocaleLowerCase().includes(word)))
  const rank = ({ label }: Command) => (label.toLocaleLowerCase().startsWith(wanted) ? 0 : 1)
  return (wanted === '' ? found : found.toSorted((a, b) => rank(a) - rank(b))).slice(0, most)
}
