import { zipSync } from 'fflate'
import { ok, type Result, refuse } from '../../result.ts'
import type { Copied } from '../public-copy.ts'
import type { Spotted } from '../screen.ts'
import { cleanRelations, keptParts, listOf } from './docx-parts.ts'
import { cleanPart } from './docx-text.ts'
import { replacementsOf } from './runs.ts'
import { partsOf } from './zip.ts'

/**
 * A Word document with only what a reader sees: tracked changes as accepted, without comments, hidden text, properties,
 * embedded objects and everything else that is not on the list of `docx-parts.ts`, and with the masks in the text itself.
 */
export function copyDocx(
  { name, bytes }: { name: string; bytes: Uint8Array },
  hits: readonly Spotted[],
): Result<Copied> {
  const found = partsOf(name, bytes)
  if (!found.ok) return found
  const all = found.value
  if (!all.has('word/document.xml'))
    return refuse('review.copy-broken', `“${name}”不是完整的Word文档`, { fix: '请用Word或者WPS另存后重新上传' })
  const replacements = replacementsOf(hits)
  const kept = keptParts([...all.keys()])
  const copy: Record<string, Uint8Array> = {}
  for (const path of kept) {
    if (path === '[Content_Types].xml' || path.endsWith('.rels')) continue
    const part = all.get(path)!
    if (!path.endsWith('.xml')) copy[path] = part
    else {
      const relations = all.get(path.replace(/([^/]+)$/, '_rels/$1.rels'))
      const cleaned = relations ? cleanRelations(textOf(relations), path, kept, replacements) : null
      if (cleaned) copy[path.replace(/([^/]+)$/, '_rels/$1.rels')] = Buffer.from(cleaned.xml)
      copy[path] = Buffer.from(cleanPart(textOf(part), { dropped: cleaned?.dropped ?? new Set(), replacements }))
    }
  }
  copy['_rels/.rels'] = Buffer.from(ROOT)
  copy['[Content_Types].xml'] = Buffer.from(listOf(textOf(all.get('[Content_Types].xml')!), copy))
  return ok({
    name,
    bytes: zipSync(copy, { mtime: '2000-01-01T00:00:00' }),
    note: '已在文字中遮盖；修订按接受处理，批注、隐藏文字、嵌入对象和文件属性已经去掉',
  })
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const ROOT =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
