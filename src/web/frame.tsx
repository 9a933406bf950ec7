/** The two frames a page can stand in. Pages import from here, parts from `ui/index.ts`. */
export { consolePage } from './console-frame.tsx'
export { portalPage } from './portal-frame.tsx'
