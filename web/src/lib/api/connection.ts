/** Whether the host answers: told by every request, asked for while it does not. */
export class Connection {
  private lost = false
  private readonly listeners = new Set<() => void>()
  private readonly ask: () => Promise<boolean>
  private readonly every: number

  constructor(ask: () => Promise<boolean>, every = 2000) {
    this.ask = ask
    this.every = every
  }

  isLost = (): boolean => this.lost

  listen = (changed: () => void): (() => void) => {
    this.listeners.add(changed)
    return () => this.listeners.delete(changed)
  }

  reached(): void {
    this.set(false)
  }

  failed(): void {
    if (this.lost) return
    this.set(true)
    void this.untilReached()
  }

  private async untilReached(): Promise<void> {
    while (this.lost) {
      await new Promise((done) => setTimeout(done, this.every))
      if (await this.ask()) this.set(false)
    }
  }

  private set(lost: boolean): void {
    if (this.lost === lost) return
    this.lost = lost
    for (const changed of this.listeners) changed()
  }
}

/** The one to this page's host. Any answer will do, also that the warehouse is down. */
export const connection = new Connection(() =>
  fetch('/api/health', { cache: 'no-store' }).then(
    () => true,
    () => false,
  ),
)
