/** What a table of the Data Browser is, while it is dragged. */
export const tableMime = 'application/x-handover-table'
