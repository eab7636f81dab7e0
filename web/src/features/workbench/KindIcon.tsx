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
  TableColumnTopBottomRegular,
  TableFreezeColumnRegular,
  TableFreezeRowRegular,
  type FluentIcon,
} from '@fluentui/react-icons'
import type { NodeKind } from '@/lib/flow/types'

const icons: Readonly<Record<NodeKind, FluentIcon>> = {
  source: DatabaseRegular,
  select: TableColumnTopBottomRegular,
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

export function KindIcon({ kind, size = 16 }: { kind: NodeKind; size?: number }) {
  const Icon = icons[kind]
  return <Icon aria-hidden fontSize={size} />
}
