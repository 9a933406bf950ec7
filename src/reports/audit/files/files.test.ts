import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { strToU8, zipSync } from 'fflate'
import type { Result } from '../../../result.ts'
import { toPdf } from '../../../typeset/typeset.ts'
import { auditText } from '../audit.ts'
import { linesOf } from './pdf.ts'
import { textOfFile, textOfPlain } from './report-file.ts'

const words = (result: Result<string>) => {
  assert.ok(result.ok, result.ok ? '' : result.refusal.says)
  return result.value
}
const zip = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
const bytes = (text: string) => new TextEncoder().encode(text)

describe('a report comes', () => {
  it('as text in UTF-8 or GBK', async () => {
    assert.equal(words(await textOfFile('a.txt', bytes('主动公开'))), '主动公开')
    assert.equal(words(await textOfFile('a.txt', Uint8Array.from([0xd6, 0xf7, 0xb6, 0xaf]))), '主动')
  })
  it('as text in UTF-16, as Windows saves it', async () =>
    assert.equal(words(await textOfFile('a.txt', Buffer.from('\ufeff主动公开', 'utf16le'))), '主动公开'))
  it('as a page: cells parted, scripts left out, names of signs read', () =>
    assert.equal(
      textOfPlain(
        '<html><head><title>年报</title><script>var a = 1</script></head><body><p>第一段&nbsp;&ldquo;甲&rdquo;</p><table><tr><td><p>规章</p></td><td>0</td><td></td></tr></table></body></html>',
      )
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .join('/'),
      '年报/第一段 “甲”/规章  | 0 |',
    ))
  it('as DOCX, its empty cells kept and deletions left out', async () => {
    const row = (...cells: string[]) =>
      new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) })
    const document = new Document({
      sections: [
        {
          children: [
            new Paragraph('青石镇人民政府2017年政府信息公开工作年度报告'),
            new Table({
              rows: [
                row('指标名称', '计量单位', '2017年度', '历年累计'),
                row('主动公开信息数', '条', '12', '90'),
                row('其中：1.网站公开', '条', '13', '90'),
                row('2.政府公报公开', '条', '', ''),
                row('行政复议数', '件', '0', '0'),
              ],
            }),
          ],
        },
      ],
    })
    const text = words(await textOfFile('a.docx', await Packer.toBuffer(document)))
    assert.match(text, /2\.政府公报公开 \| 条 \| {2}\| $/m)
    const { tables, contradictions } = auditText(text)
    assert.deepEqual(tables.annex?.政府公报公开, [null, null])
    assert.deepEqual(
      contradictions.map(({ rule, figures }) => [rule, figures]),
      [['part-whole', [12, 13]]],
    )
  })
  it('as PDF with a text layer, line by line', async () => {
    const pdf = await toPdf({
      head: null,
      title: '青石镇人民政府2017年政府信息公开工作年度报告',
      body: [{ kind: 'paragraph', runs: ['2017年，共主动公开政府信息50条，分类为：机构职能类20条，工作动态类29条。'] }],
      meta: { title: '年报', author: '青石镇人民政府', day: '2018-01-11' as never },
    })
    const { organ, figures, contradictions } = auditText(words(await textOfFile('a.pdf', pdf)))
    assert.equal(organ, '青石镇人民政府')
    assert.equal(figures.proactive_total, 50)
    assert.deepEqual(contradictions[0]?.figures, [50, 49])
  })
  it('with cells of a PDF told apart by the room between them', () => {
    const at = (text: string, x: number, y: number) => ({ text, x, y, width: text.length * 10, height: 10 })
    assert.equal(linesOf([at('21', 100, 700), at('规章', 10, 701), at('下一行', 10, 680)]), '规章       21\n下一行')
  })
})

describe('a file that is no report', () => {
  const says = async (name: string, content: Uint8Array) => {
    const result = await textOfFile(name, content)
    return result.ok ? 'read' : result.refusal.says
  }
  it('is refused in plain words', async () => {
    assert.equal(await says('空.txt', new Uint8Array()), '“空.txt”是空文件')
    assert.match(await says('坏.docx', bytes('PK\u0003\u0004坏')), /读不了/)
    assert.match(await says('坏.pdf', bytes('%PDF-1.7\n坏')), /读不了/)
    const compound = (name: string) =>
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from(name, 'utf16le')])
    assert.equal(await says('旧.doc', compound('WordDocument')), '“旧.doc”是旧版Word文档（doc、wps）')
    assert.equal(await says('锁.docx', compound('EncryptedPackage')), '“锁.docx”设有打开密码')
    assert.equal(await says('甲.rtf', bytes('{\\rtf1 a}')), '“甲.rtf”是RTF文档')
    assert.match(await says('表.xlsx', zip({ 'xl/workbook.xml': '<a/>' })), /是Excel表格/)
    assert.match(await says('版.ofd', zip({ 'OFD.xml': '<a/>' })), /是OFD版式文件/)
    assert.match(await says('图.docx', zip({ 'word/document.xml': '<w:document/>' })), /没有文字/)
    assert.match(await says('图.png', Uint8Array.from([0x89, 0x50, 0, 0])), /不是文本/)
  })
})
