import { createContext, use, useSyncExternalStore } from 'react'
import type { Diagnostic, Project } from '@/lib/api/answers'
import type { FlowSession, SessionState } from '@/lib/flow/session'
import type { Column, Flow } from '@/lib/flow/types'
import type { Address, Going } from './address'

export interface Problems {
  error: number
  warning: number
}

export interface CompiledFlow {
  columns: ReadonlyMap<string, readonly Column[]>
  diagnostics: readonly Diagnostic[]
  byNode: ReadonlyMap<string, readonly Diagnostic[]>
  /** False until what is seen is what was compiled. */
  current: boolean
  error: unknown
}

export interface Workbench {
  project: Project
  session: FlowSession
  /** Undefined if the flow may be edited, else why not. */
  readOnly: string | undefined
  /** Undefined if data may be looked at, else why not. */
  noPreview: string | undefined
  /** What this person chose; without it the environment's are used. */
  role: string | undefined
  warehouse: string | undefined
  /** What is used: chosen, or the environment's where this person may use it. */
  inUse: { role: string | undefined; warehouse: string | undefined }
  setRole: (role: string) => void
  setWarehouse: (warehouse: string) => void
  edit: (change: (flow: Flow) => Flow, key?: string) => void
  say: (words: string, offersUndo?: boolean) => void
}

export const WorkbenchContext = createContext<Workbench | undefined>(undefined)
export const AddressContext = createContext<(Address & Going) | undefined>(undefined)
export const CompiledContext = createContext<CompiledFlow | undefined>(undefined)

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('This part of the page belongs into the workbench.')
  return value
}

export const useWorkbench = (): Workbench => found(use(WorkbenchContext))
export const usePlace = (): Address & Going => found(use(AddressContext))
export const useCompiled = (): CompiledFlow => found(use(CompiledContext))

export function useSession(): SessionState {
  const { session } = useWorkbench()
  return useSyncExternalStore(session.subscribe, session.getState)
}
