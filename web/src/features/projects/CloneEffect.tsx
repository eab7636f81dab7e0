import { Text, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkRegular, DismissRegular } from '@fluentui/react-icons'
import type { Project } from '@/lib/api/answers'
import { cloneEffect } from './clone'
import type { FlowParts } from './queries'

const useStyles = makeStyles({
  parts: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(14rem, 1fr))', gap: '12px 24px', padding: '12px', backgroundColor: tokens.colorNeutralBackground2, borderRadius: tokens.borderRadiusMedium },
  title: { margin: '0 0 4px', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '2px' },
  line: { display: 'flex', gap: '6px', alignItems: 'flex-start' },
  kept: { color: tokens.colorPaletteGreenForeground1, flexShrink: 0, marginTop: '2px' },
  left: { color: tokens.colorNeutralForeground3, flexShrink: 0, marginTop: '2px' },
})

/** What a clone would have, before it is made. */
export function CloneEffect({ parts, project, keepsDeployments }: { parts: FlowParts; project: Project; keepsDeployments: boolean }) {
  const styles = useStyles()
  const { comes, stays } = cloneEffect(parts, project, keepsDeployments)
  return (
    <div className={styles.parts} role="group" aria-label="What the clone will have">
      <div>
        <h3 className={styles.title}>Comes along</h3>
        <ul className={styles.list}>
          {comes.map((words) => (
            <li key={words} className={styles.line}>
              <CheckmarkRegular className={styles.kept} aria-hidden />
              <Text size={200}>{words}</Text>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className={styles.title}>Stays with the original</h3>
        <ul className={styles.list}>
          {stays.map((words) => (
            <li key={words} className={styles.line}>
              <DismissRegular className={styles.left} aria-hidden />
              <Text size={200}>{words}</Text>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
