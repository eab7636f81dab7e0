import { Field, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { Diagnostic } from '@/lib/api/answers'
import type { Scalar } from '@/lib/flow/types'
import { useWorkbench } from '../context'
import { Wrong } from './fields'
import { linesOf, scalarsOf } from './scalars'

/** Constants, one a line: numbers, true and false are such; in quotes they are text. */
export function ScalarsField({ label, value, onChange, problems = [] }: { label: string; value: readonly Scalar[]; onChange: (value: readonly Scalar[]) => void; problems?: readonly Diagnostic[] }) {
  const { readOnly } = useWorkbench()
  const [text, setText] = useState(linesOf(value))
  // What somebody else or an undo has put there is shown; what is being typed stays as it is typed.
  const shown = linesOf(scalarsOf(text)) === linesOf(value) ? text : linesOf(value)
  return (
    <Field label={label} size="small" hint="A number in quotes is text: '2001'">
      <Textarea
        size="small"
        rows={4}
        value={shown}
        readOnly={readOnly !== undefined}
        onChange={(_, data) => {
          setText(data.value)
          onChange(scalarsOf(data.value))
        }}
      />
      <Wrong problems={problems} />
    </Field>
  )
}
