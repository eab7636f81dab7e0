import { Field, Input, Select, Textarea } from '@fluentui/react-components'
import type { Property } from './queries'

/** The value that a project or a deployment has for a property that the administrators have defined. */
export function PropertyField({ property, value, change, size = 'medium', disabled = false }: { property: Property; value: string; change: (value: string) => void; size?: 'small' | 'medium'; disabled?: boolean }) {
  const about = { label: property.name, size, ...(property.description !== undefined && { hint: property.description }) }
  switch (property.kind) {
    case 'yesNo':
    case 'choice':
      return (
        <Field {...about}>
          <Select size={size} disabled={disabled} value={value} onChange={(_, data) => change(data.value)}>
            <option value="">Not said</option>
            {(property.kind === 'yesNo' ? ['yes', 'no'] : (property.choices ?? [])).map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </Select>
        </Field>
      )
    case 'longText':
      return (
        <Field {...about}>
          <Textarea size={size} disabled={disabled} value={value} onChange={(_, data) => change(data.value)} />
        </Field>
      )
    default:
      return (
        <Field {...about}>
          <Input size={size} disabled={disabled} value={value} onChange={(_, data) => change(data.value)} />
        </Field>
      )
  }
}
