import { chineseDay } from '../calendar/day.ts'
import { bodyRows, headRows, type Placed } from './grid.ts'
import {
  type Block,
  type Cell,
  type Chart,
  type Code,
  cellText,
  type Heading,
  type Inline,
  type OfficialDocument,
  type Row,
  run,
  type Table,
  titleLines,
} from './model.ts'
import { qrSource } from './qr.ts'

/** The document as a fragment for a page: headings from h2 down, classes only, every text escaped. */
export function toHtml(doc: OfficialDocument): string {
  return [
    '<article class="official-document">',
    doc.head &&
      `<header class="document-head">${said('document-urgency', doc.head.urgency)}` +
        `<p class="document-mark">${escapeHtml(doc.head.mark)}</p>` +
        `<p class="document-number">${escapeHtml(doc.head.number ?? '')}</p>` +
        `${said('document-signer', doc.head.signers?.length ? `签发人：${doc.head.signers.join('　')}` : '')}</header>`,
    `<h2 class="document-title">${title(doc.title)}</h2>`,
    doc.recipients && `<p class="document-recipients">${escapeHtml(doc.recipients)}：</p>`,
    blocksToHtml(doc.body),
    attachmentList(doc.attachments ?? []),
    doc.signature &&
      `<div class="document-signature">${[doc.signature.organ, ...(doc.signature.joint ?? [])]
        .map((organ) => `<p>${escapeHtml(organ)}</p>`)
        .join('')}` + `<p><time datetime="${doc.signature.day}">${chineseDay(doc.signature.day)}</time></p></div>`,
    doc.note && `<p class="document-note">（${escapeHtml(doc.note)}）</p>`,
    ...(doc.enclosed ?? []).map(
      (text) =>
        '<section class="document-enclosed">' +
        (text.label ? `<p class="document-label">${escapeHtml(text.label)}</p>` : '') +
        `<h2 class="document-title">${title(text.title)}</h2>${blocksToHtml(text.body)}</section>`,
    ),
    doc.imprint &&
      '<footer class="document-imprint">' +
        (doc.imprint.copies ? `<p>抄送：${escapeHtml(doc.imprint.copies)}。</p>` : '') +
        `<p><span>${escapeHtml(doc.imprint.by)}</span> ` +
        `<span><time datetime="${doc.imprint.day}">${chineseDay(doc.imprint.day)}</time>印发</span></p></footer>`,
    '</article>',
  ]
    .filter(Boolean)
    .join('\n')
}

/** A line that is there only when it says something. */
const said = (name: string, text: string | undefined): string =>
  text ? `<p class="${name}">${escapeHtml(text)}</p>` : ''

/**
 * Blocks on their own: one part of a report while it is being written. `top` is the rank of the first heading; those below
 * follow without a gap, whatever number they carry, so that a listener is never led past a heading that is not there.
 */
export function blocksToHtml(blocks: Block[], top = 3): string {
  const above: number[] = []
  return blocks
    .map((it) => {
      if (it.kind !== 'heading') return block(it)
      while (above.length > 0 && above.at(-1)! >= it.level) above.pop()
      above.push(it.level)
      const tag = `h${Math.min(6, top + above.length - 1)}`
      return `<${tag} class="document-heading">${escapeHtml(it.text)}</${tag}>`
    })
    .join('\n')
}

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text that means itself in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => NAMED[c] ?? c)

/** A year is never parted from its 年 at the end of a line. */
const title = (text: string) =>
  titleLines(text)
    .map((line) => escapeHtml(line).replace(/\d+年/g, '<span class="together">$&</span>'))
    .join('<br>')

const attachmentList = (names: string[]) =>
  names.length > 0 &&
  `<div class="document-attachments"><p>附件：</p><ol>${names.map((name) => `<li>${escapeHtml(name)}</li>`).join('')}</ol></div>`

function block(it: Exclude<Block, Heading>): string {
  switch (it.kind) {
    case 'paragraph':
      return `<p${paragraphClass(it.indent ?? true, it.align)}>${it.runs.map(inline).join('')}</p>`
    case 'table':
      return table(it)
    case 'chart':
      return chart(it)
    case 'code':
      return code(it)
    case 'break':
      return '<hr class="document-break">'
  }
}

const paragraphClass = (indent: boolean, align?: string) =>
  align ? ` class="align-${align}"` : indent ? '' : ' class="flush"'

function inline(part: Inline): string {
  const it = run(part)
  let body = escapeHtml(it.text)
  if (it.figure) body = figure(it.figure, it.text, body)
  if (it.bold) body = `<strong>${body}</strong>`
  return led(it.href, body)
}

const led = (href: string | undefined, body: string): string =>
  href && isWebAddress(href) ? `<a href="${escapeHtml(href)}">${body}</a>` : body

/** A plain number is `data` with its value, so that a machine reads it without the words around it. */
const figure = (key: string, value: string | number, body: string) =>
  /^-?\d+(\.\d+)?$/.test(String(value))
    ? `<data class="figure" value="${value}" data-figure="${escapeHtml(key)}">${body}</data>`
    : `<span class="figure" data-figure="${escapeHtml(key)}">${body}</span>`

/** Addresses that can do no more than lead somewhere. Others (javascript:) stay plain text. */
export const isWebAddress = (href: string): boolean => /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i.test(href)

function table(it: Table): string {
  const caption = [it.caption, it.unit].some(Boolean)
    ? `<caption>${escapeHtml(it.caption ?? '')}${it.unit ? ` <span class="unit">${escapeHtml(it.unit)}</span>` : ''}</caption>`
    : ''
  const heads = headRows(it).map((row) => `<tr>${row.map((each) => headCell(it, each)).join('')}</tr>`)
  const rows = bodyRows(it)
    .map(
      (row) =>
        `<tr${row.strong ? ' class="strong"' : ''}>${row.placed.map((each) => bodyCell(it, row, each)).join('')}</tr>`,
    )
    .join('\n')
  const note = it.note ? `<p class="table-note">${escapeHtml(it.note)}</p>` : ''
  return (
    `<div class="table-scroll" tabindex="0" role="group" aria-label="${escapeHtml(it.caption ?? '表格')}">` +
    `<table class="document-table${it.head ? ' spanned' : ''}">${caption}${heads.length > 0 ? `<thead>${heads.join('\n')}</thead>\n` : ''}<tbody>${rows}</tbody></table></div>${note}`
  )
}

const spans = ({ across, down }: Placed) =>
  `${across > 1 ? ` colspan="${across}"` : ''}${down > 1 ? ` rowspan="${down}"` : ''}`

const aligned = (it: Table, { at, across }: Placed) =>
  across > 1 ? 'align-center' : `align-${it.columns[at]?.align ?? 'start'}`

const headCell = (it: Table, each: Placed) =>
  `<th scope="${each.across > 1 ? 'colgroup' : 'col'}" class="${aligned(it, each)}"${spans(each)}>${escapeHtml(each.text)}</th>`

function bodyCell(it: Table, row: Row, each: Placed): string {
  if (!each.head && each.at > 0) return `<td class="${aligned(it, each)}"${spans(each)}>${cell(each.cell)}</td>`
  const depth =
    row.indent && each.at === 0
      ? `indent-${Math.min(row.indent, 3)}`
      : each.at === 0
        ? 'align-start'
        : aligned(it, each)
  const scope = each.down > 1 ? 'rowgroup' : row.strong && each.across === it.columns.length ? 'colgroup' : 'row'
  return `<th scope="${scope}" class="${depth}"${spans(each)}>${cell(each.cell)}</th>`
}

function cell(it: Cell | undefined): string {
  const body = escapeHtml(cellText(it))
  return it !== null && typeof it === 'object' && it.figure ? led(it.href, figure(it.figure, it.text, body)) : body
}

/** Without an address of its own the picture travels inside the page (a file saved from the command line). */
function chart(it: Chart): string {
  const src = it.src ?? `data:image/svg+xml;base64,${Buffer.from(it.svg, 'utf8').toString('base64')}`
  const caption = it.caption ? `<figcaption>${escapeHtml(it.caption)}</figcaption>` : ''
  return `<figure class="document-chart" tabindex="0"><img src="${escapeHtml(src)}" alt="${escapeHtml(it.alt)}">${caption}</figure>`
}

function code(it: Code): string {
  const caption = it.caption ? `<figcaption>${escapeHtml(it.caption)}</figcaption>` : ''
  return `<figure class="document-code"><img src="${qrSource(it.text)}" alt="${escapeHtml(it.alt)}">${caption}</figure>`
}
