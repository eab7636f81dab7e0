import { Button } from '@fluentui/react-components'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Operation } from '@/lib/api/answers'
import { answered, api } from '@/lib/api/client'
import { ErrorPanel } from '@/ui/ErrorPanel'

/** Stops what is under way: honoured between two steps, then everything is put back. */
export function CancelOperation({ operation, size = 'medium' }: { operation: Operation; size?: 'small' | 'medium' }) {
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => answered(api.POST('/operations/{operation}/cancel', { params: { path: { operation: operation.id } } })),
    onSettled: () => Promise.all(['operation', 'operations', 'project'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  const asked = operation.cancelRequestedBy !== undefined || cancel.isSuccess
  return (
    <>
      <Button size={size} disabled={asked || cancel.isPending} onClick={() => cancel.mutate()}>
        {asked ? 'Stopping …' : 'Stop it'}
      </Button>
      {cancel.isError && <ErrorPanel error={cancel.error} />}
    </>
  )
}
