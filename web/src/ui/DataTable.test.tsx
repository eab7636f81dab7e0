// @vitest-environment jsdom
import { FluentProvider, webLightTheme } from '@fluentui/react-components'
import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { DataTable } from './DataTable'

it('is a table to assistive technology, whatever it looks like', () => {
  render(
    <FluentProvider theme={webLightTheme}>
      <DataTable label="Fruit" columns={[{ key: 'a', header: 'Name', cell: (row: string) => row }, { key: 'b', header: 'Length', cell: (row: string) => row.length }]} rows={['fig', 'lemon']} rowKey={(row) => row} />
    </FluentProvider>,
  )
  expect(screen.getByRole('table', { name: 'Fruit' })).toBeTruthy()
  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['Name', 'Length'])
  expect(screen.getAllByRole('row')).toHaveLength(3)
  expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['fig', '3', 'lemon', '5'])
})
