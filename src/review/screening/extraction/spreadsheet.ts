import type { Reading } from './reading.ts'
import { attribute, readXml } from './xml.ts'

type Parts = Map<string, () => Uint8Array>

/** All sheets, the hidden ones too. A cell is a place; cells of a row are kept apart by tabs. */
export function readSpreadsheet(parts: Parts, reading: Reading): void {
  const strings = sharedStrings(parts)
  const sheets = sheetsOf(parts)
  for (const [i, { path, name, isHidden }] of sheets.entries()) {
    const read = parts.get(path)
    const label = `工作表“${name}”${isHidden ? '（隐藏）' : ''}`
    reading.add(name, label, '的名称')
    if (read) readSheet(read(), label, strings, reading, (share) => reading.progress((i + share) / sheets.length))
    else reading.skip(label, '工作表的内容缺失')
  }
}

function sharedStrings(parts: Parts): string[] {
  const read = parts.get('xl/sharedStrings.xml')
  const strings: string[] = []
  if (!read) return strings
  let current = ''
  let isText = false
  let phonetic = 0
  readXml(read(), {
    open(tag) {
      if (tag === 'si') current = ''
      if (tag === 'rPh') phonetic++
      isText = tag === 't' && phonetic === 0
    },
    text(text) {
      if (isText) current += text
    },
    close(tag) {
      if (tag === 't') isText = false
      if (tag === 'rPh') phonetic--
      if (tag === 'si') strings.push(current)
    },
  })
  return strings
}

function sheetsOf(parts: Parts): { path: string; name: string; isHidden: boolean }[] {
  const targets = new Map<string, string>()
  const rels = parts.get('xl/_rels/workbook.xml.rels')
  if (rels)
    readXml(rels(), {
      open(tag, { Id, Target }) {
        if (tag === 'Relationship' && Id && Target) targets.set(Id, Target.replace(/^\/?(?:xl\/)?/, 'xl/'))
      },
    })
  const sheets: { path: string; name: string; isHidden: boolean }[] = []
  const workbook = parts.get('xl/workbook.xml')
  if (workbook)
    readXml(workbook(), {
      open(tag, attributes) {
        if (tag !== 'sheet') return
        const path = targets.get(attribute(attributes, 'id') ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`
        sheets.push({ path, name: attributes.name ?? '', isHidden: /hidden/i.test(attributes.state ?? '') })
      },
    })
  const listed = new Set(sheets.map(({ path }) => path))
  for (const path of parts.keys())
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(path) && !listed.has(path))
      sheets.push({ path, name: path.slice(14), isHidden: true })
  return sheets
}

function readSheet(
  xml: Uint8Array,
  label: string,
  strings: string[],
  reading: Reading,
  progress: (share: number) => void,
): void {
  let cell = ''
  let type = ''
  let value = ''
  let inside = ''
  let hiddenRow = ''
  readXml(
    xml,
    {
      open(tag, attributes) {
        if (tag === 'row') hiddenRow = /^(?:1|true)$/.test(attributes.hidden ?? '') ? '（隐藏行）' : ''
        else if (tag === 'c') {
          cell = attributes.r ?? ''
          type = attributes.t ?? 'n'
          value = ''
        } else if (tag === 'v' || tag === 't' || /^(?:odd|even|first)(?:Header|Footer)$/.test(tag)) inside = tag
      },
      text(text) {
        if (inside === 'v' || inside === 't') value += text
        else if (inside !== '') reading.add(text, label, '页眉页脚')
      },
      close(tag) {
        if (tag === inside) inside = ''
        if (tag === 'row') reading.separate('\n')
        if (tag !== 'c' || value === '') return
        const detail = cell + hiddenRow
        if (type === 's') reading.add(strings[Number(value)] ?? '', label, detail)
        else if (type === 'n') addNumber(value, label, detail, reading)
        else reading.add(value, label, detail)
        reading.separate('\t')
      },
    },
    progress,
  )
}

/** A number as Excel would show it without a format. More than 15 digits do not survive in a floating point number. */
function addNumber(value: string, label: string, detail: string, reading: Reading): void {
  const number = Number(value)
  const isWhole = Number.isInteger(number) && Math.abs(number) < 1e21
  const digits = isWhole && /[eE]/.test(value) ? BigInt(number).toString() : value
  if (isWhole && digits.replace('-', '').length > 15) reading.addRough(digits, label, detail)
  else reading.add(digits, label, detail)
}
