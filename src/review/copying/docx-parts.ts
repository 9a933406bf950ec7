import { posix } from 'node:path'
import { maskRuns, type Replacements } from './runs.ts'
import { elements, parse, write } from './xml.ts'

/** What a Word document needs to be read. Whatever is not on this list stays behind, known or not. */
const KEPT =
  /^(\[Content_Types\]\.xml|word\/(document|styles|numbering|settings|fontTable|footnotes|endnotes|header\d*|footer\d*)\.xml|word\/theme\/[^/]+\.xml|word\/media\/[^/]+\.(png|jpe?g|gif|bmp|tiff?))$/i

export const keptParts = (paths: readonly string[]): Set<string> => new Set(paths.filter((path) => KEPT.test(path)))

/** The relations of a part without those that lead to something left behind, whose ids are answered too. */
export function cleanRelations(
  xml: string,
  path: string,
  kept: ReadonlySet<string>,
  replacements: Replacements,
): { xml: string; dropped: Set<string> } {
  const tree = parse(xml)
  const dropped = new Set<string>()
  const isHead = path === 'word/settings.xml'
  for (const relation of elements(tree, ['Relationship'])) {
    const { Id = '', Target = '', TargetMode, Type = '' } = relation.attribs
    const leads = posix.normalize(Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(path), Target))
    const isLink = TargetMode === 'External' && Type.endsWith('/hyperlink') && /^https?:/i.test(Target)
    if (!isHead && isLink) relation.attribs.Target = maskRuns([Target], replacements)[0]!
    else if (isHead || TargetMode === 'External' || !kept.has(leads)) {
      dropped.add(Id)
      relation.remove()
    }
  }
  return { xml: write(tree), dropped }
}

/** The list of contents, naming only what is there. */
export function listOf(xml: string, parts: Readonly<Record<string, Uint8Array>>): string {
  const tree = parse(xml)
  for (const entry of elements(tree, ['Override']))
    if (!Object.hasOwn(parts, (entry.attribs.PartName ?? '').slice(1))) entry.remove()
  return write(tree)
}
