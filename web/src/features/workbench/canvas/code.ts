/** The canvas comes when a flow is opened, or a little before. */
export const canvas = () => import('./Canvas')
