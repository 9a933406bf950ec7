import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { letterOf, OUTCOMES, outcomesOf } from '../outcomes.ts'
import { allowedIn, LETTERS, letterRow } from './kinds.ts'
import { checkWording, fill } from './text.ts'

const EDITIONS = ['2008', '2019'] as const
const correction = letterRow('2019', 'correction')!
const code = (title: string, body: string) => {
  const checked = checkWording(correction, { title, body })
  return checked.ok ? 'ok' : checked.refusal.code
}
const says = (body: string) => {
  const checked = checkWording(correction, { title: '告知书', body })
  return checked.ok ? '' : `${checked.refusal.says} ${checked.refusal.fix}`
}

describe('the words of a letter', () => {
  it('stand ready for every kind, and pass the check an organ’s own words must pass', () => {
    for (const edition of EDITIONS)
      for (const [letter, row] of Object.entries(LETTERS[edition])) {
        const checked = checkWording(row, row.words)
        assert.ok(checked.ok, `${edition} ${letter}: ${!checked.ok && checked.refusal.says}`)
      }
  })
  it('are there for every outcome a case can have, in both editions; only what the past left without ground has none', () => {
    for (const edition of EDITIONS)
      for (const kind of ['request', 'amendment'] as const)
        for (const [outcome, row] of Object.entries(outcomesOf({ edition, kind }))) {
          const letter = letterOf(kind, outcome, row)
          assert.equal(letter === null, Boolean(row.past), outcome)
          if (letter) assert.ok(letterRow(edition, letter), `${edition} ${letter}`)
        }
  })
  it('of a reply always leave room for what was decided and for the remedy', () => {
    for (const edition of EDITIONS)
      for (const outcome of Object.keys(OUTCOMES[edition])) {
        const row = letterRow(edition, `reply-${outcome}`)
        if (row) assert.ok(row.needs.includes('答复内容') && row.needs.includes('救济告知'), outcome)
      }
  })
  it('are refused with an unknown placeholder, naming it and what may be used', () => {
    const refused = says('登记号{登记号}，请补正：{补正内容}，{身份证号}')
    assert.match(refused, /\{身份证号\}/)
    assert.match(refused, /\{登记号\}、/)
  })
  it('are refused with a placeholder that this letter has nothing for', () =>
    assert.match(says('{登记号}{补正内容}{收费金额}'), /\{收费金额\}/))
  it('are refused without what the letter cannot do without, naming it', () =>
    assert.match(says('请补正：{补正内容}'), /缺少必须写明的内容：\{登记号\}/))
  it('are refused with half a pair of braces, empty, or too long', () => {
    assert.equal(code('告知书', '{登记号}{补正内容}{申请人'), 'applications.letter-brace')
    assert.equal(code('告知书', '{登记号}{补正内容}}'), 'applications.letter-brace')
    assert.equal(code('', '{登记号}{补正内容}'), 'applications.letter-title')
    assert.equal(code('题'.repeat(61), '{登记号}{补正内容}'), 'applications.letter-title')
    assert.equal(code('{申请人}', '{登记号}{补正内容}'), 'applications.letter-title')
    assert.equal(code('告知书', ' '), 'applications.letter-body')
    assert.equal(code('告知书', `{登记号}{补正内容}${'字'.repeat(5000)}`), 'applications.letter-body')
  })
})

describe('a letter is filled in', () => {
  it('once: what a value says is never read as a placeholder', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        assert.equal(fill('甲{申请内容}乙', { 申请内容: value, 申请人: '某某' }), value ? `甲${value}乙` : '')
      }),
    )
    assert.equal(fill('{申请内容}', { 申请内容: '{申请人}', 申请人: '某某' }), '{申请人}')
  })
  it('without the lines that would have nothing to say', () => {
    assert.equal(fill('一\n电话：{联系电话}\n地址：{联系地址}，{联系电话}', { 联系地址: '某路' }), '一\n地址：某路，')
  })
  it('keeping every row of a form, with nothing in it that would end a cell', () => {
    assert.equal(
      fill('|送达方式|{送达方式}|\n|文书|{送达文书}|', { 送达文书: '甲|乙\n丙' }),
      '|送达方式||\n|文书|甲｜乙；丙|',
    )
  })
  it('leaves no placeholder of the standard words unfilled, whatever is known', () => {
    for (const edition of EDITIONS)
      for (const row of Object.values(LETTERS[edition])) {
        const all = Object.fromEntries(allowedIn(row).map((name) => [name, '值']))
        assert.doesNotMatch(fill(row.words.body, all), /[{}]/)
      }
  })
})

describe('an outcome', () => {
  it('has its article, its letter, its remedy and its line of every form, or is among those that have none', () => {
    const none = {
      article: new Set<string>(),
      letter: new Set<string>(),
      remedy: new Set<string>(),
      line: new Set<string>(),
    }
    for (const edition of EDITIONS)
      for (const [outcome, row] of Object.entries(OUTCOMES[edition])) {
        const name = `${edition} ${outcome}`
        if (!row.article) none.article.add(name)
        if (!letterOf('request', outcome, row)) none.letter.add(name)
        if (!row.remedy) none.remedy.add(name)
        if (!row.fujian || !row.national || !row.table) none.line.add(name)
      }
    // A withdrawal rests on no article and leaves nothing to go against; 重新出具 is in the report form alone.
    assert.deepEqual([...none.article], ['2008 withdrawn', '2019 reissue', '2019 withdrawn'])
    assert.deepEqual([...none.letter], ['2008 refused', '2019 refused'])
    assert.deepEqual([...none.remedy], ['2008 withdrawn', '2019 withdrawn'])
    // Cases that ended without an answer are in the tables of 2019 and 2021 alone, and refusals without ground in no line.
    assert.deepEqual(
      [...none.line],
      ['2008 refused', '2008 withdrawn', '2019 uncorrected', '2019 unpaid', '2019 refused', '2019 withdrawn'],
    )
  })
})
