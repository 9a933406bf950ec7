import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import fc from 'fast-check'
import { AWKWARD, exampleDocument } from './example.ts'
import { fontFolders } from './fonts.ts'
import { type OfficialDocument, toPdf, typstSource } from './typeset.ts'
import { typstString } from './typst.ts'

const bare = NodeCompiler.create({ fontArgs: [{ fontPaths: fontFolders() }] })

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

describe('a document becomes pages by GB/T 9704', () => {
  it('is a PDF that says who made it and on which day, and nothing of the moment it was set', async () => {
    const text = latin1(await toPdf(await exampleDocument()))
    assert.ok(text.startsWith('%PDF-1.'))
    assert.match(text, /\/CreationDate \(D:20180111/)
    assert.doesNotMatch(text, new RegExp(`D:${new Date().getFullYear()}`))
  })

  it('is the same bytes when set again', async () => {
    const doc = await exampleDocument()
    assert.deepEqual(await toPdf(doc), await toPdf(doc))
  })

  it('begins the issued text and each attachment on a page of its own', async () => {
    const pages = (doc: OfficialDocument) => bare.compile({ mainFileContent: typstSource(doc) }).result?.numOfPages
    const doc = { ...(await exampleDocument()), attachments: [], imprint: undefined }
    const short = (title: string) => ({ title, body: [] })
    assert.equal(pages({ ...doc, enclosed: [] }), 1)
    assert.equal(pages({ ...doc, enclosed: [short('报告')] }), 2)
    assert.equal(pages({ ...doc, enclosed: [short('报告'), { label: '附件1', ...short('附表') }] }), 3)
  })

  it('holds 22 lines of 28 characters', async () => {
    const doc = await exampleDocument()
    const pages = (characters: number) => {
      const runs = ['公'.repeat(characters)]
      const body = [{ kind: 'paragraph' as const, runs, indent: false }]
      const text = { ...doc, head: null, title: '', recipients: undefined, body, enclosed: [], attachments: [] }
      const plain = { ...text, signature: undefined, note: undefined, imprint: undefined }
      // The title block of an empty title stands on the first page, so the second is the one that is full.
      return bare.compile({ mainFileContent: typstSource(plain) }).result?.numOfPages ?? 0
    }
    const first = [...Array(23).keys()].map((line) => 28 * (line + 1)).find((count) => pages(count + 1) === 2) ?? 0
    assert.equal(pages(first + 22 * 28), 2)
    assert.equal(pages(first + 22 * 28 + 1), 3)
  })

  it('can be made for the archive and for screen readers', async () => {
    const doc = await exampleDocument(2)
    assert.match(latin1(await toPdf(doc, { standard: 'a-2a' })), /pdfaid/)
    assert.ok((await toPdf(doc, { standard: 'ua-1' })).length > 0)
  })

  it('is set beside others without being mixed up', async () => {
    const docs = await Promise.all([1, 20, 40].map(exampleDocument))
    const together = await Promise.all(docs.map((doc) => toPdf(doc)))
    for (const [at, doc] of docs.entries()) assert.deepEqual(together[at], await toPdf(doc))
  })

  it('can be set with as little as a title', async () => {
    const { meta } = await exampleDocument(0)
    assert.ok(latin1(await toPdf({ head: null, title: '草稿', body: [], meta })).startsWith('%PDF'))
    assert.ok(
      latin1(await toPdf({ head: { mark: '镇', number: null }, title: '草稿', body: [], meta })).startsWith('%PDF'),
    )
  })
})

describe('no text of a document is read as Typst', () => {
  const said = (source: string, selector: string) =>
    JSON.stringify(bare.query({ mainFileContent: source }, { selector }))

  it('prints marks of the language as they stand', async () => {
    const headings = said(typstSource(await exampleDocument(1)), 'heading')
    assert.ok(headings.includes(JSON.stringify(`1. ${AWKWARD}`)), headings)
  })

  it('gives back any string it was given', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 30 }), (texts) => {
        const source = `#metadata((${texts.map(typstString).join(',')},)) <texts>`
        const [given] = bare.query({ mainFileContent: source }, { selector: '<texts>', field: 'value' }) as string[][]
        assert.deepEqual(given, texts)
      }),
      { numRuns: 40 },
    ))

  it('prints the right character when a document differs from the one before in a single byte sequence', () => {
    const source = (text: string) => `#metadata(${typstString(text)}) <text>`
    for (const text of ['政府公', '政府刬', '政府鐐', '政府鑐', '政府𥻩', '政府𩞩', '政府纽', '政府公'])
      assert.deepEqual(bare.query({ mainFileContent: source(text) }, { selector: '<text>', field: 'value' }), [text])
  })

  it('sets any text in any place', async () => {
    const { meta } = await exampleDocument(0)
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), async (title, text) => {
        const body = [
          { kind: 'heading' as const, level: 1 as const, text },
          { kind: 'paragraph' as const, runs: [text] },
        ]
        await toPdf({ head: { mark: '镇文件', number: text }, title, recipients: text, body, note: text, meta })
      }),
      { numRuns: 25 },
    )
  })
})
