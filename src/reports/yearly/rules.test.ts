import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { day } from '../../calendar/day.ts'
import { STATES, type State } from '../lifecycle.ts'
import { type Facts, STATIONS, type StationName, stationOf, stationsOf } from './rules.ts'

const missing = (says: string) => ({ says, href: '/somewhere' })
const NOTHING: Facts['open'] = { data: [], findings: [], text: [] }

const facts = (more: Partial<Facts> = {}): Facts => ({
  today: day('2026-01-12'),
  due: day('2026-01-31'),
  report: null,
  open: NOTHING,
  review: null,
  notice: null,
  above: null,
  ...more,
})
const reported = (state: State, more: Partial<Facts> = {}) => facts({ report: { id: 'r', state }, ...more })
const states = (of: Facts) => Object.fromEntries(stationsOf(of).map(({ name, state }) => [name, state]))
const station = (of: Facts, name: StationName) => stationsOf(of).find((one) => one.name === name)!

describe('the stations of a year', () => {
  it('are figures, findings, text, signature, publication and archive, and 报送 only under another organ', () => {
    const titles = (of: Facts) => stationsOf(of).map(({ title }) => title)
    assert.deepEqual(titles(facts()), ['数据', '核对', '正文', '签发', '发布', '归档'])
    const above = { name: '南安市人民政府', handedIn: false, href: '/console/rollup' }
    assert.deepEqual(titles(facts({ above })), ['数据', '核对', '正文', '签发', '报送', '发布', '归档'])
  })

  it('begin with a report nobody has begun', () =>
    assert.deepEqual(station(facts(), 'text').missing, [{ says: '还没有开始编写', href: '/console/reports' }]))

  it('let figures, findings and text be worked on side by side, and the leader wait for all three', () => {
    const open = { ...NOTHING, data: [missing('收费没有填报')] }
    assert.deepEqual(states(reported('drafting', { open })), {
      data: 'now',
      findings: 'done',
      text: 'now',
      sign: 'later',
      publish: 'later',
      archive: 'later',
    })
    assert.equal(states(reported('checked')).sign, 'now')
  })

  it('stop at figures that no longer agree after the report was sent for signature', () => {
    const open = { ...NOTHING, findings: [missing('类别之和不等于总数')] }
    assert.deepEqual(states(reported('checked', { open })).sign, 'later')
  })

  it('say where the review stands once there is a number', () => {
    const says = '等待保密审查员审查'
    assert.deepEqual(station(reported('numbered', { review: says }), 'publish').missing[0]!.says, says)
    assert.equal(station(reported('signed'), 'publish').missing[0]!.says, '还没有编号')
  })

  it('are all done when the report is public and its notice archived, and not before', () => {
    const notice = { archived: true, href: '/console/documents/n' }
    const all = (of: Facts) => stationsOf(of).every(({ state }) => state === 'done')
    assert.ok(all(reported('published', { notice })))
    assert.ok(!all(reported('published', { notice: { ...notice, archived: false } })))
    assert.ok(!all(reported('numbered', { notice })))
    const above = { name: '南安市人民政府', handedIn: false, href: '/console/rollup' }
    assert.ok(!all(reported('published', { notice, above })))
    assert.ok(all(reported('published', { notice, above: { ...above, handedIn: true } })))
  })

  it('count nothing of a report that was given up', () =>
    assert.equal(
      station(reported('abandoned', { open: { ...NOTHING, data: [missing('收费没有填报')] } }), 'data').state,
      'now',
    ))
})

describe('the days of a year', () => {
  it('end with the day the law names, and the others are suggestions before it', () => {
    const days = stationsOf(facts()).map(({ name, due, legal }) => [name, due, legal])
    assert.deepEqual(days, [
      ['data', '2026-01-11', false],
      ['findings', '2026-01-16', false],
      ['text', '2026-01-19', false],
      ['sign', '2026-01-24', false],
      ['publish', '2026-01-31', true],
      ['archive', '2026-03-02', false],
    ])
  })

  it('are late from the day after, and never late once done', () => {
    const on = (today: string, state: State = 'drafting') => station(reported(state, { today: day(today) }), 'publish')
    assert.equal(on('2026-01-31').late, false)
    assert.equal(on('2026-02-01').late, true)
    assert.equal(on('2026-02-01', 'published').late, false)
  })
})

describe('a finding is mended', () => {
  const kinds: Record<string, string> = { 'not-entered': 'entered', 'narrative-own': 'narrative-own', sum: 'sum' }
  const where = (rule: string) => stationOf({ rule }, (code) => kinds[code])
  it('among the figures when nobody entered it', () => assert.equal(where('not-entered'), 'data'))
  it('in the text when the text is at fault', () => {
    assert.equal(where('narrative-own'), 'text')
    assert.equal(where('slot'), 'text')
  })
  it('among the findings otherwise', () => assert.equal(where('sum'), 'findings'))
})

describe('whatever the facts', () => {
  it('a station is done exactly when nothing is missing, and none is current before those it waits for', () => {
    const state = fc.option(fc.constantFrom(...(Object.keys(STATES) as State[])))
    const some = fc.constantFrom([], [missing('缺一项')])
    fc.assert(
      fc.property(state, some, some, some, fc.boolean(), (of, data, findings, text, archived) => {
        const open = { data, findings, text }
        const stations = stationsOf(
          facts({ report: of && { id: 'r', state: of }, open, notice: { archived, href: '/n' } }),
        )
        const done = new Set(stations.filter(({ state }) => state === 'done').map(({ name }) => name as string))
        for (const { name, state, missing } of stations) {
          assert.equal(state === 'done', missing.length === 0)
          if (state === 'now') assert.ok(STATIONS[name].after.every((before) => done.has(before)))
        }
      }),
    )
  })
})
