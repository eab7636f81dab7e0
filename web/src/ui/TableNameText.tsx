import type { TableName } from '@/lib/api/answers'

/** A table's full name, that breaks at its dots where the line is too short. */
export function TableNameText({ table }: { table: TableName }) {
  return (
    <>
      {table.database}.<wbr />
      {table.schema}.<wbr />
      {table.name}
    </>
  )
}
