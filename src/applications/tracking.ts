import { entryPath } from '../web/entries.ts'

/** Where an applicant follows a case with its number and code. */
export const trackPath = (organ: { slug: string }): string => `${entryPath(organ.slug, 'apply')}/track`
