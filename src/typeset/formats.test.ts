import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { getDocumentProxy } from 'unpdf'
import { day } from '../calendar/day.ts'
import { bodyBlocks, withTables } from './body.ts'
import { toHtml } from './html.ts'
import type { OfficialDocument } from './model.ts'
import { toDocx, toPdf } from './typeset.ts'
import { readZip } from './zip.ts'

const at = day('2018-03-20')
const letter = (format: 'letter' | 'minutes' | 'document', more: Partial<OfficialDocument['head'] & object> = {}) =>
  ({
    head: { mark: '码头镇人民政府', number: '南码政函〔2018〕1号', format, ...more },
    title: '关于商请支持防汛物资的函',
    recipients: '市水利局',
    body: bodyBlocks('现将有关事项函告如下。'),
    signature: { organ: '码头镇人民政府', day: at, joint: ['罗东镇人民政府'] },
    imprint: { copies: '市防汛办', by: '码头镇人民政府办公室', day: at },
    meta: { title: '函', author: '码头镇', day: at },
  }) satisfies OfficialDocument

/** The words of the first page with where they stand, in millimetres from the upper edge. */
async function placed(doc: OfficialDocument): Promise<{ text: string; down: number }[]> {
  const pdf = await getDocumentProxy(await toPdf(doc))
  const page = await pdf.getPage(1)
  const { items } = await page.getTextContent()
  return items
    .filter((item) => 'str' in item && item.str.trim() !== '')
    .map((item) => ('str' in item ? { text: item.str, down: 297 - (item.transform[5] / 72) * 25.4 } : never()))
}
const never = (): never => {
  throw new Error('not a text')
}
const down = (words: { text: string; down: number }[], text: string) =>
  words.find((word) => word.text.includes(text))?.down

describe('the page formats of GB/T 9704—2012', () => {
  it('set the mark of 信函 high on the page, without a page number and without who printed it (10.1)', async () => {
    const words = await placed(letter('letter'))
    const mark = down(words, '码头镇人民政府')!
    assert.ok(mark > 35 && mark < 55, String(mark))
    assert.ok(!words.some(({ text }) => text.includes('— 1 —') || text.includes('印发')))
    assert.ok(words.some(({ text }) => text.includes('抄送')))
  })

  it('set 文件 with its mark 35 mm into the type area and a page number', async () => {
    const words = await placed(letter('document'))
    const mark = down(words, '码头镇人民政府')!
    assert.ok(mark > 37 + 35 && mark < 37 + 60, String(mark))
    assert.ok(words.some(({ text }) => text.includes('印发')))
  })

  it('show who signed a document to a superior, how urgent it is, and all who sign it', async () => {
    const doc = letter('document', { signers: ['分管领导'], urgency: '特急' })
    const text = (await placed(doc)).map((word) => word.text).join('')
    for (const each of ['特急', '签发人：', '分管领导', '罗东镇人民政府']) assert.ok(text.includes(each), each)
    const html = toHtml(doc)
    assert.match(html, /签发人：分管领导/)
    assert.match(html, /<p>罗东镇人民政府<\/p>/)
    const xml = Buffer.from(readZip(await toDocx(doc)).get('word/document.xml')!).toString('utf8')
    for (const each of ['特急', '签发人：', '罗东镇人民政府']) assert.ok(xml.includes(each), each)
  })

  it('put the office and the day of 纪要 under its number (10.3)', async () => {
    const words = await placed(letter('minutes', { issuer: '党政办公室' }))
    assert.ok(down(words, '党政办公室')! > down(words, '南码政')!)
  })
})

describe('tables in plain text', () => {
  it('are rows between bars, the first of them the head, with figures at the right', () => {
    const [, table] = bodyBlocks('一、物资\n|村|件数|\n|---|---|\n|码头社区|120|')
    assert.deepEqual(table, {
      kind: 'table',
      columns: [
        { label: '村', width: 4 },
        { label: '件数', width: 3, align: 'end' },
      ],
      rows: [{ cells: ['码头社区', '120'] }],
    })
  })
  it('come out of a spreadsheet’s tabs, and a lone tab is only a space', () => {
    assert.equal(withTables('甲\t乙\n1\t2\n\n说\t明'), '|甲|乙|\n|1|2|\n\n说 明')
  })
})
