import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useProjectHere } from '@/features/projects'
import { answered, api } from '@/lib/api/client'
import { count } from '@/lib/names'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Notice } from '@/ui/Notice'
import { projectActions } from './actions'
import { AuditLog } from './AuditLog'

const useStyles = makeStyles({ mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' } })

/** Who did what in a project, and whether all of it is still there as it was written. */
export function Component() {
  const styles = useStyles()
  const { project, rights } = useProjectHere()
  const verify = useMutation({ mutationFn: () => answered(api.GET('/projects/{id}/audit/verify', { params: { path: { id: project.id } } })) })
  return (
    <AuditLog
      of={project.id}
      note="Every entry holds the hash of the one before: none can be changed or taken away unnoticed."
      actions={projectActions}
      empty="Nobody did anything here yet."
      tools={
        rights.manage && (
          <Button disabled={verify.isPending} onClick={() => verify.mutate()}>
            {verify.isPending ? 'Checking …' : 'Verify the chain'}
          </Button>
        )
      }
    >
      <div role="status">
        {verify.data &&
          (verify.data.valid ? (
            <Notice intent="success" title="The chain is whole.">
              {count(verify.data.count, 'entry', 'entries')}; the last hash is <span className={styles.mono}>{verify.data.hash}</span>
            </Notice>
          ) : (
            <Notice intent="error" title={`The chain is broken at entry ${verify.data.broken ?? '?'}.`}>
              {verify.data.reason} Compare with a backup, and tell whoever runs Handover.
            </Notice>
          ))}
      </div>
      {verify.isError && <ErrorPanel error={verify.error} />}
    </AuditLog>
  )
}
