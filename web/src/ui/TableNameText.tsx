import type { Schemas } from '@/lib/api/client'

/** A table's full name, that breaks at its dots where the line is too short. */
export function TableNameText({ table }: { table: Schemas['TableName'] }) {
  return (
    <>
      {table.database}.<wbr />
      {table.schema}.<wbr />
      {table.name}
    </>
  )
}
