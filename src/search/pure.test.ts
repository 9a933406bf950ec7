import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Cell, facetsOf } from './facets.ts'
import { excerpt, highlight } from './highlight.ts'
import { numberKey } from './numbers.ts'
import { queryTokens, tsquery, tsvector } from './tokens.ts'
import { words } from './words.ts'

const CUTTER = await words()
const SENTENCE = '码头镇人民政府关于印发厝尾街道2017年政府信息公开工作实施方案的通知，南京市长江大桥ABC-12'
const letters = fc.integer({ min: 0, max: SENTENCE.length })

describe('the index', () => {
  /** The lexemes of a literal, as PostgreSQL reads it. */
  const lexemes = (title: string, body: string, numbers: string[] = []) =>
    new Set([...tsvector(CUTTER, { title, body, numbers }).matchAll(/'((?:[^']|'')*)'/g)].map((match) => match[1]))

  it('finds a text by anything Chinese that stands in it, however it is cut', () => {
    const index = lexemes('', SENTENCE)
    fc.assert(
      fc.property(letters, letters, (from, to) => {
        const part = SENTENCE.slice(Math.min(from, to), Math.max(from, to)).replace(/[A-Z0-9]/g, '')
        for (const token of queryTokens(CUTTER, part)) assert.ok(index.has(token), `${token} of ${part}`)
      }),
    )
  })

  it('holds single characters, runs of letters in lower case, and numbers as a whole', () => {
    const index = lexemes('码头镇ABC', '', ['南码政〔2017〕68号'])
    for (const token of ['镇', '码头镇', 'abc', '#南码政201768']) assert.ok(index.has(token), token)
  })

  it('is well-formed whatever is published', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (title, body) => {
        const literal = tsvector(CUTTER, { title, body, numbers: [title] })
        assert.equal(literal.replace(/'(?:[^'\\]|''|\\\\)*'(?::[\dAC,]+)?/g, '').trim(), '')
      }),
    ))

  it('asks for all words, or any, and lets digits go on', () => {
    assert.equal(tsquery(['低保', '8646'], 'all'), "'低保' & '8646':*")
    assert.equal(tsquery(['低保', '标准'], 'any'), "'低保' | '标准'")
  })

  it('leaves out particles beside telling words, but looks for them alone', () => {
    assert.ok(!queryTokens(CUTTER, '低保的标准').includes('的'))
    assert.deepEqual(queryTokens(CUTTER, '的'), ['的'])
  })
})

describe('a number', () => {
  it('is the same however its brackets, width and spaces were typed', () => {
    for (const typed of ['南码政〔2017〕68号', '南码政[2017]68号', '南码政 (２０１７) 68', ' 南码政【2017】６８号'])
      assert.equal(numberKey(typed), '南码政201768')
    assert.equal(numberKey('NA119－0200—2017-00012'), numberKey('na119-0200-2017-00012'))
  })
})

describe('marks in a text', () => {
  it('stand on the longest words, in any width and case', () => {
    const marked = (text: string, asked: string[]) =>
      highlight(text, asked)
        .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
        .join('')
    assert.equal(marked('政府信息公开', ['政府', '政府信息']), '[政府信息]公开')
    assert.equal(marked('ＡＢＣ公司', ['abc']), '[ＡＢＣ]公司')
    assert.equal(marked('通知', ['']), '通知')
  })

  it('never change or lose a letter', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ unit: 'grapheme' })), (text, asked) => {
        const pieces = highlight(text, asked)
        assert.equal(pieces.map((piece) => piece.text).join(''), text)
        for (const [at, piece] of pieces.entries()) assert.notEqual(piece.hit, pieces[at + 1]?.hit)
      }),
    ))

  it('come with some text around them', () => {
    const text = `${'前'.repeat(300)}低保标准${'后'.repeat(300)}`
    assert.match(excerpt(text, ['低保']), /^….*低保.*…$/)
    assert.equal(excerpt('短的正文', ['低保']), '短的正文')
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 500 }),
        fc.string({ minLength: 1, maxLength: 3 }),
        (long, word) => assert.ok([...excerpt(long, [word], 50)].length <= 52),
      ),
    )
  })
})

describe('what a filter would leave', () => {
  const cells: Cell[] = [
    { organId: 'a', categoryId: 'x', year: 2017, count: 3 },
    { organId: 'a', categoryId: null, year: 2018, count: 2 },
    { organId: 'b', categoryId: 'x', year: 2018, count: 5 },
  ]

  it('is counted under the other filters, not its own', () => {
    const facets = facetsOf(cells, { organId: 'a' })
    assert.equal(facets.shown, 5)
    assert.deepEqual(
      [...facets.organs],
      [
        ['b', 5],
        ['a', 5],
      ].sort(),
    )
    assert.deepEqual(
      [...facets.years],
      [
        [2018, 2],
        [2017, 3],
      ],
    )
    assert.deepEqual(
      [...facets.categories],
      [
        ['x', 3],
        [null, 2],
      ],
    )
  })

  it('adds up to the whole', () => assert.equal(facetsOf(cells, {}).total, 10))
})
