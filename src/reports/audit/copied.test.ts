import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { auditText } from './audit.ts'
import { textOfPlain } from './files/report-file.ts'
import { type Layout, madeUpReport } from './testing.ts'

const cells = (to: string) => (text: string) => text.replace(/\| (\d+)(?= |$)/gm, to)
const zeros = (to: string) => (text: string) => text.replace(/\| 0(?= |$)/gm, to)
const spread = (text: string) => text.replace(/[\u4e00-\u9fff]/g, '$& ')

/** What happens to a report on its way: how it was laid out, and what copying did to it. */
const COPIES: [how: string, layout: Layout, copy: (text: string) => string][] = [
  ['字间有空格', 'piped', spread],
  ['一格一行，字间有空格', 'lines', spread],
  ['一格一行，隔行空白', 'lines', (text) => text.replace(/\n/g, '\n\n')],
  ['以制表符分格', 'piped', (text) => text.replace(/ \| /g, '\t')],
  ['零写作短横', 'piped', zeros('| -')],
  ['零写作斜线', 'piped', zeros('| /')],
  ['零不写', 'piped', zeros('| ')],
  ['每格带“件”', 'piped', cells('| $1件')],
  ['数字带小数', 'piped', cells('| $1.0')],
  ['数字分节', 'piped', (text) => text.replace(/\| (\d)(\d{3})(?= |$)/gm, '| $1,$2')],
  [
    '表中夹有页码',
    'piped',
    (text) =>
      text
        .split('\n')
        .flatMap((line, at) => (at % 25 === 24 ? [line, String(1 + Math.floor(at / 25))] : [line]))
        .join('\n'),
  ],
  ['整个表在一行', 'piped', (text) => text.replace(/\n/g, ' ')],
  ['半角括号', 'piped', (text) => text.replace(/（/g, '(').replace(/）/g, ')')],
  [
    '网页里一个数分成几截',
    'html',
    (text) => text.replace(/<p>(\d)(\d*)<\/p>/g, '<p><span>$1</span><span>$2</span></p>'),
  ],
  ['网页里一格分成几行', 'html', (text) => text.replace(/></g, '>\n<').replace(/<p>(\d+)<\/p>/g, '<p>\n  $1\n</p>')],
]

describe('a report is copied', () => {
  for (const [how, layout, copy] of COPIES)
    it(`${how}：读出的格都对，没有误报`, () =>
      fc.assert(
        fc.property(fc.nat(5000), (seed) => {
          const report = madeUpReport(seed, { layout })
          const audit = auditText(textOfPlain(copy(report.text)))
          assert.deepEqual(audit.contradictions, [])
          let unread = 0
          for (const name of ['table2', 'table3', 'table4'] as const)
            for (const [row, printed] of Object.entries(report[name])) {
              const read = audit.tables[name]?.[row]
              if (read)
                assert.deepEqual(
                  read.map((cell) => cell ?? 0),
                  printed,
                  `${name} ${row}`,
                )
              else unread++
            }
          assert.ok(unread <= 1, `${unread} rows unread`)
        }),
        { numRuns: 25 },
      ))
})
