import { Button, Checkbox, Field, Input, Link, Select, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { AddRegular, ArrowDownRegular, ArrowUpRegular, DeleteRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import type { Diagnostic } from '@/lib/api/answers'
import type { Column } from '@/lib/flow/types'
import { Code } from '@/ui/code/Code'
import type { CodeHint } from '@/ui/code/editor'
import { useWorkbench } from '../context'
import { applied, fixOf, marksOf } from '../problems'
import { functionsQuery } from '../queries'

const useStyles = makeStyles({
  problem: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, color: tokens.colorPaletteRedForeground1, overflowWrap: 'anywhere' },
  mild: { color: tokens.colorNeutralForeground2 },
  fix: { fontSize: 'inherit', lineHeight: 'inherit' },
  rows: { display: 'flex', flexDirection: 'column', gap: '8px' },
  row: { display: 'flex', gap: '4px', alignItems: 'flex-start', minWidth: 0 },
  content: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', gap: '4px' },
  tools: { display: 'flex', flexShrink: 0 },
  tool: { minWidth: '24px', padding: 0, width: '24px' },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, minHeight: '24px', gap: '8px' },
  more: { flexShrink: 0, whiteSpace: 'nowrap' },
  turns: { display: 'flex', gap: '4px', marginLeft: '-6px', '& > *': { minWidth: 0 } },
  picks: { maxHeight: '13rem', overflow: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, padding: '2px 0' },
  pick: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', paddingRight: '8px', minHeight: '28px' },
  type: { fontSize: tokens.fontSizeBase100, color: tokens.colorNeutralForeground2 },
  fill: { width: '100%', minWidth: 0 },
  // Who may only read has to be able to: what cannot be changed is not what does not matter.
  read: { ':disabled': { color: tokens.colorNeutralForeground1, opacity: 1, cursor: 'default' } },
  readBox: { '& .fui-Checkbox__label': { color: tokens.colorNeutralForeground1, cursor: 'default' } },
  group: { display: 'flex', flexDirection: 'column', gap: '6px', border: 'none', margin: 0, padding: 0, minWidth: 0 },
})

/** What is wrong with a field, and a button that corrects it where the compiler knows how. */
export function Wrong({ problems, fix }: { problems: readonly Diagnostic[]; fix?: (problem: Diagnostic, text: string) => void }) {
  const styles = useStyles()
  const { readOnly } = useWorkbench()
  if (problems.length === 0) return null
  return (
    <div role="status">
      {problems.map((problem, index) => {
        const text = fixOf(problem)
        return (
          <div key={index} className={mergeClasses(styles.problem, problem.severity !== 'error' && styles.mild)}>
            {problem.message}{' '}
            {fix && text !== undefined && readOnly === undefined ? (
              <Link as="button" inline className={styles.fix} onClick={() => fix(problem, text)}>
                Use {text}
              </Link>
            ) : (
              problem.suggestion
            )}
          </div>
        )
      })}
    </div>
  )
}

export function TextField({ label, value, problems = [], onChange, placeholder, hint }: { label: string; value: string; problems?: readonly Diagnostic[]; onChange: (value: string) => void; placeholder?: string; hint?: string }) {
  const styles = useStyles()
  const { readOnly } = useWorkbench()
  return (
    <Field label={label} size="small" {...(hint !== undefined && { hint })}>
      <Input className={styles.fill} size="small" value={value} readOnly={readOnly !== undefined} {...(placeholder !== undefined && { placeholder })} onChange={(_, data) => onChange(data.value)} />
      <Wrong problems={problems} fix={(_, text) => onChange(text)} />
    </Field>
  )
}

/** A number, or nothing. What is not a number is not taken. */
export function NumberField({ label, value, least, most, problems = [], onChange }: { label: string; value: number | undefined; least: number; most?: number; problems?: readonly Diagnostic[]; onChange: (value: number | undefined) => void }) {
  const styles = useStyles()
  const { readOnly } = useWorkbench()
  const [text, setText] = useState(value === undefined ? '' : `${value}`)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (Number(text) !== value) setText(value === undefined ? '' : `${value}`)
  }
  const read = (input: string) => {
    setText(input)
    const number = Number(input)
    if (input.trim() === '') onChange(undefined)
    else if (Number.isFinite(number) && number >= least && (most === undefined || number <= most)) onChange(number)
  }
  return (
    <Field label={label} size="small">
      <Input className={styles.fill} size="small" type="number" min={least} max={most} value={text} readOnly={readOnly !== undefined} onChange={(_, data) => read(data.value)} />
      <Wrong problems={problems} />
    </Field>
  )
}

export interface Choice {
  value: string
  label: string
}

/** One of several. A value that is no longer among them stays visible. */
export function ChoiceField({ label, value, choices, empty, onChange, problems = [], bare = false }: { label: string; value: string; choices: readonly Choice[]; empty?: string; onChange: (value: string) => void; problems?: readonly Diagnostic[]; bare?: boolean }) {
  const styles = useStyles()
  const { readOnly } = useWorkbench()
  const gone = value !== '' && !choices.some((choice) => choice.value === value)
  const select = (
    <Select className={styles.fill} select={{ className: styles.read }} size="small" value={value} disabled={readOnly !== undefined} {...(bare && { 'aria-label': label })} onChange={(_, data) => onChange(data.value)}>
      {(empty !== undefined || value === '') && <option value="">{empty ?? 'Choose …'}</option>}
      {gone && <option value={value}>{value} (not there)</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </Select>
  )
  const wrong = <Wrong problems={problems} fix={(_, text) => onChange(text)} />
  if (bare)
    return (
      <div className={styles.content}>
        {select}
        {wrong}
      </div>
    )
  return (
    <Field label={label} size="small">
      {select}
      {wrong}
    </Field>
  )
}

export const columnChoices = (columns: readonly Column[]): readonly Choice[] => columns.map(({ name, type }) => ({ value: name, label: `${name}  ${type}` }))

/** For where there is no room for types. */
export const nameChoices = (columns: readonly Column[]): readonly Choice[] => columns.map(({ name }) => ({ value: name, label: name }))

/** More than so many are found by typing. */
const many = 10

/** Several columns. All, none and the others are of those that are found. */
export function ColumnsField({ label, columns, value, onChange, problems = [] }: { label: string; columns: readonly Column[]; value: readonly string[]; onChange: (value: readonly string[]) => void; problems?: readonly Diagnostic[] }) {
  const styles = useStyles()
  const { readOnly } = useWorkbench()
  const [text, setText] = useState('')
  const names = columns.map(({ name }) => name)
  const all: readonly Pick<Column, 'name' | 'type'>[] = [...value.filter((name) => !names.includes(name)).map((name) => ({ name, type: 'not there' })), ...columns]
  const shown = all.filter(({ name }) => name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()))
  const turn = (name: string, on: boolean) => onChange(on ? [...value, name] : value.filter((one) => one !== name))
  // What is not found is left as it is.
  const turnShown = (on: (name: string) => boolean) => {
    const found = new Set(shown.map(({ name }) => name))
    onChange([...value.filter((name) => !found.has(name) || on(name)), ...[...found].filter((name) => !value.includes(name) && on(name))])
  }
  return (
    <fieldset className={styles.group} aria-label={label}>
      <div className={styles.head}>
        <span>{label}</span>
        <span className={styles.type}>
          {value.length} of {columns.length}
        </span>
      </div>
      {columns.length > many && <Input size="small" type="search" placeholder="Find a column" aria-label={`Find a column of ${label}`} value={text} onChange={(_, data) => setText(data.value)} />}
      {readOnly === undefined && all.length > 1 && (
        <div className={styles.turns}>
          <Button size="small" appearance="subtle" onClick={() => turnShown(() => true)}>
            All
          </Button>
          <Button size="small" appearance="subtle" onClick={() => turnShown(() => false)}>
            None
          </Button>
          <Button size="small" appearance="subtle" onClick={() => turnShown((name) => !value.includes(name))}>
            Invert
          </Button>
        </div>
      )}
      <div className={styles.picks} {...(readOnly !== undefined && { tabIndex: 0, role: 'group', 'aria-label': `Columns of ${label}` })}>
        {shown.map(({ name, type }) => (
          <div key={name} className={styles.pick}>
            <Checkbox {...(readOnly !== undefined && { className: styles.readBox })} size="medium" label={name} checked={value.includes(name)} disabled={readOnly !== undefined} onChange={(_, data) => turn(name, data.checked === true)} />
            <span className={styles.type}>{type}</span>
          </div>
        ))}
      </div>
      <Wrong problems={problems} />
    </fieldset>
  )
}

/** A category of functions as words: dateTime is “date time”. */
const categoryWords = (category: string): string => category.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const quoted = (name: string): string => (/^[A-Z_][A-Z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`)

/** An expression over columns. */
export function ExpressionField({ label, value, columns, inputs = [], problems, onChange, tall = false, bare = false, asks = false }: { label: string; value: string; columns: readonly Column[]; inputs?: readonly string[]; problems: readonly Diagnostic[]; onChange: (value: string) => void; tall?: boolean; bare?: boolean; /** Part of a question, not of the flow: whoever may only read may write it. */ asks?: boolean }) {
  const styles = useStyles()
  const { readOnly } = useWorkbench()
  const functions = useQuery(functionsQuery)
  const help = useMemo(
    (): CodeHint[] => (functions.data ?? []).map((one) => ({ label: one.name, kind: 'function', detail: categoryWords(one.category), signature: one.signature, summary: one.summary, example: one.example, insert: `${one.name}(` })),
    [functions.data],
  )
  const inputText = inputs.join('\n')
  const hints = useMemo(
    (): CodeHint[] => [
      ...columns.map((column): CodeHint => ({ label: column.name, kind: 'column', detail: column.type, insert: quoted(column.name), signature: `${column.name}  ${column.type}`, summary: column.nullable ? 'May be NULL.' : 'Never NULL.' })),
      ...inputText.split('\n').filter((name) => name !== '').map((name): CodeHint => ({ label: name, kind: 'input', detail: 'input' })),
      ...help,
    ],
    [columns, help, inputText],
  )
  const marks = useMemo(() => marksOf(problems, value), [problems, value])
  return (
    <div className={styles.group}>
      {!bare && <div className={styles.head}>{label}</div>}
      <Code value={value} label={label} hints={hints} problems={marks} readOnly={!asks && readOnly !== undefined} onChange={onChange} tall={tall} numbered={tall} />
      <Wrong problems={problems} fix={(problem, text) => onChange(applied(value, problem, text))} />
    </div>
  )
}

/** A list of things of one form, that can be added to, put in another order, and taken from. */
export function ListField<T>({ label, items, make, onChange, children, one, ordered = true, words }: { label: string; items: readonly T[]; make: () => T; onChange: (items: readonly T[]) => void; children: (item: T, change: (item: T) => void, index: number) => ReactNode; one: string; ordered?: boolean; /** By what one of many is found. */ words?: (item: T) => string }) {
  const styles = useStyles()
  const [text, setText] = useState('')
  const looked = items.length > many ? text.trim().toLocaleLowerCase() : ''
  const { readOnly } = useWorkbench()
  const swap = (a: number, b: number) => {
    const [first, second] = [items[a], items[b]]
    if (first !== undefined && second !== undefined) onChange(items.with(a, second).with(b, first))
  }
  return (
    <fieldset className={styles.group} aria-label={label}>
      <div className={styles.head}>
        <span>{label}</span>
        {readOnly === undefined && (
          <Button className={styles.more} size="small" appearance="subtle" icon={<AddRegular />} onClick={() => onChange([...items, make()])}>
            Add {one}
          </Button>
        )}
      </div>
      {words && items.length > many && <Input size="small" type="search" placeholder={`Find a ${one}`} aria-label={`Find a ${one} in ${label}`} value={text} onChange={(_, data) => setText(data.value)} />}
      <div className={styles.rows}>
        {items.map((item, index) => words && looked !== '' && !words(item).toLocaleLowerCase().includes(looked) ? null : (
          <div key={index} className={styles.row} role="group" aria-label={`${one} ${index + 1}`}>
            <div className={styles.content}>{children(item, (next) => onChange(items.with(index, next)), index)}</div>
            {readOnly === undefined && (
              <div className={styles.tools}>
                {ordered && index > 0 && <Button className={styles.tool} size="small" appearance="subtle" icon={<ArrowUpRegular />} aria-label={`Move ${one} ${index + 1} up`} onClick={() => swap(index, index - 1)} />}
                {ordered && index === 0 && items.length > 1 && <Button className={styles.tool} size="small" appearance="subtle" icon={<ArrowDownRegular />} aria-label={`Move ${one} 1 down`} onClick={() => swap(0, 1)} />}
                <Button className={styles.tool} size="small" appearance="subtle" icon={<DeleteRegular />} aria-label={`Delete ${one} ${index + 1}`} onClick={() => onChange(items.filter((_, at) => at !== index))} />
              </div>
            )}
          </div>
        ))}
      </div>
    </fieldset>
  )
}
