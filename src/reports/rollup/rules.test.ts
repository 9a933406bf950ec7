import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { day } from '../../calendar/day.ts'
import type { Figure, Reckoning } from '../figures.ts'
import { consolidated, gapsOf, type Handed, handedOf, type Part } from './consolidation.ts'
import { legalDeadline, lightOf, submissionDeadline } from './deadlines.ts'
import { maySubmit, STATES, STEPS, type State, type StepName, stepsFor, take } from './lifecycle.ts'

const officer = (organId: string) => ({ roles: ['officer'] as const, organId })
const where = (state: State, parentSigned = false) => ({ state, organId: 'town', parentId: 'county', parentSigned })

describe('a submission', () => {
  it('is recalled by the organ that handed it in, received or sent back by the organ above', () => {
    assert.deepEqual(stepsFor(where('submitted'), officer('town')), ['recall'])
    assert.deepEqual(stepsFor(where('submitted'), officer('county')), ['receive', 'return'])
    assert.deepEqual(stepsFor(where('received'), officer('county')), ['return'])
    assert.deepEqual(stepsFor(where('received'), officer('town')), [])
  })

  it('is over once it was sent back or recalled, and is nobody else’s', () => {
    for (const state of ['returned', 'recalled'] as const)
      for (const organ of ['town', 'county']) assert.deepEqual(stepsFor(where(state), officer(organ)), [])
    for (const state of Object.keys(STATES) as State[]) {
      assert.deepEqual(stepsFor(where(state), officer('elsewhere')), [])
      assert.deepEqual(stepsFor(where(state), { roles: ['leader', 'supervisor'], organId: 'county' }), [])
    }
  })

  it('is not sent back once the organ above has signed the sum', () => {
    const refused = take('return', where('received', true), officer('county'))
    assert.equal(refused.ok ? null : refused.refusal.code, 'rollup.parent-signed')
    for (const name of Object.keys(STEPS) as StepName[])
      if (name !== 'return') assert.ok(STEPS[name].from.every((state) => state === 'submitted'))
  })

  it('needs a signature, an organ above, a year that is over, and none that lies there already', () => {
    const fine = { signed: true, organId: 'town', parentId: 'county', last: null, year: 2017, lastYearOver: true }
    const code = (more: object, who = officer('town')) => {
      const may = maySubmit({ ...fine, ...more }, who)
      return may.ok ? null : may.refusal.code
    }
    assert.equal(code({}), null)
    assert.equal(code({ last: 'returned' }), null)
    assert.equal(code({ last: 'recalled' }), null)
    assert.equal(code({ signed: false }), 'rollup.unsigned')
    assert.equal(code({ parentId: null }), 'rollup.no-parent')
    assert.equal(code({ lastYearOver: false }), 'rollup.too-early')
    assert.equal(code({ last: 'submitted' }), 'rollup.already')
    assert.equal(code({ last: 'received' }), 'rollup.already')
    assert.equal(code({}, officer('county')), 'rollup.not-yours')
  })
})

describe('a report is due', () => {
  it('by 31 March under the edition of 2008, by 31 January to the organ above under that of 2019', () => {
    assert.equal(legalDeadline('child', 2017).on, '2018-03-31')
    assert.equal(legalDeadline('child', 2019).on, '2020-01-31')
    assert.equal(legalDeadline('government', 2019).on, '2020-03-31')
    assert.equal(legalDeadline('government', 2017).on, '2018-03-31')
  })

  it('on the day the county asked for, if that is sooner', () => {
    assert.equal(submissionDeadline(2020, { dueOn: day('2021-01-20') }).on, '2021-01-20')
    assert.equal(submissionDeadline(2020, { dueOn: day('2021-02-20') }).on, '2021-01-31')
    assert.equal(submissionDeadline(2020, null).on, '2021-01-31')
  })

  it('with a light: yellow ten days before, red afterwards, and what came late stays named', () => {
    const due = day('2021-01-31')
    const says = (today: string, done: string | null = null) => {
      const { colour, says } = lightOf(due, day(today), done ? day(done) : null)
      return `${colour} ${says}`
    }
    assert.equal(says('2021-01-20'), 'green 还有11天')
    assert.equal(says('2021-01-21'), 'yellow 还有10天')
    assert.equal(says('2021-01-31'), 'yellow 今天到期')
    assert.equal(says('2021-02-01'), 'red 已逾期1天')
    assert.equal(says('2021-03-01', '2021-01-31'), 'green 按时报送')
    assert.equal(says('2021-03-01', '2021-02-03'), 'yellow 迟报3天')
  })
})

const KEYS = ['proactive_total', 'electronic_total', 'service_items', 'service_items_one_trip', 'site_visits']

const reckoning = (values: readonly (number | null)[], categories: Record<string, number> = {}): Reckoning => ({
  organId: 'own',
  year: 2017,
  form: 'fujian-2008',
  figures: [
    ...KEYS.map((key, at): Figure => figure(key, values[at] ?? null)),
    figure('electronic_percent', 0),
    figure('one_trip_percent', 0),
  ],
  categories: Object.entries(categories).map(([code, count]) => ({ code, name: code, count, percent: 0 })),
  months: Array.from({ length: 12 }, (_, at) => ({ month: at + 1, count: at })),
})
const figure = (key: string, value: number | null): Figure => ({
  key,
  label: key,
  unit: '条',
  value,
  definition: '',
  count: 0,
})

const part = (name: string, handed: Handed | null): Part => ({
  organId: name,
  name,
  handed,
  hrefOf: (key) => `/${name}/${key}`,
})
const valueIn = (of: Reckoning, key: string) => of.figures.find((one) => one.key === key)?.value

describe('the consolidated report', () => {
  const sum = (own: Reckoning, parts: Part[]) => consolidated(own, parts)

  it('is the sum of the children and the own records, cell by cell, for any children', () => {
    const values = fc.array(fc.nat(1000), { minLength: KEYS.length, maxLength: KEYS.length })
    fc.assert(
      fc.property(values, fc.array(values, { maxLength: 6 }), (own, children) => {
        const parts = children.map((one, at) => part(`镇${at}`, handedOf(reckoning(one))))
        const all = sum(reckoning(own), parts)
        for (const [at, key] of KEYS.entries()) {
          if (key === 'site_visits') continue
          assert.equal(
            valueIn(all, key),
            [own, ...children].reduce((total, one) => total + one[at]!, 0),
          )
        }
      }),
    )
  })

  it('computes shares from the sums, and does not add up what is told for the whole site', () => {
    const all = sum(reckoning([10, 5, 4, 2, 900]), [part('甲镇', handedOf(reckoning([30, 30, 6, 5, 900])))])
    assert.equal(valueIn(all, 'electronic_percent'), 87.5)
    assert.equal(valueIn(all, 'one_trip_percent'), 70)
    assert.equal(valueIn(all, 'site_visits'), 900)
  })

  it('unfolds every figure to the child', () => {
    const all = sum(reckoning([10, 5, 4, 2, 0]), [part('甲镇', handedOf(reckoning([30, 0, 0, 0, 0])))])
    assert.deepEqual(all.figures[0]!.below, [
      { id: '甲镇', label: '甲镇：30条', on: null, href: '/甲镇/proactive_total' },
    ])
  })

  it('adds categories by their code, also one only a child has, and months', () => {
    const child = part('甲镇', handedOf(reckoning([3, 0, 0, 0, 0], { '0100': 2, '0900': 1 })))
    const all = sum(reckoning([1, 0, 0, 0, 0], { '0100': 1 }), [child])
    assert.deepEqual(
      all.categories.map(({ code, count, percent }) => [code, count, percent]),
      [
        ['0100', 3, 75],
        ['0900', 1, 25],
      ],
    )
    assert.equal(all.months[11]!.count, 22)
  })

  it('names who is missing, what another form has not, and what was not answered', () => {
    const own = reckoning([1, 1, 1, 1, 1])
    const other = handedOf(reckoning([5, 5, 5, null, 5]))
    other.figures = other.figures.filter(({ key }) => key !== 'service_items')
    const gaps = gapsOf(own, [part('甲镇', null), part('乙镇', other)])
    assert.deepEqual(
      gaps.map(({ name, missing, says }) => [name, missing, says]),
      [
        ['甲镇', true, '没有报送，各项都没有计入'],
        ['乙镇', false, '报告格式不同，缺1项'],
        ['乙镇', false, '有1项没有填报'],
      ],
    )
    assert.deepEqual(gaps[1]!.figures, ['service_items'])
    assert.deepEqual(gaps[2]!.figures, ['service_items_one_trip'])
  })
})
