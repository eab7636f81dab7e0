// Evaluated before anything else of the frame: while the frame comes alive, the workbench's code is on its way.
// A failure is the router's to say, which asks for the same.
if (/^\/projects\/[^/]+\/flow\/?$/.test(location.pathname)) import('@/features/workbench/WorkbenchPage').catch(() => undefined)
