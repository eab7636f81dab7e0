import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionSource } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { SQLDialect, sql } from '@codemirror/lang-sql'
import { HighlightStyle, bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { CodeEditorProps, CodeHint } from './editor'

// Snowflake's words are those of standard SQL and a few more; quoting is with double quotes alone.
const snowflake = SQLDialect.define({
  keywords:
    'select from where group by having order limit qualify with as on using join inner left right full outer cross lateral flatten union all intersect except distinct case when then else end and or not in is null like ilike rlike between exists cast try_cast over partition rows range unbounded preceding following current row asc desc nulls first last within ignore respect true false pivot unpivot sample',
  types: 'number decimal int integer bigint float double varchar string text char boolean date time timestamp timestamp_ntz timestamp_ltz timestamp_tz variant object array binary',
  doubleQuotedStrings: false,
  backslashEscapes: true,
  hashComments: false,
  identifierQuotes: '"',
  doubleDollarQuotedStrings: true,
})

const colors = HighlightStyle.define([
  { tag: tags.keyword, color: tokens.colorBrandForeground1 },
  { tag: tags.string, color: tokens.colorPaletteGreenForeground1 },
  // A quoted name is a name.
  { tag: tags.special(tags.string), color: tokens.colorNeutralForeground1 },
  { tag: [tags.number, tags.bool, tags.null], color: tokens.colorPaletteMarigoldForeground1 },
  { tag: tags.typeName, color: tokens.colorPaletteBerryForeground1 },
  { tag: [tags.lineComment, tags.blockComment], color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
])

const look = EditorView.theme({
  '&': { fontSize: tokens.fontSizeBase200, backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: tokens.fontFamilyMonospace, caretColor: tokens.colorNeutralForeground1, padding: '6px 0', lineHeight: tokens.lineHeightBase300 },
  '.cm-line': { padding: '0 8px' },
  '.cm-cursor': { borderLeftColor: tokens.colorNeutralForeground1 },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: tokens.colorNeutralBackground1Selected },
  '.cm-gutters': { backgroundColor: tokens.colorNeutralBackground2, color: tokens.colorNeutralForeground4, border: 'none' },
  '.cm-matchingBracket': { backgroundColor: tokens.colorBrandBackground2, outline: 'none' },
  '.cm-tooltip': { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1, border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium, boxShadow: tokens.shadow8, fontFamily: tokens.fontFamilyBase, fontSize: tokens.fontSizeBase200, maxWidth: '26rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: tokens.fontFamilyMonospace, maxHeight: '15rem', padding: '2px 0' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', lineHeight: tokens.lineHeightBase200 },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: tokens.colorBrandBackground2, color: tokens.colorNeutralForeground1 },
  '.cm-completionDetail': { color: tokens.colorNeutralForeground3, fontStyle: 'normal' },
  '.cm-completionInfo': { padding: 0 },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: tokens.fontWeightBold },
  // Where there is no room beside the list, help would lie over it: it is there by hovering.
  '@media (max-width: 900px)': { '.cm-completionInfo': { display: 'none' } },
  '.cm-hint': { padding: '8px 10px' },
  '.cm-hint code': { fontFamily: tokens.fontFamilyMonospace, display: 'block', marginBottom: '4px' },
  '.cm-hint p': { margin: '0 0 4px' },
  '.cm-hint small': { color: tokens.colorNeutralForeground3, fontFamily: tokens.fontFamilyMonospace },
  '.cm-diagnostic': { padding: '6px 10px', borderLeftWidth: '3px' },
  '.cm-diagnosticAction': { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand },
})

function hintElement(hint: CodeHint): HTMLElement {
  const box = document.createElement('div')
  box.className = 'cm-hint'
  const add = (tag: string, text: string | undefined) => {
    if (text === undefined || text === '') return
    const part = document.createElement(tag)
    part.textContent = text
    box.append(part)
  }
  add('code', hint.signature)
  add('p', hint.summary)
  add('small', hint.example)
  return box
}

const boosts = { column: 2, input: 1, function: 0 }

// Asks for the hints when it needs them: a list that is open goes on through new ones, which come with every answer of the analysis.
function completion(hints: () => readonly CodeHint[]): CompletionSource {
  return (context) => {
    const word = context.matchBefore(/[\w$"]+/)
    if (!word && !context.explicit) return null
    const options = hints().map((hint) => ({
      label: hint.label,
      type: hint.kind === 'function' ? 'function' : 'property',
      detail: hint.detail ?? '',
      boost: boosts[hint.kind],
      apply: hint.insert ?? hint.label,
      info: () => hintElement(hint),
    }))
    return { from: word?.from ?? context.pos, options, validFor: /^[\w$"]*$/ }
  }
}

function functionHelp(hints: () => readonly CodeHint[]): Extension {
  return hoverTooltip((view, place) => {
    const word = view.state.wordAt(place)
    const name = word && view.state.sliceDoc(word.from, word.to).toUpperCase()
    const hint = hints().find((one) => one.label.toUpperCase() === name)
    return word && hint ? { pos: word.from, end: word.to, create: () => ({ dom: hintElement(hint) }) } : null
  })
}

/** A text of SQL with highlighting, completion, help on functions, and problems where they are. */
export default function CodeEditor({ value, label, onChange, onLeave, hints, problems, readOnly = false, numbered = false }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const editable = useRef(new Compartment())
  // What was typed and has not come back as the value yet: a value that comes late is not written over what was typed since.
  const typed = useRef<string[]>([])
  const calls = useRef({ onChange, onLeave, hints })
  const begin = useRef({ value, label, numbered })

  useEffect(() => {
    calls.current = { onChange, onLeave, hints }
  })

  useEffect(() => {
    if (!place.current) return undefined
    const hinted = () => calls.current.hints
    const start = begin.current
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: start.value,
        extensions: [
          history(),
          bracketMatching(),
          closeBrackets(),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          sql({ dialect: snowflake }),
          syntaxHighlighting(colors),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': start.label, spellcheck: 'false' }),
          start.numbered ? lineNumbers() : [],
          look,
          autocompletion({ override: [completion(hinted)], icons: false }),
          functionHelp(hinted),
          editable.current.of([]),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((transaction) => transaction.isUserEvent('outside'))) return
            typed.current.push(update.state.doc.toString())
            calls.current.onChange?.(update.state.doc.toString())
          }),
          EditorView.domEventHandlers({ blur: () => calls.current.onLeave?.() }),
        ],
      }),
    })
    view.current = editor
    return () => {
      view.current = undefined
      editor.destroy()
    }
  }, [])

  useEffect(() => {
    const editor = view.current
    const back = typed.current.lastIndexOf(value)
    typed.current = typed.current.slice(back + 1)
    if (back >= 0 && typed.current.length > 0) return
    if (back < 0) typed.current = []
    if (editor && editor.state.doc.toString() !== value) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value }, userEvent: 'outside' })
  }, [value])

  useEffect(
    () => view.current?.dispatch({ effects: editable.current.reconfigure(readOnly ? [EditorState.readOnly.of(true), EditorView.editable.of(false), EditorView.contentAttributes.of({ tabindex: '0' })] : []) }),
    [readOnly],
  )

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const { length } = editor.state.doc
    const marks = problems.map((problem): Diagnostic => {
      const from = Math.min(problem.from, length)
      return {
        from,
        to: Math.min(Math.max(problem.to, from), length),
        severity: problem.severity,
        message: problem.message,
        ...(problem.fix !== undefined && { actions: [{ name: `Use ${problem.fix}`, apply: (target, start, end) => target.dispatch({ changes: { from: start, to: end, insert: problem.fix ?? '' } }) }] }),
      }
    })
    editor.dispatch(setDiagnostics(editor.state, marks))
  }, [problems, value])

  return <div ref={place} />
}
