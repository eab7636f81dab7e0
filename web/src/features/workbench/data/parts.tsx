import { Button, Spinner, Text, makeStyles } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useEffect, useState, type ReactNode } from 'react'

const useStyles = makeStyles({ note: { padding: '16px', display: 'flex', flexDirection: 'column', gap: '12px', alignItems: 'flex-start' }, line: { display: 'flex', gap: '8px', alignItems: 'center' } })

export function Note({ children }: { children: ReactNode }) {
  const styles = useStyles()
  return <div className={styles.note}>{typeof children === 'string' ? <Text>{children}</Text> : children}</div>
}

/** A query at work: how long already, and how to stop it. */
export function Running({ cancel, inline = false }: { cancel: () => void; /** In a line, beside what was there before. */ inline?: boolean }) {
  const styles = useStyles()
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className={inline ? styles.line : styles.note}>
      <Spinner size={inline ? 'extra-tiny' : 'tiny'} label={seconds < 2 ? 'Running …' : `Running for ${seconds} s …`} />
      <Button size="small" icon={<DismissRegular />} onClick={cancel}>
        Cancel
      </Button>
    </div>
  )
}
