import { Button, Field, Input, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components'
import { useState, type SyntheticEvent } from 'react'
import { useProjectHere } from '@/features/projects'
import { whyNot } from '@/lib/rights'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Facts } from '@/ui/Facts'
import { Loading } from '@/ui/Loading'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { PropertyField } from './PropertyField'
import { tagsOf } from './tags'
import { useAnnotation, useProperties, useSaveAnnotation, type Annotation, type Property } from './queries'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'center' },
})

/** What is said about a project: description, tags, and the properties that the administrators have defined. */
export function Component() {
  const { project, rights, me } = useProjectHere()
  const annotation = useAnnotation(project.id)
  const properties = useProperties()
  const save = useSaveAnnotation(project.id)
  const failed = annotation.error ?? properties.error
  if (failed) return <ErrorPanel error={failed} retry={() => void Promise.all([annotation.refetch(), properties.refetch()])} />
  if (!annotation.data || !properties.data) return <Loading what="the description" />
  const own = properties.data.filter(({ on }) => on === 'project')
  const { value, version } = annotation.data
  if (rights.edit && !project.locked) return <Form key={version} annotation={value} version={version} properties={own} save={save} />
  return (
    <Section title="Description" note={project.locked ? 'The project is locked' : whyNot(project, me, 'edit').replace('do this', 'describe it')}>
      <Facts
        items={[
          ['Description', value.description ?? 'None'],
          ['Tags', (value.tags ?? []).join(', ') || 'None'],
          ...own.map(({ name }) => [name, value.properties?.[name] ?? 'Not said'] as const),
        ]}
      />
    </Section>
  )
}

function Form({ annotation, version, properties, save }: { annotation: Annotation; version: string; properties: readonly Property[]; save: ReturnType<typeof useSaveAnnotation> }) {
  const styles = useStyles()
  const { me } = useProjectHere()
  const [description, setDescription] = useState(annotation.description ?? '')
  const [tags, setTags] = useState((annotation.tags ?? []).join(', '))
  const [values, setValues] = useState<Readonly<Record<string, string>>>(annotation.properties ?? {})
  const set = (name: string, value: string) => setValues((now) => Object.fromEntries(Object.entries({ ...now, [name]: value }).filter(([, one]) => one !== '')))
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate({ annotation: { ...(description.trim() !== '' && { description: description.trim() }), tags: [...tagsOf(tags)], properties: { ...values } }, version })
  }
  return (
    <form onSubmit={send} className={styles.form}>
      <Section title="Description">
        <Field label="What it is for" hint="For whoever gets to know it: colleagues, reviewers, IT.">
          <Textarea rows={5} resize="vertical" value={description} onChange={(_, { value }) => setDescription(value)} />
        </Field>
        <Field label="Tags" hint="Separated by commas">
          <Input value={tags} onChange={(_, { value }) => setTags(value)} />
        </Field>
      </Section>
      <Section title="Properties">
        {properties.length === 0 ? (
          <Empty action={me.role === 'administrator' ? <RouterLink to="/admin/properties">Define properties</RouterLink> : undefined}>
            No properties are defined. Administrators define what every project says about itself: a cost centre, whether it holds personal data, a data steward.
          </Empty>
        ) : (
          properties.map((property) => <PropertyField key={property.name} property={property} value={values[property.name] ?? ''} change={(value) => set(property.name, value)} />)
        )}
      </Section>
      {save.isError && <ErrorPanel error={save.error} />}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabled={save.isPending}>
          {save.isPending ? 'Saving …' : 'Save'}
        </Button>
        <span role="status">{save.isSuccess && <Text>Saved.</Text>}</span>
      </div>
    </form>
  )
}
