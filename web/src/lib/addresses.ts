export type DeploymentPart = 'history' | 'schedule' | 'runs'

export const deploymentAddress = (project: string, node: string, part: DeploymentPart = 'history'): string => `/projects/${project}/deployments/${encodeURIComponent(node)}${part === 'history' ? '' : `/${part}`}`

/** Where it is planned what deploying these nodes, or all, would do. */
export const deployAddress = (project: string, nodes: readonly string[] = []): string => `/projects/${project}/deploy${nodes.length === 0 ? '' : `?${new URLSearchParams({ nodes: nodes.join(',') }).toString()}`}`

/** Where an operation of a project is followed; `back` is the deployment that it takes back. */
export const followAddress = (project: string, operation: string, back?: string): string => `/projects/${project}/deploy?${new URLSearchParams({ operation, ...(back !== undefined && { back }) }).toString()}`

/** Where it is asked what taking a deployment back would do. */
export const takeBackAddress = (project: string, node: string): string => `/projects/${project}/deployments?${new URLSearchParams({ ask: 'take-back', about: node }).toString()}`
