import { makeStaticStyles } from '@fluentui/react-components'
import { useCallback } from 'react'
import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { Outlet, useNavigate } from 'react-router'
import type { Project } from '@/lib/api/answers'
import { sentence } from '@/lib/names'
import { CommandPalette } from '@/ui/commands/CommandPalette'
import { useCommands, type Command } from '@/ui/commands/context'

const useStaticStyles = makeStaticStyles({
  body: { margin: 0 },
  '*, *::before, *::after': { boxSizing: 'border-box' },
})

/** What is around every page: the commands. */
export function Frame() {
  useStaticStyles()
  return (
    <CommandPalette>
      <Everywhere />
      <Outlet />
    </CommandPalette>
  )
}

function Everywhere() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const source = useCallback((): readonly Command[] => {
    const known = client.getQueriesData<InfiniteData<{ items: Project[] }>>({ queryKey: ['projects'] }).flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? [])
    const projects = [...new Map(known.filter(({ deletedAt }) => deletedAt === undefined).map((project) => [project.id, project])).values()]
    return [
      { id: 'projects', label: 'All projects', kind: 'Page', run: () => void navigate('/projects') },
      { id: 'promotions', label: 'Promotions', kind: 'Page', run: () => void navigate('/promotions') },
      { id: 'reviews', label: 'Reviews waiting for me', kind: 'Page', run: () => void navigate('/reviews') },
      ...projects.map((project) => ({ id: `project-${project.id}`, label: project.name, kind: `Project in ${sentence(project.environment).toLowerCase()}`, run: () => void navigate(`/projects/${project.id}/flow`) })),
    ]
  }, [client, navigate])
  useCommands(source)
  return null
}
