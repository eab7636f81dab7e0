import { ApiProblem } from '@/lib/api/problem'
import { begin, changed, redo, undo, type History } from './history'
import type { Flow } from './types'

/** A flow and the version that the server gave it. */
export interface Versioned {
  flow: Flow
  version: string
}

export type SaveState =
  | { kind: 'saved' }
  | { kind: 'changed' }
  | { kind: 'saving' }
  /** Not saved; `again` if it is tried again by itself. */
  | { kind: 'failed'; error: unknown; again: boolean }
  /** Somebody else saved first: `base` is what both began with. */
  | { kind: 'conflict'; base: Flow; theirs: Versioned }

export interface SessionState {
  flow: Flow
  save: SaveState
  canUndo: boolean
  canRedo: boolean
  /** The version that the server holds, as far as this page knows. */
  version: string
}

export interface Gateway {
  load: () => Promise<Versioned>
  /** Answers the new version. */
  save: (flow: Flow, version: string) => Promise<string>
  isStale: (error: unknown) => boolean
  isPassing: (error: unknown) => boolean
}

export const autosaveAfter = 700
const longestWait = 30_000

/** One person's work on a flow: its history, and what of it the server has. Edits are saved by themselves, one request at a time. */
export class FlowSession {
  readonly #gateway: Gateway
  #history: History<Flow>
  #saved: Versioned
  #save: SaveState = { kind: 'saved' }
  #state: SessionState
  #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | undefined
  #failures = 0

  constructor(start: Versioned, gateway: Gateway) {
    this.#gateway = gateway
    this.#saved = start
    this.#history = begin(start.flow)
    this.#state = this.#snapshot()
  }

  get state(): SessionState {
    return this.#state
  }

  readonly getState = (): SessionState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether the server lacks something that is seen here. */
  isAhead(): boolean {
    return this.#save.kind !== 'saved'
  }

  edit(change: (flow: Flow) => Flow, key?: string): void {
    this.#go(changed(this.#history, change(this.#history.present), key))
  }

  undo(): void {
    this.#go(undo(this.#history))
  }

  redo(): void {
    this.#go(redo(this.#history))
  }

  #go(history: History<Flow>): void {
    if (history === this.#history) return
    this.#history = history
    // A conflict stays until a person has decided it.
    if (this.#save.kind === 'conflict') {
      this.#tell(this.#save)
      return
    }
    if (history.present === this.#saved.flow && !this.#running) {
      clearTimeout(this.#timer)
      this.#tell({ kind: 'saved' })
      return
    }
    this.#tell(this.#running ? { kind: 'saving' } : { kind: 'changed' })
    this.#saveIn(autosaveAfter)
  }

  #saveIn(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush().catch(() => undefined), milliseconds)
  }

  /** Saves what is not saved yet. Fails with what the server said, or if a conflict waits for a decision. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    while (this.#running) await this.#running
    if (this.#save.kind === 'saved') return
    if (this.#save.kind === 'conflict') throw new ApiProblem(412, 'etag-stale', 'Somebody else has saved this flow', 'Decide first whose changes stay.')
    this.#running = this.#send()
    try {
      await this.#running
    } finally {
      this.#running = undefined
    }
    if (this.#save.kind === 'failed') throw this.#save.error
    await this.flush()
  }

  async #send(): Promise<void> {
    const sent = this.#history.present
    this.#tell({ kind: 'saving' })
    try {
      const version = await this.#gateway.save(sent, this.#saved.version)
      this.#saved = { flow: sent, version }
      this.#failures = 0
      this.#tell(this.#history.present === sent ? { kind: 'saved' } : { kind: 'changed' })
    } catch (error) {
      await this.#failed(error)
    }
  }

  async #failed(error: unknown): Promise<void> {
    let reason = error
    if (this.#gateway.isStale(error)) {
      try {
        this.#tell({ kind: 'conflict', base: this.#saved.flow, theirs: await this.#gateway.load() })
        return
      } catch (unreachable) {
        reason = unreachable
      }
    }
    const again = this.#gateway.isPassing(reason)
    this.#tell({ kind: 'failed', error: reason, again })
    if (again) this.#saveIn(Math.min(longestWait, 1000 * 2 ** this.#failures++))
  }

  /** What somebody else saved meanwhile, if nothing here waits to be saved. */
  async refresh(): Promise<void> {
    if (this.isAhead()) return
    const theirs = await this.#gateway.load()
    // Something may have been edited while it was loading.
    const stillQuiet = !this.isAhead()
    if (stillQuiet && theirs.version !== this.#saved.version) this.#adopt(theirs, theirs.flow)
  }

  /** Ends a conflict. Mine can still be had back by undoing. */
  takeTheirs(): void {
    if (this.#save.kind === 'conflict') this.#adopt(this.#save.theirs, this.#save.theirs.flow)
  }

  /** Ends a conflict: what is given becomes the next revision, on top of theirs. */
  resolve(flow: Flow): void {
    if (this.#save.kind === 'conflict') this.#adopt(this.#save.theirs, flow)
  }

  #adopt(theirs: Versioned, flow: Flow): void {
    this.#saved = theirs
    this.#history = changed(this.#history, flow)
    const isTheirs = flow === theirs.flow
    this.#tell({ kind: isTheirs ? 'saved' : 'changed' })
    if (!isTheirs) this.#saveIn(0)
  }

  /** The last chance before the page goes: saves without waiting. */
  end(): void {
    clearTimeout(this.#timer)
    if (this.#save.kind === 'changed') void this.flush().catch(() => undefined)
  }

  #tell(save: SaveState): void {
    this.#save = save
    this.#state = this.#snapshot()
    for (const listener of this.#listeners) listener()
  }

  #snapshot(): SessionState {
    const { past, present, future } = this.#history
    return { flow: present, save: this.#save, canUndo: past.length > 0, canRedo: future.length > 0, version: this.#saved.version }
  }
}
