import type { Project } from '@/lib/api/answers'

type Searched = Pick<Project, 'name' | 'description' | 'environment' | 'owner' | 'tags'>

/** Whether every word is somewhere in what the list shows, or in the description or a tag. */
export function matches(project: Searched, text: string): boolean {
  const place = [project.name, project.description ?? '', project.environment, project.owner, ...project.tags].join('\n').toLocaleLowerCase()
  return text.toLocaleLowerCase().split(/\s+/).every((word) => place.includes(word))
}
