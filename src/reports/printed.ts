import { type Block, cellText, type OfficialDocument, run } from '../typeset/model.ts'

/** A report as it would be printed, in plain words: a paragraph a line, the cells of a row parted by |. Pure. */
export const printedText = ({ enclosed }: Pick<OfficialDocument, 'enclosed'>): string =>
  (enclosed ?? []).flatMap(({ title, body }) => [title.replace('\n', ''), ...body.map(blockText)]).join('\n')

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text
    case 'paragraph':
      return block.runs.map((one) => run(one).text).join('')
    case 'table':
      return [
        block.caption ?? '',
        block.columns.map(({ label }) => label).join(' | '),
        ...block.rows.map(({ cells }) => cells.map(cellText).join(' | ')),
      ].join('\n')
    default:
      return ''
  }
}
