import type { C } from '../web/env.ts'
import { scopeOf } from '../web/env.ts'
import { answerNotFound } from '../web/wrong.tsx'
import { disposition } from './names.ts'
import { findFile } from './store.ts'
import { streamOf } from './vault.ts'

/** Sends a file to be saved, under its own name whatever the address says. The page before this one asked whether it may. */
export async function sendFile(c: C, id: string): Promise<Response> {
  const file = await findFile(scopeOf(c), id)
  if (!file) return answerNotFound(c)
  const etag = `"${file.sha256.slice(0, 32)}"`
  const head = { etag, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, head)
  return c.body(await streamOf(c.var.files, file.sha256, file.size), 200, {
    ...head,
    'content-type': file.mime,
    'content-length': String(file.size),
    'content-disposition': disposition(file.name),
  })
}

/** Where a public file is read: the name is for people, the id finds it. */
export const filePath = (file: { id: string; name: string }): string =>
  `/files/${file.id}/${encodeURIComponent(file.name)}`
