import { sendFile } from '../../files/download.tsx'
import { scopeOf } from '../../web/env.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { versionsOf } from '../registry/store.ts'
import { ofItem } from './common.tsx'

/** An attachment of any version of an item, for the people who work on it. At /console/disclosures/:id/files/:file */
export const deskFile = ofItem(async (c, item) => {
  const id = c.req.param('file') ?? ''
  const versions = await versionsOf(scopeOf(c), item.id)
  const known = versions.some((version) => version.attachments.some((file) => file.id === id))
  return known ? sendFile(c, id) : answerNotFound(c)
})
