import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import excel from 'exceljs'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { day } from '../../calendar/day.ts'
import { makeCopy } from '../public-copy.ts'
import { bytesHits, type Rules, type Spotted } from '../screen.ts'
import { maskRuns, replacementsOf } from './runs.ts'

const PHONE = '13812345678'
const SECRET = '李四举报'
const rules: Rules = { own: [], isPublic: () => null, today: day('2026-03-09') }

const spotted = async (name: string, bytes: Uint8Array): Promise<Spotted[]> =>
  (await bytesHits({ name, bytes }, rules)).filter(({ mask }) => mask !== null)

async function copied(name: string, bytes: Uint8Array) {
  const made = await makeCopy({ name, bytes }, await spotted(name, bytes))
  if (!made.ok) throw new Error(made.refusal.says)
  return made.value
}

/** Everything in an office file as one text: what is not here is nowhere in it. */
const everything = (bytes: Uint8Array) =>
  Object.entries(unzipSync(bytes))
    .map(([path, content]) => `${path}\n${strFromU8(content)}`)
    .join('\n')

describe('a value that lies in pieces', () => {
  const phone = replacementsOf([{ text: PHONE, mask: '138****5678' }])

  it('is masked across runs, spaces and marks that hide', () => {
    assert.deepEqual(maskRuns(['电话138', '1234', '5678。'], phone), ['电话138****5678', '', '。'])
    assert.deepEqual(maskRuns(['138 1234\u200b5678'], phone), ['138****5678'])
  })

  it('leaves everything else, and the number of pieces, as they were', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('文', '号', ' ', 'a', '7') })), (pieces) => {
        assert.deepEqual(maskRuns(pieces, phone), pieces)
        const cut = maskRuns([...pieces, PHONE.slice(0, 5), PHONE.slice(5), ...pieces], phone)
        assert.equal(cut.length, pieces.length * 2 + 2)
        assert.equal(cut.join('').includes(PHONE), false)
      }),
    ))
})

describe('the public copy of a text', () => {
  it('has the mask in it, whatever it was written in', async () => {
    const gb = Buffer.concat([Buffer.from('d0d5c3fb2cb5e7bbb00a', 'hex'), Buffer.from(`a,${PHONE}\n`)])
    const copy = await copied('名单.csv', gb)
    const text = Buffer.from(copy.bytes).toString('utf8')
    assert.match(text, /^\uFEFF姓名,电话\na,138\*+5678\n$/)
  })
})

describe('the public copy of a workbook', () => {
  const workbook = async () => {
    const book = new excel.Workbook()
    book.creator = SECRET
    const sheet = book.addWorksheet('名单')
    sheet.addRow(['姓名', '手机', '金额'])
    sheet.addRow(['甲', PHONE, 300])
    sheet.addRow(['乙', Number(PHONE), { formula: 'C2*2', result: 600 }])
    sheet.getCell('A2').note = SECRET
    sheet.mergeCells('A4:B4')
    sheet.getCell('A4').value = { richText: [{ text: '联系电话138' }, { text: '12345678' }] }
    sheet.getRow(5).values = [SECRET]
    sheet.getRow(5).hidden = true
    book.addWorksheet('草稿', { state: 'hidden' }).addRow([SECRET, PHONE])
    book.definedNames.add('名单!$A$1', '内部')
    return new Uint8Array(await book.xlsx.writeBuffer())
  }

  it('shows the same cells with masks, and carries nothing a reader does not see', async () => {
    const copy = await copied('名单.xlsx', await workbook())
    const all = everything(copy.bytes)
    for (const gone of [PHONE, SECRET, '内部', '草稿', '<f>', 'comments']) assert.ok(!all.includes(gone), gone)
    const book = new excel.Workbook()
    await book.xlsx.load(Buffer.from(copy.bytes) as unknown as excel.Buffer)
    const sheet = book.getWorksheet('名单')!
    assert.match(String(sheet.getCell('B2').value), /^138\*+5678$/)
    assert.match(String(sheet.getCell('B3').value), /^138\*+5678$/)
    assert.match(String(sheet.getCell('A4').value), /^联系电话138\*+5678$/)
    assert.deepEqual(
      [sheet.getCell('C2').value, sheet.getCell('C3').value, sheet.getCell('A2').value],
      [300, 600, '甲'],
    )
    assert.ok(sheet.getCell('B4').isMerged)
  })

  it('is refused for a file that is broken', async () => {
    const broken = await makeCopy({ name: '表.xlsx', bytes: Buffer.from('PK\u0003\u0004broken') }, [])
    assert.equal(broken.ok ? '' : broken.refusal.code, 'review.copy-broken')
  })
})

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const TYPES = (parts: string[]) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.map((part) => `<Override PartName="/${part}" ContentType="application/xml"/>`).join('')}</Types>`

function wordFile(body: string, more: Record<string, string> = {}): Uint8Array {
  const parts: Record<string, string> = {
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0"?><w:document ${W}><w:body>${body}<w:sectPr w:rsidR="00AB"/></w:body></w:document>`,
    'docProps/core.xml': `<c:coreProperties xmlns:c="x"><creator>${SECRET}</creator></c:coreProperties>`,
    'word/comments.xml': `<w:comments ${W}><w:comment w:id="0" w:author="${SECRET}"><w:p><w:r><w:t>${SECRET}</w:t></w:r></w:p></w:comment></w:comments>`,
    ...more,
  }
  parts['[Content_Types].xml'] = TYPES(Object.keys(parts).filter((path) => !path.startsWith('_rels')))
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])))
}
const run = (text: string, look = '') => `<w:r>${look && `<w:rPr>${look}</w:rPr>`}<w:t>${text}</w:t></w:r>`

describe('the public copy of a Word document', () => {
  it('masks a number cut into runs, and keeps the words around it', async () => {
    const copy = await copied(
      '通知.docx',
      wordFile(`<w:p>${run('联系手机138')}${run('1234')}${run('5678，谢谢')}</w:p>`),
    )
    const all = everything(copy.bytes)
    assert.match(all, /联系手机138\*+5678/)
    assert.ok(all.includes('，谢谢') && !all.replaceAll(/<[^>]+>/g, '').includes(PHONE))
  })

  it('takes changes as accepted, and leaves deletions, comments, hidden text and properties behind', async () => {
    const body = `<w:p w:rsidR="00C0FFEE">${run('保留')}<w:ins w:author="${SECRET}" w:date="2026-01-01T00:00:00Z">${run('新增')}</w:ins>
      <w:del w:author="${SECRET}"><w:r><w:delText>${SECRET}</w:delText></w:r></w:del>
      <w:moveFrom w:author="x">${run(SECRET)}</w:moveFrom>${run(SECRET, '<w:vanish/>')}
      <w:commentRangeStart w:id="0"/>${run('正文')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>
      <w:tbl><w:tr><w:trPr><w:del w:author="x"/></w:trPr><w:tc><w:p>${run(SECRET)}</w:p></w:tc></w:tr></w:tbl>
      <w:p>${run(`手机${PHONE}`)}</w:p>`
    const copy = await copied('通知.docx', wordFile(body))
    const all = everything(copy.bytes)
    for (const kept of ['保留', '新增', '正文']) assert.ok(all.includes(kept), kept)
    for (const gone of [SECRET, PHONE, 'w:del', 'w:ins', 'w:comment', 'rsid', 'docProps', '00C0FFEE'])
      assert.ok(!all.includes(gone), gone)
  })

  it('keeps only parts that are on its list, and no relation to the others', async () => {
    const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject" Target="embeddings/a.bin"/><Relationship Id="rId8" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="mailto:${SECRET}"/><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>`
    const copy = await copied(
      '通知.docx',
      wordFile(
        `<w:p><w:r><w:object><v r:id="rId7"/></w:object></w:r><w:hyperlink r:id="rId8">${run('写信')}</w:hyperlink></w:p><w:p>${run(PHONE)}</w:p>`,
        {
          'word/_rels/document.xml.rels': relations,
          'word/embeddings/a.bin': SECRET,
          'customXml/item1.xml': `<x>${SECRET}</x>`,
          'word/header1.xml': `<w:hdr ${W}><w:p>${run(`页眉${PHONE}`)}</w:p></w:hdr>`,
        },
      ),
    )
    const all = everything(copy.bytes)
    assert.ok(all.includes('写信') && /页眉138\*+5678/.test(all))
    for (const gone of [SECRET, 'rId7', 'rId8', 'embeddings', 'customXml', PHONE]) assert.ok(!all.includes(gone), gone)
  })
})

describe('other files', () => {
  it('are not rewritten: a PDF is redacted by boxes, an old Word file is converted or withheld', async () => {
    const refused = async (name: string) => {
      const made = await makeCopy({ name, bytes: Buffer.from('x') }, [])
      return made.ok ? 'ok' : made.refusal.code
    }
    assert.deepEqual(
      [await refused('图.pdf'), await refused('旧.doc'), await refused('照片.jpg')],
      ['review.copy-pdf', 'review.copy-kind', 'review.copy-kind'],
    )
  })
})
