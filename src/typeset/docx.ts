import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  FrameAnchorType,
  HorizontalPositionAlign,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TabStopType,
  TextRun,
  VerticalPositionAlign,
} from 'docx'
import { chineseDay, type Day } from '../calendar/day.ts'
import { letterFoot, redHead } from './docx-head.ts'
import { blockParts } from './docx-parts.ts'
import {
  CHAR,
  exactly,
  type Face,
  font,
  mm,
  PITCH,
  paragraph,
  SIZE2,
  SIZE3,
  SIZE4,
  TWO_IN,
  words,
} from './docx-text.ts'
import { OFFICE_FACES, STAND_INS } from './fonts.ts'
import { escapeHtml } from './html.ts'
import { type Block, type Enclosed, type Imprint, type Meta, type OfficialDocument, printable } from './model.ts'
import { balancedLines, breadth, TITLE_WIDTH } from './titles.ts'
import { steady } from './zip.ts'

/** The document for Word and WPS, on the same grid as the PDF, naming the faces offices own. Same document, same bytes. */
export async function makeDocx(doc: OfficialDocument): Promise<Uint8Array> {
  const letter = doc.head?.format === 'letter'
  const file = new Document({
    title: printable(doc.meta.title),
    creator: printable(doc.meta.author),
    lastModifiedBy: printable(doc.meta.author),
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: font('fang'), size: SIZE3 } }, ...HEADING_STYLES } },
    sections: [
      {
        properties: {
          titlePage: letter,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: {
              top: mm(37),
              left: mm(28),
              right: mm(26),
              bottom: mm(35),
              header: mm(15),
              footer: mm(22),
              gutter: 0,
            },
          },
          // Every line is set to the pitch itself; a grid on top of that is read differently by every office suite.
          grid: { type: DocumentGridType.DEFAULT, linePitch: PITCH },
        },
        footers: {
          default: pageNumber(AlignmentType.RIGHT),
          even: pageNumber(AlignmentType.LEFT),
          ...(letter ? { first: new Footer({ children: [letterFoot()] }) } : {}),
        },
        children: parts(doc),
      },
    ],
  })
  const own = [
    { path: 'docProps/core.xml', data: coreProperties(doc.meta) },
    { path: 'word/fontTable.xml', data: fontTable() },
  ]
  return steady(new Uint8Array(await Packer.toBuffer(file, undefined, own)), doc.meta.day)
}

function parts(doc: OfficialDocument): (Paragraph | Table)[] {
  let pictures = 0
  // The last words stay with the signature, as in the PDF.
  const blocks = (body: Block[], signed = false) =>
    body.flatMap((it, at) => blockParts(it, () => ++pictures, signed && at === body.length - 1))
  return [
    ...(doc.head ? redHead(doc.head, doc.meta.day) : []),
    ...title(doc.title, doc.head ? 2 : 0, false),
    ...(doc.recipients ? [paragraph({ children: [words(`${doc.recipients}：`, 'fang', SIZE3)] })] : []),
    ...blocks(doc.body, doc.signature !== undefined && !doc.attachments?.length),
    ...attachmentList(doc.attachments ?? []),
    ...(doc.signature ? signature(doc.signature) : []),
    ...(doc.note ? [paragraph({ indent: TWO_IN, children: [words(`（${doc.note}）`, 'fang', SIZE3)] })] : []),
    ...(doc.enclosed ?? []).flatMap((text) => [...enclosedTitle(text), ...blocks(text.body)]),
    ...(doc.imprint ? imprint(doc.imprint, doc.head?.format === 'letter') : []),
  ]
}

function title(text: string, linesBefore: number, onNewPage: boolean): Paragraph[] {
  const lines = balancedLines(text, TITLE_WIDTH)
  return [
    paragraph({
      style: 'Title',
      alignment: AlignmentType.CENTER,
      pageBreakBefore: onNewPage,
      keepNext: true,
      spacing: { before: Math.max(0, linesBefore * PITCH - 120), after: PITCH, ...exactly(680) },
      children: lines.map((line, at) => words(line, 'xbs', SIZE2, at > 0 ? { break: 1 } : {})),
    }),
  ]
}

const attachmentList = (names: string[]): Paragraph[] =>
  names.map((name, at) => {
    const lead = 5 * CHAR + (names.length > 1 ? CHAR : 0)
    return paragraph({
      spacing: at === 0 ? { before: PITCH } : {},
      indent: { left: Math.round(lead), hanging: Math.round(at === 0 ? lead - 2 * CHAR : CHAR) },
      children: [words(`${at === 0 ? '附件：' : ''}${names.length > 1 ? `${at + 1}.` : ''}${name}`, 'fang', SIZE3)],
    })
  })

/** 7.3.5.1: the day four characters from the right, the organ centred above it. */
function signature(it: { organ: string; day: Day; joint?: string[] }): Paragraph[] {
  const day = chineseDay(it.day)
  const organs = [it.organ, ...(it.joint ?? [])]
  const wider = (Math.max(...organs.map(breadth)) - breadth(day)) / 2
  const dayIn = Math.max(4, wider + 2)
  const signed = (text: string, chars: number, more: IParagraphOptions) =>
    paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(chars * CHAR) },
      children: [words(text, 'fang', SIZE3)],
      ...more,
    })
  const centre = dayIn + breadth(day) / 2
  return [
    ...organs.map((organ, at) =>
      signed(organ, centre - breadth(organ) / 2, {
        ...(at === 0 ? { spacing: { before: 2 * PITCH } } : {}),
        keepNext: true,
      }),
    ),
    signed(day, dayIn, {}),
  ]
}

function enclosedTitle(text: Enclosed): Paragraph[] {
  const label = text.label
    ? [paragraph({ pageBreakBefore: true, keepNext: true, children: [words(text.label, 'hei', SIZE3)] })]
    : []
  return [...label, ...title(text.title, label.length, label.length === 0)]
}

/** One frame standing on the foot of the type area of the page it falls on, which is the last. 信函 lists 抄送 alone (10.1). */
function imprint(it: Imprint, letter: boolean): Paragraph[] {
  const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 3 }
  const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 3 }
  const row = (text: string, border: IParagraphOptions['border']) =>
    new Paragraph({
      frame: {
        type: 'alignment',
        width: mm(156),
        anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
        alignment: { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM },
      },
      border,
      spacing: exactly(500),
      indent: { left: 280, right: 280 },
      tabStops: [{ type: TabStopType.RIGHT, position: mm(156) - 280 }],
      children: [words(text, 'fang', SIZE4)],
    })
  if (letter) return it.copies ? [row(`抄送：${it.copies}。`, {})] : []
  const by = `${it.by}\t${chineseDay(it.day)}印发`
  return it.copies
    ? [row(`抄送：${it.copies}。`, { top: thick, bottom: thin }), row(by, { bottom: thick })]
    : [row(by, { top: thick, bottom: thick })]
}

/** `— 1 —` in size 4 half-width Song, one character from the outer edge. */
const pageNumber = (alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: 280, right: 280 },
        spacing: exactly(320),
        children: [new TextRun({ font: font('song'), size: SIZE4, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })

/** The library's own headings are blue and spaced; here a style only makes the outline, the runs carry the face. */
const plain = {
  run: { color: '000000', size: SIZE3, bold: false, italics: false },
  paragraph: { spacing: { before: 0, after: 0 } },
}
const HEADING_STYLES = {
  title: { ...plain, run: { ...plain.run, size: SIZE2 } },
  heading1: plain,
  heading2: plain,
  heading3: plain,
  heading4: plain,
}

/** The library would write the moment of making; the file's only date is the document's. */
function coreProperties(meta: Meta): string {
  const xml = (text: string) => escapeHtml(printable(text))
  const at = `${meta.day}T00:00:00Z`
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xml(meta.title)}</dc:title><dc:subject>${xml(meta.subject ?? '')}</dc:subject>` +
    `<dc:creator>${xml(meta.author)}</dc:creator><cp:keywords>${xml((meta.keywords ?? []).join('，'))}</cp:keywords>` +
    `<cp:lastModifiedBy>${xml(meta.author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`
  )
}

/** Tells a computer without a face which one to take in its place. */
function fontTable(): string {
  const faces = Object.entries(OFFICE_FACES).map(
    ([role, face]) =>
      `<w:font w:name="${face}"><w:altName w:val="${STAND_INS[role as Face]}"/><w:charset w:val="86"/>` +
      `<w:family w:val="${role === 'hei' ? 'swiss' : 'roman'}"/><w:pitch w:val="fixed"/></w:font>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${faces.join('')}</w:fonts>`
  )
}
