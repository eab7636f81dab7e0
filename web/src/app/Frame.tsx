import { makeStaticStyles, useFocusFinders } from '@fluentui/react-components'
import { useCallback } from 'react'
import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { useMe } from '@/features/session'
import type { Project } from '@/lib/api/answers'
import { sentence } from '@/lib/names'
import { rightsIn } from '@/lib/rights'
import { CommandPalette } from '@/ui/commands/CommandPalette'
import { useCommands, type Command } from '@/ui/commands/context'
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

function Everywhere() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const here = /^\/projects\/([^/]+)/.exec(useLocation().pathname)?.[1]
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
      ...projects.map((project) => ({ id: `project-${project.id}`, label: project.name, kind: `Project in ${sentence(project.environment).toLowerCase()}`, run: () => void navigate(`/projects/${project.id}/flow`) })),
    ]
  }, [client, navigate, here, me, administrator])
  useCommands(source)
  return null
}
