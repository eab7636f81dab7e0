import { makeStaticStyles, useFocusFinders } from '@fluentui/react-components'
import { useCallback } from 'react'
import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { useMe } from '@/features/session'
import type { Project } from '@/lib/api/answers'
import { answered, api } from '@/lib/api/client'
import { sentence } from '@/lib/names'
import { rightsIn } from '@/lib/rights'
import { CommandPalette } from '@/ui/commands/CommandPalette'
import { useCommandSearch, useCommands, type Command, type CommandSearch } from '@/ui/commands/context'
import { ConnectionNotice } from '@/ui/ConnectionNotice'

const useStaticStyles = makeStaticStyles({
  body: { margin: 0 },
  '*, *::before, *::after': { boxSizing: 'border-box' },
})

/** What is around every page: the commands. */
export function Frame() {
  useStaticStyles()
  // Whoever uses the keeper of the focus last takes it away. Were that a dialog, the page behind it would stay hidden from assistive technology.
  useFocusFinders()
  return (
    <CommandPalette>
      <Everywhere />
      <Outlet />
      <ConnectionNotice />
    </CommandPalette>
  )
}

const parts: readonly (readonly [path: string, label: string])[] = [
  ['', 'overview'],
  ['flow', 'flow'],
  ['deployments', 'deployments'],
  ['schedules', 'schedules'],
  ['promotions', 'promotions'],
  ['people', 'people and lock'],
  ['about', 'description and properties'],
  ['handover', 'handover pack and backups'],
  ['audit', 'audit'],
]

const administration = ['environments', 'users', 'properties', 'channels', 'schedules', 'operations', 'backups', 'health'] as const

const toProject = ({ id, name, environment }: Project, go: (to: string) => void): Command => ({
  id: `project-${id}`,
  label: name,
  kind: `Project in ${sentence(environment).toLowerCase()}`,
  run: () => go(`/projects/${id}/flow`),
})

const toNode = (project: Project, node: { id: string; name: string }, go: (to: string) => void): Command => ({
  id: `${project.id}-${node.id}`,
  label: node.name,
  kind: `In ${project.name}`,
  run: () => go(`/projects/${project.id}/flow?node=${encodeURIComponent(node.id)}`),
})

function Everywhere() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const { pathname } = useLocation()
  const here = /^\/projects\/([^/]+)/.exec(pathname)?.[1]
  const flowOpen = pathname === `/projects/${here}/flow` ? here : undefined
  const me = useMe().data
  const administrator = me?.role === 'administrator'
  const source = useCallback((): readonly Command[] => {
    const known = client.getQueriesData<InfiniteData<{ items: Project[] }>>({ queryKey: ['projects'] }).flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? [])
    const projects = [...new Map(known.filter(({ deletedAt }) => deletedAt === undefined).map((project) => [project.id, project])).values()]
    const opened = here === undefined ? undefined : (client.getQueryData<Project>(['project', here]) ?? projects.find(({ id }) => id === here))
    const own = parts.concat(me && opened && rightsIn(opened, me).edit ? [...(opened.locked ? [] : [['deploy', 'deploy …'] as const]), ['promote', 'promote …']] : [])
    return [
      { id: 'projects', label: 'All projects', kind: 'Page', run: () => void navigate('/projects') },
      { id: 'promotions', label: 'Promotions', kind: 'Page', run: () => void navigate('/promotions') },
      { id: 'reviews', label: 'Reviews waiting for me', kind: 'Page', run: () => void navigate('/reviews') },
      { id: 'schedules', label: 'Schedules', kind: 'Page', run: () => void navigate('/schedules') },
      ...(here === undefined ? [] : own.map(([path, label]) => ({ id: `here-${path}`, label: `This project: ${label}`, kind: 'Page', run: () => void navigate(`/projects/${here}/${path}`) }))),
      ...(administrator ? administration.map((path) => ({ id: `admin-${path}`, label: `Administration: ${path}`, kind: 'Page', run: () => void navigate(`/admin/${path}`) })) : []),
      ...projects.map((project) => toProject(project, (to) => void navigate(to))),
    ]
  }, [client, navigate, here, me, administrator])
  useCommands(source)
  const search = useCallback<CommandSearch>(
    async (text, signal) => {
      const { items } = await answered(api.GET('/projects', { params: { query: { search: text, limit: 20 } }, signal }))
      const go = (to: string) => void navigate(to)
      // The open flow's own nodes are among the page's commands.
      const nodes = (project: Project) => (project.id === flowOpen ? [] : (project.found ?? []).filter(({ kind }) => kind !== 'group'))
      return items.flatMap((project) => [toProject(project, go), ...nodes(project).map((node) => toNode(project, node, go))])
    },
    [navigate, flowOpen],
  )
  useCommandSearch(search)
  return null
}
