import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, DialogTrigger, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Promotion, RollbackPlan } from '@/lib/api/answers'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { SqlBlock } from '@/ui/SqlBlock'
import { useAsked } from '@/ui/useAsked'
import { useDecision, useRollbackPlan } from './queries'

const useStyles = makeStyles({
  surface: { maxWidth: '720px' },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
})

const asks = ['rollback'] as const

/** Brings back what was before: first what that means, from the server, then the question. */
export function RollBack({ promotion, offered }: { promotion: Promotion; /** Whether the reader may: who follows a link and may not is told why. */ offered: boolean }) {
  const styles = useStyles()
  const { ask, open, close } = useAsked(asks)
  const isOpen = ask !== undefined
  // One key a promotion on this page: pressing twice, or again after a lost answer, rolls back once.
  const [key] = useState(() => crypto.randomUUID())
  const plan = useRollbackPlan(promotion.id, isOpen)
  const decision = useDecision(promotion.id)
  const surface = (
    <DialogSurface className={styles.surface}>
      <DialogBody>
        <DialogTitle>Roll back {promotion.sourceName}?</DialogTitle>
        <DialogContent className={styles.stack}>
          {plan.isPending && <Loading what="what would happen" />}
          {plan.isError && <ErrorPanel error={plan.error} />}
          {plan.data && <Effects plan={plan.data} environment={promotion.environment} />}
          {decision.isError && <ErrorPanel error={decision.error} />}
        </DialogContent>
        <DialogActions>
          <DialogTrigger disableButtonEnhancement>
            <Button>Keep it</Button>
          </DialogTrigger>
          <Button
            appearance="primary"
            disabled={!plan.data || decision.isPending}
            onClick={() => decision.mutate({ kind: 'rollback', key }, { onSuccess: close })}
          >
            Roll back
          </Button>
        </DialogActions>
      </DialogBody>
    </DialogSurface>
  )
  const asked = { open: isOpen, onOpenChange: (_: unknown, data: { open: boolean }) => (data.open ? open('rollback') : close()) }
  if (!offered) return <Dialog {...asked}>{surface}</Dialog>
  return (
    <Dialog {...asked}>
      <DialogTrigger disableButtonEnhancement>
        <Button>Roll back …</Button>
      </DialogTrigger>
      {surface}
    </Dialog>
  )
}

function Effects({ plan, environment }: { plan: RollbackPlan; environment: string }) {
  const styles = useStyles()
  const { before, after } = plan.ownership
  const statements = plan.steps.flatMap((step) => step.statements)
  return (
    <>
      <Text>
        {plan.removesProject
          ? `The project in ${environment} goes, because this promotion made it.`
          : `The project in ${environment} becomes what it was before this promotion, with its data.`}
        {!plan.removesProject && before !== after && ` Its owner is ${after ?? 'nobody'} again.`}
      </Text>
      <ul className={styles.list}>
        {plan.restores.map((object) => (
          <li key={object}>{object}</li>
        ))}
      </ul>
      {statements.length > 0 && <SqlBlock label="SQL of the roll back" title="Statements" sql={statements.map(({ sql }) => `${sql};`).join('\n')} />}
    </>
  )
}
