import { Button, Checkbox, Field, Text, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { Plan, Promotion } from '@/lib/api/answers'
import { Ask } from '@/ui/Ask'
import { useAsked } from '@/ui/useAsked'
import { unmet } from './plan'
import { useDecision, usePlan } from './queries'

const asks = ['set-aside'] as const

/** An administrator's way past policies that stand in the way, with a reason that the audit keeps. */
export function SetAside({ promotion }: { promotion: Promotion }) {
  const plan = usePlan(promotion.plan).data
  const { ask, open, close } = useAsked(asks)
  const policies = plan ? unmet(plan).filter(({ code }) => promotion.override?.policies.includes(code) !== true) : []
  if (policies.length === 0) return null
  return (
    <>
      <div>
        <Button onClick={() => open('set-aside')}>Set policies aside …</Button>
      </div>
      {ask && <SetAsideDialog promotion={promotion} policies={policies} close={close} />}
    </>
  )
}

function SetAsideDialog({ promotion, policies, close }: { promotion: Promotion; policies: Plan['policies']; close: () => void }) {
  const decision = useDecision(promotion.id)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  return (
    <Ask
      title="Set policies aside"
      verb="Set aside"
      error={decision.error}
      busy={decision.isPending}
      allowed={chosen.length > 0 && reason.trim() !== ''}
      send={() => decision.mutate({ kind: 'override', reason: reason.trim(), policies: chosen }, { onSuccess: close })}
      close={close}
    >
      <Text>They do not hold for this promotion then. Everybody sees who decided so and why, here and in the audit.</Text>
      {policies.map(({ code, message }) => (
        <Checkbox key={code} label={message} checked={chosen.includes(code)} onChange={(_, { checked }) => setChosen(checked === true ? [...chosen, code] : chosen.filter((one) => one !== code))} />
      ))}
      <Field label="Reason" required>
        <Textarea value={reason} maxLength={500} resize="vertical" onChange={(_, { value }) => setReason(value)} />
      </Field>
    </Ask>
  )
}
