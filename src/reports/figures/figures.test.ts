import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { ReportForm, Rule } from '../../law/form.ts'
import { cumulativeOf } from '../../law/forms/tables-shape.ts'
import { FORMS, formNamed } from '../../law/forms.ts'
import { type Reckoning, tablesOf } from '../figures.ts'
import { findContradictions } from '../rules.ts'
import { compose, type Tally } from './compose.ts'
import { definitionOf } from './labels.ts'
import { basesOf } from './needed.ts'
import { aCase, type Case, enteredAll, figuresOf } from './testing.ts'

const reckoning = (form: ReportForm, year: number, figures: Reckoning['figures']): Reckoning => ({
  organId: '',
  year,
  form: form.code,
  figures,
  categories: [],
  months: [],
})

/** Rules about figures; those about words and classes are tested elsewhere. */
const SUMS: Rule['kind'][] = [
  'equal',
  'sum',
  'part',
  'within-cumulative',
  'all-answered',
  'entered',
  'table-sums',
  'table-filled',
]

const findingsOf = (form: ReportForm, of: Reckoning) =>
  findContradictions({
    form: { ...form, rules: form.rules.filter(({ kind }) => SUMS.includes(kind)) },
    reckoning: of,
    narrative: {},
    lastYear: null,
  }).map(({ says }) => says)

const yearsOf = ({ years }: ReportForm) =>
  [years.from, Math.min(years.to ?? 2025, 2025)].map((year) => Math.max(year, 2016))

describe('every identity of every form holds by construction', () => {
  for (const form of FORMS)
    it(form.name, () =>
      fc.assert(
        fc.property(fc.array(aCase, { maxLength: 60 }), fc.nat({ max: 500 }), (cases, entered) => {
          for (const year of yearsOf(form)) {
            const of = reckoning(
              form,
              year,
              figuresOf(form, year, cases, { entered: enteredAll(year, entered), published: entered }),
            )
            assert.deepEqual(findingsOf(form, of), [])
          }
        }),
        { numRuns: 60 },
      ),
    )

  it('and what one year carries forward, the next brings in, column by column', () =>
    fc.assert(
      fc.property(fc.array(aCase, { maxLength: 60 }), (cases) => {
        const form = formNamed('2021')!
        const line = (year: number, code: string) =>
          tablesOf(form, reckoning(form, year, figuresOf(form, year, cases))).table3![code]
        for (const year of [2020, 2021, 2022]) assert.deepEqual(line(year + 1, 'n2'), line(year, 'n4'))
      }),
    ))
})

describe('a case', () => {
  const refused: Case = {
    channel: 'web',
    kind: 'legal',
    received: 2021,
    ended: { year: 2021, edition: '2019', outcome: 'refused', inTime: true },
  }
  it('refused before grounds were kept is in the total and in no line, and the form says so', () => {
    const form = formNamed('2021')!
    const of = reckoning(form, 2021, figuresOf(form, 2021, [refused], { entered: enteredAll(2021, 0) }))
    assert.deepEqual(findingsOf(form, of), [
      '收到和处理政府信息公开申请情况，法律服务机构一列：（七）总计为1，（一）予以公开等21项之和为0，二者不等。办理结果总计等于各类结果之和。',
      '收到和处理政府信息公开申请情况，总计一列：（七）总计为1，（一）予以公开等21项之和为0，二者不等。办理结果总计等于各类结果之和。',
    ])
  })
  it('withdrawn is an end, and no answer in the forms before 2019', () => {
    const withdrawn: Case = { ...refused, ended: { ...refused.ended!, outcome: 'withdrawn' } }
    const value = (code: string, key: string) =>
      figuresOf(formNamed(code)!, 2021, [withdrawn]).find((figure) => figure.key === key)?.value
    assert.deepEqual([value('fujian-2008', 'applications_handled'), value('2021', 'applications_handled')], [0, 1])
    assert.equal(value('national-2014', 'applications_ended'), 1)
  })
})

describe('0, blank and not applicable', () => {
  const form = formNamed('2021')!
  const cell = (entered: { figure: string; year: number; value: number | null }[], row: string, at = 0) => {
    const figures = compose(form, 2025, {
      counted: [],
      entered: entered.map((one) => ({ ...one, count: 1 })),
      openings: [],
    })
    return tablesOf(form, reckoning(form, 2025, figures)).table2![row]![at]
  }
  it('are three answers', () => {
    assert.equal(cell([], '行政许可'), null)
    assert.equal(cell([{ figure: 'licences', year: 2025, value: 0 }], '行政许可'), 0)
    assert.equal(cell([{ figure: 'licences', year: 2025, value: null }], '行政许可'), 'not-applicable')
  })
  it('are kept apart in sums: a blank part leaves the sum blank, what does not apply is left out', () => {
    const parts = ['upheld', 'corrected', 'other', 'pending'].map((end) => `reconsiderations.${end}`)
    const total = (...values: (number | null | undefined)[]) => {
      const figures = compose(form, 2025, {
        counted: [],
        entered: parts.flatMap((figure, at) =>
          values[at] === undefined ? [] : [{ figure, year: 2025, value: values[at], count: 1 }],
        ),
        openings: [],
      })
      return tablesOf(form, reckoning(form, 2025, figures)).table4!.p!.at(-1)
    }
    assert.equal(total(1, 0, 2, 0), 3)
    assert.equal(total(1, 0, 2, undefined), null)
    assert.equal(total(1, 0, 2, null), 3)
    assert.equal(total(null, null, null, null), 'not-applicable')
  })
  it('of remedies are those of the register, or what was entered where the register has none of that year', () => {
    const total = (counted: number, entered: number | null) => {
      const figures = compose(form, 2025, {
        counted: counted > 0 ? [{ key: 'reconsiderations.upheld', year: 2025, count: counted }] : [],
        entered:
          entered === null
            ? []
            : ['upheld', 'corrected', 'other', 'pending'].map((end) => ({
                figure: `reconsiderations.${end}`,
                year: 2025,
                value: end === 'corrected' ? entered : 0,
                count: 1,
              })),
        openings: [],
      })
      return tablesOf(form, reckoning(form, 2025, figures)).table4!.p
    }
    assert.deepEqual(total(2, null), [2, 0, 0, 0, 2])
    assert.deepEqual(total(0, 3), [0, 3, 0, 0, 3])
    assert.deepEqual(total(2, 3), [2, 0, 0, 0, 2], 'records come before what was typed')
    assert.deepEqual(total(0, null), [0, 0, 0, 0, 0], 'an empty register counts none')
  })
  it('of fees are what the cases say; where no application is registered, nobody knows until it is entered', () => {
    const fees = (counted: Tally[], entered: number | null) =>
      compose(form, 2025, {
        counted,
        entered: entered === null ? [] : [{ figure: 'fees_yuan', year: 2025, value: entered, count: 1 }],
        openings: [],
      }).find(({ key }) => key === 'fees_yuan')!
    const application = { key: 'applications_received.c1', year: 2025, count: 1 }
    const paid = { key: 'fees_yuan', year: 2025, count: 2, value: 58_050 }
    assert.deepEqual([fees([application, paid], null).value, fees([application, paid], null).count], [580.5, 2])
    assert.equal(fees([application, paid], 12).value, 580.5, 'records come before what was typed')
    assert.equal(fees([application], 1200).value, 12)
    assert.equal(fees([application], null).value, 0)
    assert.equal(fees([], null).value, null)
  })
  it('money is kept in 分 and shown in 万元', () =>
    assert.equal(cell([{ figure: 'charges_yuan', year: 2025, value: 1_234_567 }], '行政事业性收费'), 1.234567))
  it('rules cannot be made in a county, and are 0 without being asked for', () => assert.equal(cell([], '规章', 2), 0))
})

describe('items of a kind in the form of 2019', () => {
  const form = formNamed('2019')!
  const licences = (then: number | null, now: number | null) => {
    const entered = [
      ...(then === null ? [] : [{ figure: 'licence_items', year: 2019, value: then, count: 1 }]),
      ...(now === null ? [] : [{ figure: 'licence_items', year: 2020, value: now, count: 1 }]),
    ]
    const figures = compose(form, 2020, { counted: [], entered, openings: [] })
    return tablesOf(form, reckoning(form, 2020, figures)).table2!.行政许可!.slice(0, 2)
  }
  it('are those of last year and the growth since, which may be negative', () => {
    assert.deepEqual(licences(12, 9), [12, -3])
    assert.deepEqual(licences(12, null), [12, null])
    assert.deepEqual(licences(null, 9), [null, null])
  })
})

describe('every figure a form asks for', () => {
  for (const form of FORMS)
    it(`of ${form.name} has a name and a meaning`, () => {
      for (const figure of figuresOf(form, form.years.from, [])) {
        assert.notEqual(figure.label, figure.key, figure.key)
        assert.notEqual(figure.label, '', figure.key)
        assert.notEqual(figure.definition, '', figure.key)
      }
      for (const key of basesOf(form)) assert.notEqual(definitionOf(key).label, key)
    })
  it('goes by one key only', () => {
    for (const form of FORMS) {
      const keys = figuresOf(form, form.years.from, []).map(({ key }) => key)
      assert.equal(new Set(keys).size, keys.length, form.code)
    }
    assert.equal(cumulativeOf('proactive_total'), 'proactive_cumulative')
  })
})
