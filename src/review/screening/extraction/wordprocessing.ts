import type { Reading } from './reading.ts'
import { attribute, type Handlers } from './xml.ts'

type Paragraph = { shown: string; removed: string; hidden: string; field: string; place: string }

/**
 * One part of a DOCX: its paragraphs and tables in order, with what Word does not show: deletions of tracked changes, hidden
 * text, field codes, descriptions of pictures.
 */
export function wordHandlers(reading: Reading, name: string): Handlers {
  const open: Paragraph[] = []
  const tables: { number: number; row: number; column: number }[] = []
  let paragraphs = 0
  let tablesSeen = 0
  let taken = ''
  let removals = 0
  let inRun = 0
  let isHidden = false

  const place = () => {
    const table = tables.at(-1)
    if (!table) return `${name}第${paragraphs}段`
    return `${name}表${table.number}第${table.row}行第${table.column}列`
  }
  const put = (text: string, kind: string) => {
    const paragraph = open.at(-1)
    if (!paragraph) reading.add(text, name || '正文')
    else if (kind === 'instrText' || kind === 'delInstrText') paragraph.field += text
    else if (removals > 0 || kind === 'delText') paragraph.removed += text
    else if (isHidden) paragraph.hidden += text
    else paragraph.shown += text
  }
  const finish = ({ shown, removed, hidden, field, place }: Paragraph) => {
    reading.add(shown, place)
    reading.add(removed, place, '（修订中删除的文字）')
    reading.add(hidden, place, '（隐藏文字）')
    reading.add(field, place, '（域代码）')
  }

  return {
    open(tag, attributes) {
      switch (tag) {
        case 'p':
          if (open.length === 0 && tables.length === 0) paragraphs++
          open.push({
            shown: '',
            removed: '',
            hidden: '',
            field: '',
            place: place() + (open.length > 0 ? '（文本框）' : ''),
          })
          break
        case 'tbl':
          tables.push({ number: ++tablesSeen, row: 0, column: 0 })
          break
        case 'tr':
          if (tables.length > 0) Object.assign(tables.at(-1)!, { row: tables.at(-1)!.row + 1, column: 0 })
          break
        case 'tc':
          if (tables.length > 0) tables.at(-1)!.column++
          break
        case 'r':
          inRun++
          isHidden = false
          break
        case 'vanish':
        case 'webHidden':
          if (inRun > 0 && !/^(?:0|false|off)$/.test(attribute(attributes, 'val') ?? '')) isHidden = true
          break
        case 'del':
        case 'moveFrom':
          removals++
          break
        case 't':
        case 'delText':
        case 'instrText':
        case 'delInstrText':
        case 'v':
          taken = tag
          break
        case 'tab':
          if (inRun > 0) put('\t', '')
          break
        case 'br':
        case 'cr':
          if (inRun > 0) put('\n', '')
          break
        case 'noBreakHyphen':
          put('-', '')
          break
        case 'docPr':
        case 'shape':
          for (const key of ['descr', 'title', 'alt'])
            reading.add(attribute(attributes, key) ?? '', `${place()}（图片说明）`)
      }
    },
    text(text) {
      if (taken !== '') put(text, taken)
    },
    close(tag) {
      switch (tag) {
        case 'p': {
          const done = open.pop()
          if (done) finish(done)
          reading.separate('\n')
          break
        }
        case 'tc':
          reading.separate('\t')
          break
        case 'tr':
          reading.separate('\n')
          break
        case 'tbl':
          tables.pop()
          break
        case 'r':
          inRun = Math.max(0, inRun - 1)
          isHidden = false
          break
        case 'del':
        case 'moveFrom':
          removals = Math.max(0, removals - 1)
          break
        case 'v':
          put('\n', '')
          taken = ''
          break
        case taken:
          taken = ''
      }
    },
  }
}
