import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { maskText } from '../mask.ts'
import { screenText } from '../screen.ts'
import { clean, ID, isoCheck, kindsOf, luhnCheck, MOBILE } from './testing.ts'

describe('hiding a number does not help', () => {
  const ways: Record<string, (number: string) => string> = {
    'full-width digits': (number) => number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    'mathematical digits': (number) => number.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit))),
    'Arabic digits': (number) => number.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
    'zero-width spaces': (number) => [...number].join('\u200b'),
    'bidirectional marks': (number) => [...number].join('\u202d\u202c'),
    'combining marks': (number) => number.replace(/\d/g, '$&\u0336'),
    'tags of plane 14': (number) => [...number].join('\u{e0041}'),
    spaces: (number) => [...number].join(' '),
    'wide spaces': (number) => [...number].join('\u3000'),
    'one line break': (number) => `${number.slice(0, 5)}\n${number.slice(5)}`,
    'a line break and indentation': (number) => `${number.slice(0, 6)}\r\n  ${number.slice(6)}`,
    hyphens: (number) => `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`,
  }
  for (const [name, hide] of Object.entries(ways))
    it(name, () => {
      for (const [kind, number] of [
        ['id-number', ID],
        ['phone', MOBILE],
      ] as const) {
        const hidden = hide(number)
        const [hit] = screenText(`甲${hidden}乙`)
        assert.equal(hit?.kind, kind, hidden)
        assert.equal(
          `甲${hit?.text}乙`.normalize('NFD').replace(/\u0336|\p{Cf}/gu, ''),
          `甲${hidden}乙`.normalize('NFD').replace(/\u0336|\p{Cf}/gu, ''),
        )
      }
    })
  it('running from right to left', () => {
    const text = `电话\u202e${[...MOBILE].reverse().join('')}\u202c。`
    assert.deepEqual(kindsOf(text), ['phone'])
    assert.equal(maskText(text, screenText(text)), '电话\u202e138****5678\u202c。')
  })
  it('characters and list marks in place of digits', () => {
    for (const text of [
      '一三八一二三四五六七八',
      '壹叁捌壹贰叁肆伍陆柒捌',
      '①③⑧①②③④⑤⑥⑦⑧',
      '138一二三四5678',
      '1380O13800l',
    ])
      assert.deepEqual(kindsOf(text), ['phone'], text)
    clean('二〇一八年一月十一日')
    clean('一二三四五六七八九十')
  })
  it('one digit in each cell of a form', () => assert.deepEqual(kindsOf([...ID].join('\t')), ['id-number']))
})

const region = fc.constantFrom('350583', '110101', '440305', '650102', '500101', '352201')
const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2015-12-31'), noInvalidDate: true })
const idNumber = fc.tuple(region, day, fc.integer({ min: 0, max: 999 })).map(([area, born, serial]) => {
  const first17 = area + born.toISOString().slice(0, 10).replaceAll('-', '') + String(serial).padStart(3, '0')
  return first17 + isoCheck(first17)
})
const mobile = fc
  .tuple(fc.constantFrom('138', '159', '177', '186', '199'), fc.integer({ min: 0, max: 99_999_999 }))
  .map(([range, rest]) => range + String(rest).padStart(8, '0'))
const bankCard = fc
  .tuple(fc.constantFrom('621700', '622848', '622202'), fc.integer({ min: 0, max: 999_999_999_999 }))
  .map(([bin, rest]) => bin + String(rest).padStart(12, '0'))
  .map((body) => body + luhnCheck(body))
const planted = fc.oneof(
  fc.record({ kind: fc.constant('id-number'), number: idNumber }),
  fc.record({ kind: fc.constant('phone'), number: mobile }),
  fc.record({ kind: fc.constant('bank-card'), number: bankCard }),
)
const hidden = fc.array(fc.constantFrom('\u200b', '\u200d', '\u2060', '\ufeff', '\u202a', '\u00ad', '\ufe0f'), {
  maxLength: 3,
})

describe('for every number', () => {
  it('masking removes it, and the masked text shows nothing of that kind', () =>
    fc.assert(
      fc.property(planted, ({ kind, number }) => {
        const text = `姓名甲，号码 ${number}。`
        const hits = screenText(text)
        assert.deepEqual(
          hits.map((hit) => [hit.kind, hit.text]),
          [[kind, number]],
        )
        const masked = maskText(text, hits)
        assert.ok(!masked.includes(number))
        assert.ok(!screenText(masked).some((hit) => hit.kind === kind), masked)
      }),
    ))
  it('invisible characters do not hide it, and the hit lies where it lies', () =>
    fc.assert(
      fc.property(planted, fc.infiniteStream(hidden), ({ kind, number }, stream) => {
        const woven = [...number].map((digit) => digit + stream.next().value!.join('')).join('')
        const hits = screenText(`甲${woven}乙`)
        assert.equal(hits[0]?.kind, kind)
        assert.equal(hits[0]?.start, 1)
        assert.equal(hits[0]?.text.replace(/\D/g, ''), number.replace('X', ''))
      }),
    ))
  it('any text at all is read without harm, and hits lie inside it in order', () =>
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'0123456789Xx- \n\t.〔〕号村组室@★密绝\u200b\u202e一八闽C'),
          maxLength: 200,
        }),
        (text) => {
          let last = 0
          for (const { start, end } of screenText(text)) {
            assert.ok(start >= last && end > start && end <= text.length)
            last = start
          }
        },
      ),
      { numRuns: 2000 },
    ))
})
