/** The two frames a page can stand in. Pages import from here, parts from `ui/index.ts`. */
export { type ConsoleOptions, consolePage } from './console-frame.tsx'
export { type Crumb, Here, useHere } from './here.ts'
export { type PortalOptions, portalPage } from './portal-frame.tsx'
