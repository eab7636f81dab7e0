import { expect, it } from 'vitest'
import { columnDifferences, settingDifferences } from './differences'

const column = (name: string, type: string) => ({ name, type, nullable: true })

it('tells columns that came, went and changed their type', () => {
  expect(columnDifferences([column('A', 'VARCHAR'), column('B', 'DATE'), column('C', 'NUMBER(38,0)')], [column('C', 'FLOAT'), column('A', 'VARCHAR'), column('D', 'DATE')])).toEqual({
    added: ['D'],
    removed: ['B'],
    changed: [{ name: 'C', before: 'NUMBER(38,0)', after: 'FLOAT' }],
  })
})

it('tells which settings changed', () => {
  const before = { isView: false, target: { database: 'D', schema: 'S', name: 'T' }, role: 'R', warehouse: 'W' }
  expect(settingDifferences(before, before)).toEqual([])
  expect(settingDifferences(before, { ...before, isView: true, target: { ...before.target, name: 'U' } })).toEqual([
    { name: 'Type', before: 'Table', after: 'View' },
    { name: 'Target', before: 'D.S.T', after: 'D.S.U' },
  ])
})
