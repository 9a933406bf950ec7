import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import excel from 'exceljs'
import { AWKWARD, exampleDocument } from './example.ts'
import { type Table, toDocx, toXlsx } from './typeset.ts'
import { readZip } from './zip.ts'

const part = (zip: Uint8Array, path: string) => Buffer.from(readZip(zip).get(path) ?? []).toString('utf8')

/** The text of a Word part as a reader sees it. */
const read = (xml: string) =>
  xml
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

describe('a document becomes a DOCX', () => {
  it('says what the document says, awkward text included', async () => {
    const text = read(part(await toDocx(await exampleDocument()), 'word/document.xml'))
    for (const said of [
      '南码政〔2018〕7号',
      '本镇各科室、站、所：',
      '主动公开信息数',
      '587',
      '（此件主动公开）',
      AWKWARD,
    ])
      assert.ok(text.includes(said), said)
  })

  it('names the faces offices own', async () => {
    const xml = part(await toDocx(await exampleDocument()), 'word/document.xml')
    for (const face of ['方正小标宋简体', '仿宋_GB2312', '黑体', '楷体_GB2312', '宋体'])
      assert.ok(xml.includes(`w:eastAsia="${face}"`), face)
  })

  it('repeats the head row of a table and keeps rows in one piece', async () => {
    const xml = part(await toDocx(await exampleDocument()), 'word/document.xml')
    assert.match(xml, /<w:tblHeader\/>/)
    assert.match(xml, /<w:cantSplit\/>/)
  })

  it('draws charts from figures that can be edited', async () => {
    const files = readZip(await toDocx(await exampleDocument()))
    assert.ok(files.has('word/charts/chart1.xml') && files.has('word/charts/chart2.xml'))
    assert.equal([...files.keys()].filter((path) => path.endsWith('.xlsx')).length, 2)
  })

  it('is dated by the document and the same when made again', async () => {
    const doc = await exampleDocument()
    const [first, second] = [await toDocx(doc), await toDocx(doc)]
    assert.match(part(first, 'docProps/core.xml'), /2018-01-11T00:00:00Z/)
    assert.deepEqual(first, second)
  })
})

describe('tables become a workbook', () => {
  const made = async () => {
    const doc = await exampleDocument()
    const table = doc.enclosed?.[0]?.body.find((block): block is Table => block.kind === 'table')
    assert.ok(table)
    return toXlsx(
      [
        { name: '附表/一', table },
        { name: '附表 一', table },
      ],
      doc.meta,
    )
  }
  const opened = async () => {
    const book = new excel.Workbook()
    const bytes = await made()
    await book.xlsx.load(bytes.buffer as ArrayBuffer)
    return book
  }

  it('keeps numbers as numbers, empty as empty and a leading = as text', async () => {
    const sheet = (await opened()).worksheets[0]
    assert.equal(sheet?.getCell('A1').value, '政府信息公开情况统计表')
    assert.deepEqual(
      ['A4', 'B4', 'C4', 'D4'].map((at) => sheet?.getCell(at).value),
      ['主动公开信息数', '条', 51, 587],
    )
    assert.equal(sheet?.getCell('D6').value, null)
    assert.equal(sheet?.getCell('A7').value, `=1+1 ${AWKWARD}`)
    assert.equal(sheet?.getCell('A7').type, excel.ValueType.String)
  })

  it('prints the head row on every page, and gives every sheet a name Excel takes', async () => {
    const book = await opened()
    assert.deepEqual(
      book.worksheets.map((sheet) => sheet.name),
      ['附表 一', '附表 一_2'],
    )
    assert.equal(book.worksheets[0]?.pageSetup.printTitlesRow, '3:3')
  })

  it('is the same when made again', async () => assert.deepEqual(await made(), await made()))
})
