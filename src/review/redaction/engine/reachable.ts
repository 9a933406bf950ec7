import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFObject, PDFRef, PDFStream } from '@cantoo/pdf-lib'

/** Drops every object no page leads to, such as those of a page that turned out not to be plain. */
export function reachableOnly({ context, catalog }: PDFDocument): void {
  const reached = new Set<string>()
  const left: PDFObject[] = [context.trailerInfo.Root ?? catalog]
  for (let each = left.pop(); each; each = left.pop()) {
    if (each instanceof PDFRef) {
      if (reached.has(each.tag)) continue
      reached.add(each.tag)
      const value = context.lookup(each)
      if (value) left.push(value)
    } else if (each instanceof PDFArray) left.push(...each.asArray())
    else if (each instanceof PDFDict) left.push(...each.values())
    else if (each instanceof PDFStream) left.push(each.dict)
  }
  context.trailerInfo.Info = undefined
  for (const [ref, value] of context.enumerateIndirectObjects()) {
    const isCatalog = value instanceof PDFDict && value.lookup(PDFName.of('Type')) === PDFName.of('Catalog')
    if (!reached.has(ref.tag) && !isCatalog) context.delete(ref)
  }
}
