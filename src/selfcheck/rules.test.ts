import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays, day } from '../calendar/day.ts'
import { freshnessOf, limitOf } from './columns.ts'
import { type Numbered, numberFaults } from './numbers.ts'
import { endsOn, ownLinks, targetOf } from './reading.ts'
import { RULE_CODES, ruleOf } from './rules.ts'
import { scoreOf, vetoesOf } from './score.ts'
import { DEFAULTS, readWords, SelfcheckSettings, wordsText } from './settings.ts'

const TODAY = day('2026-03-09')

describe('a column is fresh, soon stale or stale', () => {
  it('red only after its days, yellow from a share of them on', () => {
    const on = (days: number, limit = 180) => freshnessOf(addDays(TODAY, -days), limit, TODAY, DEFAULTS).colour
    assert.deepEqual([on(0), on(125), on(126), on(180), on(181)], ['green', 'green', 'yellow', 'yellow', 'red'])
    assert.equal(freshnessOf(null, 14, TODAY, DEFAULTS).colour, 'red')
  })
  it('by its own number where it has one, and not at all with 0', () => {
    const settings = { ...DEFAULTS, columns: { '0100': 30, '0400': 0 } }
    assert.deepEqual([limitOf('0100', settings), limitOf('0200', settings), limitOf('0400', settings)], [30, 180, null])
  })
})

describe('index numbers', () => {
  const TEMPLATE = '{organ}-{category}-{year}-{serial:5}'
  const faults = (numbers: (string | Partial<Numbered>)[], onPaper: [number, number][] = [], templates = [TEMPLATE]) =>
    numberFaults(
      numbers.map((one, at) => ({
        id: String(at),
        indexNumber: '',
        formedOn: day('2026-01-05'),
        ...(typeof one === 'string' ? { indexNumber: one } : one),
      })),
      { code: 'NA119', templates, onPaper: new Map(onPaper) },
    ).map(({ id, key }) => `${id} ${key}`)

  it('follow each other, whatever their class', () =>
    assert.deepEqual(faults(['NA119-0100-2026-00001', 'NA119-0300-2026-00002', 'NA119-0000-2025-00007']), []))
  it('miss one between two', () =>
    assert.deepEqual(faults(['NA119-0100-2026-00001', 'NA119-0100-2026-00003']), ['1 gap']))
  it('keep the place of what was taken back', () =>
    assert.deepEqual(
      faults([
        'NA119-0100-2026-00001',
        { indexNumber: 'NA119-0100-2026-00002', hidden: true },
        'NA119-0100-2026-00003',
      ]),
      [],
    ))
  it('go on from paper', () =>
    assert.deepEqual(faults(['NA119-0100-2026-00001', 'NA119-0100-2026-00051'], [[2026, 50]]), []))
  it('blame a wrong number once, and not its neighbour', () =>
    assert.deepEqual(faults(['NA119-0100-2026-00001', '2026-2', 'NA119-0100-2026-00003']), ['1 format']))
  it('may follow any template the organ ever had', () =>
    assert.deepEqual(faults(['NA119-0100-2026-00001', 'NA119/2026/2'], [], [TEMPLATE, '{organ}/{year}/{serial}']), []))
  it('differ in more than width and case', () =>
    assert.deepEqual(faults(['NA119-0100-2026-00001', 'na119-0100-2026-00001']), ['1 duplicate', '1 format']))
})

describe('what a text says', () => {
  it('points to this site and to others', () =>
    assert.deepEqual(
      ownLinks('见https://www.nanan.gov.cn/matou/zfxxgkzn。另见http://example.org/a，', 'www.nanan.gov.cn'),
      ['/matou/zfxxgkzn'],
    ))
  it('knows the shape of its own addresses', () => {
    assert.deepEqual(targetOf('/'), { kind: 'fine' })
    assert.deepEqual(targetOf('/elder/matou'), { kind: 'organ', slug: 'matou' })
    assert.deepEqual(targetOf('/matou/fdzdgknr/A-1'), { kind: 'item', slug: 'matou', number: 'A-1' })
    assert.deepEqual(targetOf('/matou/nothing'), { kind: 'lost' })
    assert.deepEqual(targetOf('/zfxxgk/matou', '/zfxxgk'), { kind: 'organ', slug: 'matou' })
    assert.deepEqual(targetOf('/matou/fdzdgknr/%'), { kind: 'lost' })
  })
  it('tells until when it holds', () => {
    assert.equal(endsOn('本办法有效期至2024年12月31日。'), '2024-12-31')
    assert.equal(endsOn('自2020年1月1日起施行，有效期5年。'), '2024-12-31')
    assert.equal(endsOn('自2020年2月29日起施行，有效期五年'), '2025-02-27')
    assert.equal(endsOn('报名时间至2024年12月31日。'), null)
    assert.equal(endsOn('有效期至2024年13月31日'), null)
  })
})

describe('the score', () => {
  const counted = (rule: (typeof RULE_CODES)[number], red: number, more = {}) => ({
    rule,
    red,
    yellow: 0,
    explained: 0,
    ...more,
  })
  it('loses what each red finding costs, and no more than the rule may cost', () => {
    assert.equal(scoreOf([], DEFAULTS).score, 100)
    assert.equal(scoreOf([counted('late', 2)], DEFAULTS).score, 90)
    assert.equal(scoreOf([counted('late', 200)], DEFAULTS).score, 80)
    assert.equal(scoreOf([counted('late', 0, { yellow: 5, explained: 9 })], DEFAULTS).score, 100)
    assert.equal(
      scoreOf(
        RULE_CODES.map((rule) => counted(rule, 999)),
        DEFAULTS,
      ).score,
      0,
    )
  })
  it('leaves out what the site does not check, and follows its points', () => {
    const settings = { ...DEFAULTS, points: { late: { each: 7, most: 10 } } }
    assert.equal(scoreOf([counted('late', 2)], settings).score, 90)
    assert.equal(scoreOf([counted('late', 2)], { ...DEFAULTS, off: ['late'] }).score, 100)
  })
  it('names what would veto the site', () => {
    const colours = (facts: Partial<Parameters<typeof vetoesOf>[0]>) =>
      vetoesOf({ homeDays: 0, stale: 0, blank: 0, poorGuides: 0, secrecy: 0, ...facts }, DEFAULTS).map(
        ({ colour }) => colour,
      )
    assert.deepEqual(colours({}), ['green', 'green', 'green', 'green', 'green'])
    assert.deepEqual(colours({ homeDays: 15, stale: 7, blank: 5, poorGuides: 5, secrecy: 1 }), [
      'red',
      'yellow',
      'red',
      'red',
      'red',
    ])
    assert.equal(colours({ homeDays: 14 })[0], 'yellow')
    assert.equal(colours({ homeDays: null })[0], 'red')
  })
  it('has a source and a way out for every rule', () => {
    for (const rule of RULE_CODES) assert.ok(ruleOf(rule).fix && ruleOf(rule).most >= ruleOf(rule).each, rule)
  })
})

describe('the settings', () => {
  it('read words as they were written, and name the line that is none', () => {
    const words = [{ wrong: '经贸局', right: '工信局' }]
    assert.deepEqual(readWords(wordsText(words)), { words, wrongLine: null })
    assert.equal(readWords('经贸局→工信局\n\n只有错的').wrongLine, '只有错的')
  })
  it('refuse numbers that make no sense', () => {
    for (const wrong of [
      { homeDays: 0 },
      { yellowShare: 101 },
      { idleDays: 'x' },
      { points: { late: { each: -1, most: 5 } } },
    ])
      assert.ok(!SelfcheckSettings.safeParse(wrong).success, JSON.stringify(wrong))
  })
})
