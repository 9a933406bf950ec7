import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import { day } from '../../calendar/day.ts'
import { Organ } from '../../organs/model.ts'
import { toDocx, toPdf } from '../../typeset/typeset.ts'
import { readZip } from '../../typeset/zip.ts'
import { letterDocument } from './document.ts'
import { allowedIn, LETTERS } from './kinds.ts'
import { PLACEHOLDERS } from './model.ts'

const organ = Organ.parse({
  id: 'o',
  slug: 'matou',
  code: 'NA119',
  name: '码头镇人民政府',
  shortName: '码头镇',
  kind: 'township',
  profile: { office: '码头镇党政办公室', phone: '0595-86468502', address: '码头镇厝尾街79号', postcode: '362312' },
  settings: { documentCode: '南码政' },
  sort: 1,
  version: '',
})
const EDITIONS = ['2008', '2019'] as const
const squeezed = (text: string) => text.replace(/\s+/g, '')

describe('every kind of letter', () => {
  for (const edition of EDITIONS)
    it(`of the edition of ${edition} becomes a PDF and a DOCX that open and say what it says`, async () => {
      for (const [letter, row] of Object.entries(LETTERS[edition])) {
        const values = Object.fromEntries(allowedIn(row).map((name) => [name, PLACEHOLDERS[name]]))
        const number = row.series ? '南码政依复〔2026〕1号' : null
        const facts = { organ, number, day: day('2026-11-28'), to: '申请人', values }
        const document = letterDocument(row, row.words, facts)
        const said = [
          row.words.title,
          ...(row.form ? [] : ['2026年11月28日', '码头镇人民政府']),
          values[row.needs[0]!]!,
        ]
        const { text } = await extractText(await getDocumentProxy(await toPdf(document)), { mergePages: true })
        const words = Buffer.from(readZip(await toDocx(document)).get('word/document.xml')!)
          .toString('utf8')
          .replace(/<[^>]*>/g, '')
        for (const each of [...said, ...(number ? [number] : [])]) {
          assert.ok(squeezed(text).includes(squeezed(each)), `${letter}, PDF: ${each}`)
          assert.ok(words.includes(each), `${letter}, DOCX: ${each}`)
        }
      }
    })
})
