import { sendFile } from '../../files/download.tsx'
import { type C, scopeOf } from '../../web/env.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { isPublicFile } from '../published/store.ts'

/** An attachment of something public. At /files/:id/:name */
export async function publicFile(c: C) {
  const id = c.req.param('id') ?? ''
  return (await isPublicFile(scopeOf(c), id)) ? sendFile(c, id) : answerNotFound(c)
}
