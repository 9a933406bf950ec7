import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import jpeg from 'jpeg-js'
import { extractText, getDocumentProxy } from 'unpdf'
import type { Result } from '../../result.ts'
import { exampleDocument } from '../../typeset/example.ts'
import { toPdf } from '../../typeset/typeset.ts'
import { look, pictureOf, redact } from './engine.ts'
import type { Box, Order } from './model.ts'
import { decodePng, everythingIn, handMade, inkOf, onePage, spellings, updated } from './testing.ts'

const SECRET = '350583199001010015'

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const box = (page: number, x: number, y: number, width: number, height: number): Box => ({
  page,
  x,
  y,
  width,
  height,
  whole: false,
})
const whole = (page: number): Box => ({ ...box(page, 0, 0, 1, 1), whole: true })
const order = (boxes: Box[], more: Partial<Order> = {}): Order => ({ boxes, allPictures: false, log: null, ...more })
const made = async (pdf: Uint8Array, boxes: Box[], more: Partial<Order> = {}) =>
  value(await redact(pdf, order(boxes, more)))
const seen = async (pdf: Uint8Array, page = 1, dpi = 100) => decodePng(value(await pictureOf(pdf, page, { dpi })).bytes)
const textOf = async (pdf: Uint8Array): Promise<string[]> =>
  (await extractText(await getDocumentProxy(pdf.slice()))).text

/** The words are nowhere in the file, in no spelling, and not in its text. */
async function isGone(pdf: Uint8Array, ...words: string[]) {
  const everything = everythingIn(pdf)
  const text = (await textOf(pdf)).join('')
  for (const word of words) {
    assert.ok(!text.includes(word), `${word} is in the text`)
    for (const spelling of spellings(word)) assert.ok(!everything.includes(spelling), `${word} is in the bytes`)
  }
}

const words = (text: string, x = 100, y = 700) => `BT /F1 18 Tf ${x} ${y} Td (${text}) Tj ET`

describe('a box takes out what lies under it', () => {
  it('on a page set by the program: no text on the page, black pixels, the other pages keep their words', async () => {
    const pdf = await toPdf(await exampleDocument())
    const { pdf: copy, pages } = await made(pdf, [box(1, 300, 1000, 1500, 600)])
    assert.deepEqual(pages[0], { page: 1, picture: 'boxes' })
    assert.ok(pages.slice(1).every(({ picture }) => picture === null))
    const [first, ...others] = await textOf(copy)
    assert.equal(first?.trim(), '')
    assert.match(others.join(''), /严格按照/)
    assert.ok(!Buffer.from(copy).includes('/Producer') && !Buffer.from(copy).includes('/Metadata'))
    const picture = await seen(copy, 1, 120)
    const scale = 120 / 254
    for (let y = Math.ceil(1000 * scale); y < Math.floor(1600 * scale); y += 1)
      for (let x = Math.ceil(300 * scale); x < Math.floor(1800 * scale); x += 1)
        assert.deepEqual(picture.at(x, y), [0, 0, 0])
  })

  it('and a whole page', async () => {
    const { pdf } = await made(onePage(words(SECRET)), [whole(1)])
    await isGone(pdf, SECRET)
    const { width, height, at } = await seen(pdf)
    assert.deepEqual(
      [at(0, 0), at(width - 1, height - 1)],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    )
  })

  for (const turn of [0, 90, 180, 270])
    it(`where the reader saw it, on a page turned by ${turn}° and cropped`, async () => {
      const pdf = onePage(words(SECRET, 220, 420), `/MediaBox[0 0 595 842]/CropBox[100 200 500 700]/Rotate ${turn}`)
      const before = inkOf(await seen(pdf, 1, 254))!
      const { left, top, right, bottom } = before
      const { pdf: copy } = await made(pdf, [box(1, left - 5, top - 5, right - left + 10, bottom - top + 10)])
      await isGone(copy, SECRET)
      const picture = await seen(copy, 1, 254)
      const after = inkOf(picture)!
      assert.ok(Math.abs(after.left - left) < 15 && Math.abs(after.bottom - bottom) < 15)
      for (let y = after.top + 2; y < after.bottom - 1; y += 1)
        for (let x = after.left + 2; x < after.right - 1; x += 1) assert.deepEqual(picture.at(x, y), [0, 0, 0])
    })

  it('in a scan, which becomes JPEG, with even pixels up to the edge of the box', async () => {
    const scan = Buffer.alloc(1200 * 1700 * 4)
    let seed = 7
    for (let at = 0; at < scan.length; at += 1) {
      seed = (seed * 1103515245 + 12345) % 2147483648
      scan[at] = 150 + ((seed >> 16) % 100)
    }
    const data = jpeg.encode({ data: scan, width: 1200, height: 1700 }, 90).data
    const pdf = onePage('q 595 0 0 842 0 0 cm /P Do Q', '/Resources<</XObject<</P 6 0 R>>>>', [
      {
        dict: '/Type/XObject/Subtype/Image/Width 1200/Height 1700/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode',
        stream: data,
      },
    ])
    const { pdf: copy } = await made(pdf, [box(1, 500, 500, 500, 300)])
    assert.ok(copy.length < 6_000_000)
    assert.ok(Buffer.from(copy).includes('/DCTDecode'))
    const picture = await pictureOf(copy, 1, { dpi: 60 })
    assert.ok(picture.ok)
    const pixels = value(picture).mime === 'image/png' ? decodePng(value(picture).bytes) : null
    const shown = pixels ?? jpegPixels(value(picture).bytes)
    const scale = 60 / 254
    for (let y = Math.ceil(500 * scale); y < Math.floor(800 * scale); y += 1)
      for (let x = Math.ceil(500 * scale); x < Math.floor(1000 * scale); x += 1)
        assert.ok(shown.at(x, y).every((each) => each <= (pixels ? 0 : 60)))
  })
})

function jpegPixels(bytes: Uint8Array) {
  const { data, width, height } = jpeg.decode(bytes)
  return {
    width,
    height,
    at: (x: number, y: number) => [0, 1, 2].map((c) => data[(y * width + x) * 4 + c]!) as [number, number, number],
  }
}

describe('nothing else of the original is left', () => {
  const HIDDEN = [
    'infosecret',
    'xmpsecret',
    'notesecret',
    'fieldsecret',
    'outlinesecret',
    'filesecret',
    'jsecret',
    'layersecret',
    'piecesecret',
    'commentsecret',
    'spokensecret',
    'oldsecret',
    'tailsecret',
    'namesecret',
    'thumbsecret',
  ]
  const content = (text: string) => `% commentsecret\n/Span <</ActualText (spokensecret)>> BDC ${words(text)} EMC`
  const page = (more: string) =>
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>${more}>>`
  const crowded = updated(
    handMade(
      [
        '<</Type/Catalog/Pages 2 0 R/Metadata 8 0 R/Outlines 9 0 R/Names<</EmbeddedFiles<</Names[(namesecret) 11 0 R]>>>>/OpenAction<</S/JavaScript/JS(app.alert\\("jsecret"\\))>>/PieceInfo<</X<</Private(piecesecret)>>>>>>',
        '<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>',
        page('/Contents 4 0 R/Annots[13 0 R 14 0 R]'),
        { dict: '', stream: content(SECRET), packed: true },
        '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
        page('/Contents 7 0 R/PieceInfo<</X<</Private(piecesecret)>>>>/Thumb 15 0 R'),
        { dict: '', stream: content('oldsecret'), packed: true },
        { dict: '/Type/Metadata/Subtype/XML', stream: '<x:xmpmeta>xmpsecret</x:xmpmeta>' },
        '<</Type/Outlines/First 10 0 R/Last 10 0 R/Count 1>>',
        '<</Title(outlinesecret)/Parent 9 0 R/Dest[3 0 R/Fit]>>',
        '<</Type/Filespec/F(a.txt)/EF<</F 12 0 R>>>>',
        { dict: '/Type/EmbeddedFile', stream: 'filesecret', packed: true },
        '<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(notesecret)>>',
        '<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(fieldsecret)/Rect[10 40 90 60]>>',
        { dict: '/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray', stream: 'thumbsecret' },
        '<</Title(infosecret)/Author(infosecret)>>',
      ],
      '/Info 16 0 R',
    ),
    { 7: { dict: '', stream: content('kept words'), packed: true } },
  )
  const withTail = Buffer.concat([crowded, Buffer.from('tailsecret')])

  it('neither properties, notes, fields, bookmarks, attachments, scripts nor comments', async () => {
    const { pdf, pages } = await made(withTail, [whole(1)])
    assert.deepEqual(pages, [
      { page: 1, picture: 'boxes' },
      { page: 2, picture: null },
    ])
    await isGone(pdf, SECRET, ...HIDDEN)
    assert.match((await textOf(pdf))[1]!, /kept words/)
    const raw = Buffer.from(pdf).toString('latin1')
    assert.equal(raw.match(/%%EOF/g)?.length, 1)
    assert.doesNotMatch(raw, /\/(Annots|AcroForm|Outlines|Names|OpenAction|PieceInfo|Metadata|Info|Prev)\b/)
  })

  it('nor a picture of another page, where both pages share one list of resources', async () => {
    const image = (marker: string) => ({
      dict: '/Type/XObject/Subtype/Image/Width 40/Height 10/BitsPerComponent 8/ColorSpace/DeviceGray',
      stream: marker.padEnd(400, 'x'),
      packed: true,
    })
    const shared = '/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 9 0 R'
    const pdf = handMade([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
      `<</Type/Page${shared}/Contents 5 0 R>>`,
      `<</Type/Page${shared}/Contents 6 0 R>>`,
      { dict: '', stream: 'q 200 0 0 50 50 50 cm /A Do Q' },
      { dict: '', stream: 'q 200 0 0 50 50 50 cm /B Do Q' },
      image('secretpicture'),
      image('openpicture'),
      '<</XObject<</A 7 0 R/B 8 0 R>>>>',
    ])
    const { pdf: copy, pages } = await made(pdf, [whole(1)])
    assert.equal(pages[1]!.picture, null)
    await isGone(copy, 'secretpicture')
    assert.ok(everythingIn(copy).includes('openpicture'))
  })

  it('nor what a camera wrote into a photograph', async () => {
    const photo = Buffer.from(jpeg.encode({ data: Buffer.alloc(64 * 64 * 4, 120), width: 64, height: 64 }, 80).data)
    const exif = Buffer.from('Exif\0\0 gpssecret')
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif])
    const stream = Buffer.concat([photo.subarray(0, 2), segment, photo.subarray(2), Buffer.from('aftersecret')])
    const pdf = onePage('q 200 0 0 200 50 50 cm /P Do Q', '/Resources<</XObject<</P 6 0 R>>>>', [
      {
        dict: '/Type/XObject/Subtype/Image/Width 64/Height 64/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode',
        stream,
      },
    ])
    const { pdf: copy, pages } = await made(pdf, [])
    assert.equal(pages[0]!.picture, null)
    await isGone(copy, 'gpssecret', 'aftersecret')
  })
})

describe('a page that holds what nobody sees becomes a picture', () => {
  const cases: [string, string, Uint8Array][] = [
    ['text under a bar somebody drew over it', 'unseen', onePage(`${words(SECRET)} 0 g 90 690 300 40 re f`)],
    ['white text on white', 'unseen', onePage(`1 g ${words(SECRET)}`)],
    ['text beside the page', 'unseen', onePage(words(SECRET, 700, 700))],
    ['text outside what was cropped', 'cropped', onePage(words(SECRET), '/MediaBox[0 0 595 842]/CropBox[0 0 595 400]')],
    [
      'a layer that is switched off',
      'unseen',
      onePage(
        `/OC /L BDC ${words(SECRET)} EMC`,
        '/Resources<</Font<</F1 5 0 R>>/Properties<</L 6 0 R>>>>',
        ['<</Type/OCG/Name(L)>>'],
        '/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>',
      ),
    ],
  ]
  for (const [says, why, pdf] of cases)
    it(says, async () => {
      const { pdf: copy, pages } = await made(pdf, [])
      assert.equal(pages[0]!.picture, why)
      await isGone(copy, SECRET)
    })

  it('also layers that are shown: another reader may show others', async () => {
    const pdf = onePage(
      `/OC /L BDC ${words('shown')} EMC`,
      '/Resources<</Font<</F1 5 0 R>>/Properties<</L 6 0 R>>>>',
      ['<</Type/OCG/Name(layersecret)>>'],
      '/OCProperties<</OCGs[6 0 R]/D<<>>>>',
    )
    const { pdf: copy, pages } = await made(pdf, [])
    assert.equal(pages[0]!.picture, 'odd')
    await isGone(copy, 'layersecret')
  })

  it('and one with a filled-in field or a seal keeps showing it', async () => {
    const appearance = { dict: '/Type/XObject/Subtype/Form/BBox[0 0 100 40]', stream: '1 0 0 rg 0 0 100 40 re f' }
    const pdf = onePage('', '/Annots[6 0 R]', [
      '<</Type/Annot/Subtype/Widget/FT/Sig/T(seal)/F 4/Rect[100 100 200 140]/AP<</N 7 0 R>>>>',
      appearance,
    ])
    const { pdf: copy, pages } = await made(pdf, [])
    assert.equal(pages[0]!.picture, 'notes')
    const { at } = await seen(copy, 1, 72)
    assert.deepEqual(at(150, 842 - 120), [255, 0, 0])
  })
})

describe('a copy', () => {
  it('has only pictures when that is wanted, and the log as its last page', async () => {
    const log = await toPdf(await exampleDocument(1))
    const { pdf } = await made(onePage(words('kept')), [], { allPictures: true, log })
    const [first, ...rest] = await textOf(pdf)
    assert.equal(first?.trim(), '')
    assert.match(rest.join(''), /关于印发码头镇/)
  })

  it('draws Chinese text whose face is not in the file', async () => {
    const page = (code: string) =>
      onePage(`BT /F2 60 Tf 100 600 Td <${code}> Tj ET`, '/Resources<</Font<</F2 6 0 R>>>>', [
        '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[7 0 R]>>',
        '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 8 0 R>>',
        '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
      ])
    const one = inkOf(await seen(page('4E00')))! // 一
    const town = inkOf(await seen(page('9547')))! // 镇
    assert.ok(one.bottom - one.top < 15)
    assert.ok(town.bottom - town.top > 60)
  })
})

describe('what cannot be redacted is refused in plain words', () => {
  it('a file that is no PDF, or is cut off', async () => {
    assert.equal(code(await look(Buffer.from('hello'))), 'redaction.broken')
    assert.equal(code(await look(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF'))), 'redaction.broken')
  })

  it('an encrypted one', async () => {
    const pdf = onePage(
      words('x'),
      '',
      ['<</Filter/Standard/V 1/R 2/P -4/O(00000000000000000000000000000000)/U(00000000000000000000000000000000)>>'],
      '',
      '/Encrypt 6 0 R/ID[(a)(a)]',
    )
    assert.equal(code(await look(pdf)), 'redaction.encrypted')
  })

  it('one with more pages than anybody can look through', async () => {
    const kids = Array.from({ length: 500 }, (_, at) => `${at + 3} 0 R`).join(' ')
    const pdf = handMade([
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${kids}]/Count 500>>`,
      ...Array.from({ length: 500 }, () => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>'),
    ])
    const refused = await look(pdf)
    assert.equal(code(refused), 'redaction.long')
    assert.match(refused.ok ? '' : refused.refusal.says, /500页/)
  })

  it('one that would be drawn for ever: the process is ended, and the next file is served', async () => {
    const forms = Array.from({ length: 24 }, (_, at) => ({
      dict: `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</N ${at + 7} 0 R>>>>`,
      stream: '/N Do /N Do /N Do',
    }))
    const last = { dict: '/Type/XObject/Subtype/Form/BBox[0 0 595 842]', stream: '0 0 500 500 re f' }
    const pdf = onePage('/N Do', '/Resources<</XObject<</N 6 0 R>>>>', [...forms, last])
    const refused = await pictureOf(pdf, 1, { seconds: 2 })
    // Which end it comes to first, time or memory, depends on the machine.
    assert.match(code(refused), /^redaction\.(slow|memory)$/)
    assert.equal(code(await pictureOf(onePage(words('x')), 1)), 'ok')
  })

  it('one that unpacks to far more than it weighs', async () => {
    const bomb = { dict: '', stream: Buffer.alloc(200 * 1024 * 1024, 32), packed: true }
    const pdf = handMade([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>',
      bomb,
    ])
    const done = await redact(pdf, order([]))
    assert.ok(done.ok ? done.value.pdf.length < 1_000_000 : done.refusal.code.startsWith('redaction.'))
  })
})
