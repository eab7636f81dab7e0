/** The place where a project's flow is worked on. Its code comes when it is opened. */
export const workbenchAddress = (project: string): string => `/projects/${project}/flow`
