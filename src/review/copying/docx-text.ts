import { maskRuns, type Replacements } from './runs.ts'
import { type Element, elements, parse, write } from './xml.ts'

/** Traces of editing, things that are not seen, and things that carry other files within them. */
const REMOVED = new Set([
  ...['w:del', 'w:moveFrom', 'w:commentRangeStart', 'w:commentRangeEnd', 'w:commentReference', 'w:annotationRef'],
  ...['w:rPrChange', 'w:pPrChange', 'w:sectPrChange', 'w:tblPrChange', 'w:tblPrExChange', 'w:trPrChange'],
  ...['w:tcPrChange', 'w:tblGridChange', 'w:numberingChange', 'w:moveFromRangeStart', 'w:moveFromRangeEnd'],
  ...['w:moveToRangeStart', 'w:moveToRangeEnd', 'w:proofErr', 'w:permStart', 'w:permEnd', 'w:object', 'w:altChunk'],
  ...['w:rsids', 'w:docVars', 'w:attachedTemplate', 'w:mailMerge', 'w:trackRevisions', 'w:documentProtection'],
  ...[
    'w:writeProtection',
    'w:bookmarkStart',
    'w:bookmarkEnd',
    'w:sdtPr',
    'w:sdtEndPr',
    'w:customXmlPr',
    'w:smartTagPr',
  ],
  ...['w:customXmlInsRangeStart', 'w:customXmlInsRangeEnd', 'w:customXmlDelRangeStart', 'w:customXmlDelRangeEnd'],
  ...['w:delText', 'w:delInstrText', 'w:cellDel', 'w:cellIns', 'w:cellMerge', 'w:control'],
])

/** Wrappers whose content stays. */
const UNWRAPPED = ['w:ins', 'w:moveTo', 'w:sdt', 'w:sdtContent', 'w:smartTag', 'w:customXml']

/** What a reader reads, and what counts as one run of it. */
const TEXTS = ['w:t', 'a:t', 'm:t', 'w:instrText']
const PARAGRAPHS = ['w:p', 'a:p']
const BREAKS = ['w:br', 'w:cr', 'w:tab', 'w:noBreakHyphen', 'w:softHyphen']

/** One part of a Word document without what a reader does not see, and with what was found masked. */
export function cleanPart(
  xml: string,
  { dropped, replacements }: { dropped: ReadonlySet<string>; replacements: Replacements },
): string {
  const tree = parse(xml)
  for (const row of elements(tree, ['w:tr'])) if (isDeletedRow(row)) row.remove()
  for (const cell of elements(tree, ['w:tc'])) if (has(cell, 'w:tcPr', 'w:cellDel')) cell.remove()
  for (const run of elements(tree, ['w:r'])) if (isHidden(run)) run.remove()
  for (const element of elements(tree)) if (REMOVED.has(element.tag)) element.remove()
  for (const element of elements(tree, UNWRAPPED)) element.unwrap()
  for (const element of elements(tree)) if (leadsTo(element, dropped)) carrier(element).remove()
  for (const element of elements(tree)) cleanAttributes(element, replacements)
  maskTexts(tree, replacements)
  return write(tree)
}

const has = (element: Element, ...path: string[]): boolean =>
  path.length === 0 ||
  element.children.some((child) => typeof child !== 'string' && child.tag === path[0] && has(child, ...path.slice(1)))

const isDeletedRow = (row: Element) => has(row, 'w:trPr', 'w:del')

const isHidden = (run: Element) =>
  ['w:vanish', 'w:specVanish', 'w:webHidden'].some((tag) =>
    elements(run, [tag]).some((mark) => mark.parent?.tag === 'w:rPr' && mark.parent.parent === run && isOn(mark)),
  )

const isOn = ({ attribs }: Element) => !['0', 'false', 'off'].includes(attribs['w:val'] ?? '')

/** Refers to a part that was left behind. */
const leadsTo = ({ attribs }: Element, dropped: ReadonlySet<string>): boolean =>
  Object.entries(attribs).some(([name, value]) => name.startsWith('r:') && dropped.has(value))

/** A picture or chart goes as a whole; of a link only its target, by taking the link and leaving the words. */
function carrier(element: Element): Element {
  if (element.tag === 'w:hyperlink') {
    element.unwrap()
    return element
  }
  return element.within(['mc:AlternateContent']) ?? element.within(['w:drawing', 'w:pict']) ?? element
}

/** Editing sessions leave numbers, pictures have descriptions: what is said in an attribute is masked too. */
function cleanAttributes({ attribs }: Element, replacements: Replacements): void {
  for (const [name, value] of Object.entries(attribs))
    if (/^w:rsid|^w1[456]:(paraId|textId)$|^w:author$|^w:date$|^w:initials$/.test(name)) delete attribs[name]
    else attribs[name] = maskRuns([value], replacements)[0]!
}

/** A value may be cut into many runs, and by line breaks: a paragraph is read as one text. */
function maskTexts(tree: Element, replacements: Replacements): void {
  const paragraphs = new Map<Element, Element[]>()
  for (const element of elements(tree, [...TEXTS, ...BREAKS])) {
    const paragraph = element.within(PARAGRAPHS) ?? tree
    paragraphs.set(paragraph, [...(paragraphs.get(paragraph) ?? []), element])
  }
  for (const pieces of paragraphs.values()) {
    const before = pieces.map((piece) => (BREAKS.includes(piece.tag) ? '\n' : textOf(piece)))
    const after = maskRuns(before, replacements)
    for (const [at, piece] of pieces.entries()) {
      if (after[at] === before[at]) continue
      if (BREAKS.includes(piece.tag)) piece.remove()
      else piece.children = [after[at]!]
    }
  }
}

const textOf = (element: Element): string => element.children.filter((child) => typeof child === 'string').join('')
