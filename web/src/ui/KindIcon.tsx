import {
  ArrowSortRegular,
  BranchForkRegular,
  CodeRegular,
  DatabaseRegular,
  FilterRegular,
  GridDotsRegular,
  GroupListRegular,
  MathFormulaRegular,
  RocketRegular,
  SquareMultipleRegular,
  StackRegular,
  ColumnTripleEditRegular,
  TableFreezeColumnRegular,
  TableFreezeRowRegular,
  type FluentIcon,
} from '@fluentui/react-icons'
import type { NodeKind } from '@/lib/flow/types'

const icons: Readonly<Record<NodeKind, FluentIcon>> = {
  source: DatabaseRegular,
  select: ColumnTripleEditRegular,
  formula: MathFormulaRegular,
  filter: FilterRegular,
  join: BranchForkRegular,
  union: StackRegular,
  aggregate: GroupListRegular,
  distinct: SquareMultipleRegular,
  sort: ArrowSortRegular,
  sample: GridDotsRegular,
  pivot: TableFreezeColumnRegular,
  unpivot: TableFreezeRowRegular,
  sql: CodeRegular,
  deployment: RocketRegular,
}

const whole = { flexShrink: 0 }

export function KindIcon({ kind, size = 16 }: { kind: NodeKind; size?: number }) {
  const Icon = icons[kind]
  return <Icon aria-hidden fontSize={size} style={whole} />
}
