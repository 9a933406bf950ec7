import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { stopThread } from './extraction/thread.ts'
import { type FileOptions, screenFile } from './file.ts'

after(stopThread)

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const paragraph = (inside: string) => `<w:p>${inside}</w:p>`
const run = (text: string, properties = '') => `<w:r>${properties}<w:t>${text}</w:t></w:r>`
const docx = (body: string, more: Record<string, string | Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': strToU8(`<w:document ${W}><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(
      Object.entries(more).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  })

const screen = (name: string, bytes: Uint8Array | string, options?: FileOptions) =>
  screenFile({ name, bytes: typeof bytes === 'string' ? strToU8(bytes) : bytes }, options)
const places = async (name: string, bytes: Uint8Array | string) =>
  (await screen(name, bytes)).hits.map(({ kind, text, where }) => [kind, text, where])
const unread = async (name: string, bytes: Uint8Array | string, options?: FileOptions) =>
  (await screen(name, bytes, options)).unread.map(({ why, whole }) => ({ why, whole }))

describe('a text', () => {
  it('is read in UTF-8, UTF-16 and GBK, and places are lines', async () => {
    const text = '联系人\n电话：13812345678\n'
    const gbk = Uint8Array.from([0xb5, 0xe7, 0xbb, 0xb0, 0xa3, 0xba, ...strToU8('13812345678')])
    assert.deepEqual(await places('甲.txt', text), [['phone', '13812345678', '第2行']])
    assert.deepEqual(await places('甲.txt', Buffer.from(`\ufeff${text}`, 'utf16le')), [
      ['phone', '13812345678', '第2行'],
    ])
    assert.deepEqual(await places('甲.csv', gbk), [['phone', '13812345678', '第1行']])
  })
  it('a page of the web is read with its comments, attributes and split digits', async () => {
    const html =
      '<html><body><p>手机<b>138</b>1234<i>&#53;678</i></p><!-- 15012345678 --><a href="tel:13900001111">电</a><img src="a.png"></body></html>'
    const { hits, unread } = await screen('甲.html', html)
    assert.deepEqual(hits.map(({ text }) => text).sort(), ['13812345678', '13900001111', '15012345678'])
    assert.match(unread[0]!.why, /1张图片/)
  })
})

describe('a DOCX', () => {
  it('is read paragraph by paragraph, and runs do not split a number', async () =>
    assert.deepEqual(
      await places('甲.docx', docx(paragraph(run('前言')) + paragraph(run('138') + run('1234') + run('5678')))),
      [['phone', '13812345678', '第2段']],
    ))
  it('has tables, with numbers broken over lines of a cell', async () => {
    const cell = (text: string) =>
      `<w:tc>${text
        .split('|')
        .map((line) => paragraph(run(line)))
        .join('')}</w:tc>`
    const table = `<w:tbl><w:tr>${cell('姓名')}${cell('电话')}</w:tr><w:tr>${cell('张三')}${cell('13812|345678')}</w:tr></w:tbl>`
    assert.deepEqual(await places('甲.docx', docx(table)), [['phone', '13812\n345678', '表1第2行第2列']])
  })
  it('hides nothing: heads, comments, deletions, hidden text, fields, boxes, properties, links', async () => {
    const hidden = run('13812340001', '<w:rPr><w:vanish/></w:rPr>')
    const removed = '<w:del><w:r><w:delText>13812340002</w:delText></w:r></w:del>'
    const field = '<w:r><w:instrText>MERGEFIELD 13812340003</w:instrText></w:r>'
    const box = `<w:r><w:pict><w:txbxContent>${paragraph(run('13812340004'))}</w:txbxContent></w:pict></w:r>`
    const part = (text: string) => `<w:x ${W}>${paragraph(run(text))}</w:x>`
    const bytes = docx(paragraph(`${run('正文')}${hidden}${removed}${field}${box}`), {
      'word/header1.xml': part('13812340005'),
      'word/comments.xml': part('13812340006'),
      'word/footnotes.xml': part('13812340007'),
      'docProps/core.xml': '<cp><dc:creator>13812340008</dc:creator></cp>',
      'word/_rels/document.xml.rels': '<R><Relationship TargetMode="External" Target="tel:13812340009"/></R>',
    })
    const found = await places('甲.docx', bytes)
    assert.deepEqual(found.map(([, text, where]) => [text?.slice(-1), where]).sort(), [
      ['1', '第1段（隐藏文字）'],
      ['2', '第1段（修订中删除的文字）'],
      ['3', '第1段（域代码）'],
      ['4', '第1段（文本框）'],
      ['5', '页眉第1段'],
      ['6', '批注第1段'],
      ['7', '脚注第1段'],
      ['8', '文档属性'],
      ['9', '超链接'],
    ])
  })
  it('says what it could not read: pictures, macros, old documents inside', async () => {
    const bytes = docx(paragraph(run('正文')), {
      'word/media/image1.png': 'x',
      'word/vbaProject.bin': 'x',
      'word/embeddings/oleObject1.bin': Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
      'word/embeddings/inner.docx': docx(paragraph(run('13812345678'))),
    })
    const { hits, unread } = await screen('甲.docx', bytes)
    assert.deepEqual(
      hits.map(({ text }) => text),
      ['13812345678'],
    )
    assert.equal(unread.length, 3)
    assert.ok(unread.every(({ whole }) => !whole))
  })
})

describe('an XLSX', () => {
  const book = async (fill: (book: ExcelJS.Workbook) => void) => {
    const workbook = new ExcelJS.Workbook()
    fill(workbook)
    return new Uint8Array(await workbook.xlsx.writeBuffer())
  }
  it('is read cell by cell, numbers as text and as numbers, hidden sheets too', async () => {
    const bytes = await book((workbook) => {
      workbook.addWorksheet('名单').addRows([
        ['姓名', '手机'],
        ['张三', 13812345678],
        ['李四', '13900001111'],
      ])
      workbook.addWorksheet('备份', { state: 'veryHidden' }).addRow(['', '15012345678'])
    })
    assert.deepEqual(await places('甲.xlsx', bytes), [
      ['phone', '13812345678', '工作表“名单”B2'],
      ['phone', '13900001111', '工作表“名单”B3'],
      ['phone', '15012345678', '工作表“备份”（隐藏）B1'],
    ])
  })
  it('knows identity numbers whose last digits Excel lost', async () => {
    const bytes = await book((workbook) =>
      workbook.addWorksheet('名单').addRow([350583199001012000, 990583199001011000]),
    )
    const { hits } = await screen('甲.xlsx', bytes)
    assert.equal(hits.length, 1)
    assert.match(hits[0]!.why, /失真/)
    assert.equal(hits[0]!.where, '工作表“名单”A1')
  })
  it('reads comments', async () => {
    const bytes = await book((workbook) => {
      workbook.addWorksheet('名单').getCell('C3').note = '电话13812345678'
    })
    assert.deepEqual(await places('甲.xlsx', bytes), [['phone', '13812345678', '批注C3']])
  })
})

/** The smallest PDF with one line of text on each page. */
function pdf(lines: string[], more = ''): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${lines.length}/Kids[${lines.map((_, i) => `${4 + i * 2} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...lines.flatMap((line, i) => {
      const stream = line ? `BT /F1 12 Tf 50 700 Td (${line}) Tj ET` : ''
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + i * 2} 0 R>>`,
        `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj${object}endobj\n`
    return at
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  return strToU8(`${file}trailer<</Size ${objects.length + 1}/Root 1 0 R${more}>>\nstartxref\n${start}\n%%EOF`)
}

describe('a PDF', () => {
  it('is read page by page', async () =>
    assert.deepEqual(await places('甲.pdf', pdf(['page one', 'tel 13812345678'])), [['phone', '13812345678', '第2页']]))
  it('says which pages have no text', async () =>
    assert.deepEqual(await unread('甲.pdf', pdf(['page one', '', ''])), [
      { why: '没有文字层（可能是扫描件），没有检查', whole: false },
    ]))
  it('with a password, or broken, is not called clean', async () => {
    const filter =
      '/Encrypt<</Filter/Standard/V 1/R 2/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)/P -4>>/ID[<00><00>]'
    assert.deepEqual(await unread('甲.pdf', pdf(['x'], filter)), [
      { why: 'PDF文件设有打开密码，没有检查', whole: true },
    ])
    assert.deepEqual(await unread('甲.pdf', '%PDF-1.7 nothing'), [
      { why: 'PDF文件已经损坏，或者不是PDF，没有检查', whole: true },
    ])
  })
})

describe('hostile and unreadable files', () => {
  it('a bomb stops at the limit, whatever sizes it claims', async () => {
    const bytes = docx('', { 'word/document.xml': new Uint8Array(40_000_000) })
    const limits = { unpacked: 10_000_000 }
    assert.deepEqual(await unread('甲.docx', bytes, { limits }), [
      { why: '展开后过大，可能是压缩炸弹，没有检查', whole: true },
    ])
  })
  it('many parts are refused before they are read', async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`word/x${i}.xml`, '']))
    const [first] = await unread('甲.docx', docx('', many), { limits: { parts: 20 } })
    assert.match(first!.why, /过多/)
  })
  it('a cut-off container, a container with a password, an empty file', async () => {
    const whole = docx(paragraph(run('正文')))
    for (const bytes of [whole.subarray(0, whole.length - 30), whole.subarray(0, 40)])
      assert.deepEqual(await unread('甲.docx', bytes), [
        { why: '压缩结构已经损坏，请用原来的软件打开后另存，没有检查', whole: true },
      ])
    const locked = new Uint8Array(whole)
    const directory = Buffer.from(locked.buffer).indexOf('PK\x01\x02', 'latin1')
    locked[directory + 8]! |= 1
    assert.deepEqual(await unread('甲.docx', locked), [{ why: '文件加了密码，没有检查', whole: true }])
    assert.deepEqual(await unread('甲.txt', new Uint8Array()), [{ why: '是空文件，没有检查', whole: true }])
  })
  it('an encrypted or old Office document, a picture, an archive, an OFD each say why', async () => {
    const old = (stream: string) =>
      Buffer.concat([Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from(stream, 'utf16le')])
    const cases: [string, Uint8Array, RegExp][] = [
      ['甲.docx', old('EncryptedPackage'), /密码/],
      ['甲.doc', old('WordDocument'), /另存为docx/],
      ['甲.xls', old('Workbook'), /另存为xlsx/],
      ['甲.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1]), /图片/],
      ['甲.rar', strToU8('Rar!....'), /解压/],
      ['甲.ofd', zipSync({ 'OFD.xml': strToU8('<x/>') }), /OFD/],
      ['甲.bin', Uint8Array.from([1, 2, 0, 4]), /不是能识别的/],
    ]
    for (const [name, bytes, why] of cases) {
      const { hits, unread } = await screen(name, bytes)
      assert.deepEqual(hits, [])
      assert.ok(
        unread.some((one) => one.whole && why.test(one.why)),
        name,
      )
    }
  })
  it('a wrong ending is told, and the content read for what it is', async () => {
    const { hits, unread } = await screen('甲.pdf', docx(paragraph(run('13812345678'))))
    assert.deepEqual(
      hits.map(({ where }) => where),
      ['第1段'],
    )
    assert.match(unread[0]!.why, /扩展名是pdf，内容却是docx/)
  })
  it('200 MB are not even begun', async () => {
    const [first] = await unread('甲.txt', new Uint8Array(200 * 1024 * 1024))
    assert.match(first!.why, /200 MB，超过100 MB/)
  })
  it('more text than the limit is read up to the limit, and the rest reported', async () => {
    const { hits, unread } = await screen('甲.txt', `13812345678${'字'.repeat(20_000)}13900001111`, {
      limits: { characters: 10_000 },
    })
    assert.deepEqual(
      hits.map(({ text }) => text),
      ['13812345678'],
    )
    assert.match(unread[0]!.why, /后面的没有检查/)
  })
  it('nothing runs longer than its time, and the next file is read as if nothing had been', async () => {
    const [first] = await unread('甲.txt', '1 '.repeat(20_000_000), { limits: { seconds: 0.05 } })
    assert.match(first!.why, /还没有读完/)
    assert.deepEqual(await places('乙.txt', '13812345678'), [['phone', '13812345678', '第1行']])
  })
  it('entities do not grow', async () => {
    const doctype = '<!DOCTYPE x [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;&a;">]>'
    const bytes = docx('', {
      'word/document.xml': `${doctype}<w:document ${W}><w:body>${paragraph(run('&b;13812345678'))}</w:body></w:document>`,
    })
    assert.equal((await screen('甲.docx', bytes)).unread.length, 0)
  })
})

describe('citations in a file', () => {
  it('are judged by the register of whoever asks', async () => {
    const bytes = docx(paragraph(run('根据南码政〔2017〕68号办理')))
    const closed = await screen('甲.docx', bytes, {
      isPublic: (number) => (number === '南码政〔2017〕68号' ? false : null),
    })
    assert.deepEqual(
      closed.hits.map(({ kind, where }) => [kind, where]),
      [['citation', '第1段']],
    )
    assert.deepEqual((await screen('甲.docx', bytes)).hits, [])
  })
})
