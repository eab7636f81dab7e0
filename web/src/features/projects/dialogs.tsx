import { Checkbox, Field, Input, Select, Text, Textarea } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Project } from '@/lib/api/answers'
import { sentence } from '@/lib/names'
import { Ask } from '@/ui/Ask'
import { CloneEffect } from './CloneEffect'
import { copyName, exchangedIn, longestName } from './clone'
import { flowParts, useCloneProject, useCreateProject, useDeleteProject, useEnvironments } from './queries'

// A modal dialog hides the rest of the page from assistive technology, and gives it back only when the focus moves. If the page changes meanwhile,
// nothing moves it: so the next page is given back here, once no dialog is left.
function revealNextPage(): void {
  let tries = 20
  const reveal = () => {
    if (!document.querySelector('[role="dialog"]')) {
      for (let at = document.querySelector('main')?.parentElement; at; at = at.parentElement) at.removeAttribute('aria-hidden')
    }
    if (tries-- > 0) setTimeout(reveal, 250)
  }
  setTimeout(reveal, 250)
}

function goTo(project: string, leave: (to: string) => void): void {
  leave(`/projects/${project}/flow`)
  revealNextPage()
}

interface Leaving {
  close: () => void
  /** Takes the dialog away and goes to a page in its place. */
  leave: (to: string) => void
}

export function CreateDialog({ close, leave }: Leaving) {
  const environments = useEnvironments()
  const create = useCreateProject()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [chosen, setChosen] = useState('')
  const items = environments.data?.items ?? []
  const environment = chosen || (items.find(({ id }) => id === 'development') ?? items.find(({ production }) => !production))?.id || ''
  const send = () => create.mutate({ name: name.trim(), environment, description: description.trim() }, { onSuccess: ({ id }) => goTo(id, leave) })
  return (
    <Ask title="New project" verb="Create" error={create.error ?? environments.error} busy={create.isPending} allowed={name.trim() !== '' && environment !== ''} send={send} close={close}>
      <Field label="Name" required>
        <Input value={name} maxLength={longestName} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label="Environment">
        <Select value={environment} onChange={(_, { value }) => setChosen(value)}>
          {items.map(({ id, name: title }) => (
            <option key={id} value={id}>
              {title || sentence(id)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Description">
        <Textarea value={description} onChange={(_, { value }) => setDescription(value)} />
      </Field>
    </Ask>
  )
}

export function CloneDialog({ project, close, leave }: { project: Project } & Leaving) {
  const clone = useCloneProject()
  const [name, setName] = useState(copyName(project.name))
  const [keep, setKeep] = useState(false)
  const [environment, setEnvironment] = useState(project.environment)
  const environments = useEnvironments()
  const parts = useQuery(flowParts(project.id))
  const send = () => clone.mutate({ id: project.id, name: name.trim(), keepDeployments: keep, environment }, { onSuccess: ({ id }) => goTo(id, leave) })
  return (
    <Ask title={`Clone “${project.name}”`} verb="Clone" error={clone.error} busy={clone.isPending} allowed={name.trim() !== ''} send={send} close={close}>
      <Text>The clone is a project of its own, owned by you. The original stays as it is.</Text>
      <Field label="Name" required>
        <Input value={name} maxLength={longestName} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label="Environment" {...(environment !== project.environment && { hint: exchangedIn(environments.data?.items.find(({ id }) => id === environment)) })}>
        <Select value={environment} onChange={(_, { value }) => setEnvironment(value)}>
          {(environments.data?.items ?? [{ id: project.environment, name: sentence(project.environment) }]).map(({ id, name: title }) => (
            <option key={id} value={id}>
              {title || sentence(id)}
              {id === project.environment ? ', as the original' : ''}
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox label="Keep the deployments without a target, their schedules paused, and the description, tags and properties" checked={keep} onChange={(_, { checked }) => setKeep(checked === true)} />
      {parts.data && <CloneEffect parts={parts.data} project={project} keepsDeployments={keep} />}
    </Ask>
  )
}

export function DeleteDialog({ project, close }: { project: Project; close: () => void }) {
  const remove = useDeleteProject()
  return (
    <Ask title={`Delete “${project.name}”?`} verb="Delete" error={remove.error} busy={remove.isPending} send={() => remove.mutate(project.id, { onSuccess: close })} close={close}>
      <Text>It disappears for everybody who works on it. Its tables and views stay in the warehouse. For 30 days it can be restored: show deleted projects to find it.</Text>
    </Ask>
  )
}
