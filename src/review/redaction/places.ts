import type { Role } from '../../roles.ts'
import { type Place, page, step } from '../../web/place.ts'
import { desk, newForm, start } from './console/desk.tsx'
import { editor } from './console/editor.tsx'
import { copy, pagePicture, record, recordPdf } from './console/files.tsx'
import { again, box, drop, finish, unbox } from './console/steps.tsx'

/** Who may see what is to be hidden, and hide it. */
const WORK = ['officer', 'reviewer', 'leader'] as const satisfies readonly Role[]
/** Who may read what was hidden where, and what the public gets. */
const READ = [...WORK, 'supervisor'] as const satisfies readonly Role[]

export const redactionPlaces: readonly Place[] = [
  page('/console/redactions', WORK, desk),
  page('/console/redactions/new', WORK, newForm),
  step('/console/redactions/new', WORK, 'redaction.started', start),
  page('/console/redactions/:id', WORK, editor),
  page('/console/redactions/:id/pages/:page', WORK, pagePicture),
  step('/console/redactions/:id/boxes', WORK, 'redaction.boxed', box),
  step('/console/redactions/:id/boxes/:number/removal', WORK, 'redaction.unboxed', unbox),
  step('/console/redactions/:id/copy', WORK, 'redaction.finished', finish),
  step('/console/redactions/:id/drop', WORK, 'redaction.dropped', drop),
  step('/console/redactions/:id/again', WORK, 'redaction.started', again),
  page('/console/redactions/:id/copy', READ, copy),
  page('/console/redactions/:id/record', READ, record),
  page('/console/redactions/:id/record.pdf', READ, recordPdf),
]
