export type DeploymentPart = 'history' | 'schedule' | 'runs'

export const deploymentAddress = (project: string, node: string, part: DeploymentPart = 'history'): string => `/projects/${project}/deployments/${encodeURIComponent(node)}${part === 'history' ? '' : `/${part}`}`

/** Where it is planned what deploying these nodes, or all, would do. */
export const deployAddress = (project: string, nodes: readonly string[] = []): string => `/projects/${project}/deploy${nodes.length === 0 ? '' : `?${new URLSearchParams({ nodes: nodes.join(',') }).toString()}`}`

/** Where an operation of a project is followed. */
export const followAddress = (project: string, operation: string): string => `/projects/${project}/deploy?${new URLSearchParams({ operation }).toString()}`
