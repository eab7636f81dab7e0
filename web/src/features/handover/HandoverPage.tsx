import { Button, Select, Text, Field, makeStyles, tokens } from '@fluentui/react-components'
import { useSearchParams } from 'react-router'
import { useProjectHere } from '@/features/projects'
import { projectPackAddress } from '@/lib/api/client'
import { count } from '@/lib/names'
import { whyNot } from '@/lib/rights'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { Section } from '@/ui/Section'
import { SqlBlock } from '@/ui/SqlBlock'
import { Backups } from './Backups'
import { usePack, type PackFile } from './queries'

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  page: { width: '100%', height: '70vh', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, backgroundColor: '#fff', colorScheme: 'light' },
  file: { maxWidth: '32rem' },
})

const first = 'documentation.html'

/** What IT receives: to download, and to read here. */
export function Component() {
  const styles = useStyles()
  const { project, rights, me } = useProjectHere()
  const [search, setSearch] = useSearchParams()
  const file = search.get('file')
  const pack = usePack(project.id, file !== null)
  const open = (path: string) => setSearch({ file: path }, { replace: true })
  return (
    <>
      <Section title="Handover pack" note={pack.data && count(pack.data.length, 'file')}>
        <Text>Everything that IT needs to run this project without Handover, made from its newest revision: full SQL and DDL of every deployment, grants, data tests, tasks, lineage, documentation and a dbt project, with a hash of each file.</Text>
        <div className={styles.actions}>
          <Button as="a" appearance="primary" href={projectPackAddress(project.id)} download>
            Download the pack (zip)
          </Button>
          {file === null && <Button onClick={() => open(first)}>Read the documentation here</Button>}
        </div>
      </Section>
      {file !== null && (
        <Section title="In the pack">
          {pack.isPending && <Loading what="the pack" lines={6} />}
          {pack.isError && <ErrorPanel error={pack.error} retry={() => void pack.refetch()} />}
          {pack.data && (
            <>
              <Field label="File" className={styles.file}>
                <Select value={file} onChange={(_, { value }) => open(value)}>
                  {pack.data.map(({ path }) => (
                    <option key={path}>{path}</option>
                  ))}
                </Select>
              </Field>
              <File file={pack.data.find(({ path }) => path === file)} />
            </>
          )}
        </Section>
      )}
      <Backups project={project.id} mayTake={rights.edit} {...(!rights.manage && { whyNoRestore: whyNot(project, me, 'manage').replace('do this', 'restore a backup') })} />
    </>
  )
}

function File({ file }: { file: PackFile | undefined }) {
  const styles = useStyles()
  if (!file) return <Text>The pack has no such file.</Text>
  // Without scripts, and without this page's origin: it is text that users wrote.
  if (file.path.endsWith('.html')) return <iframe className={styles.page} title={file.path} sandbox="" srcDoc={file.text} />
  return <SqlBlock label={file.path} sql={file.text} />
}
