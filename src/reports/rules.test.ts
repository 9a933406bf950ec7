import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { UNCATEGORISED } from '../disclosures/categories.ts'
import { FUJIAN_2008, FUJIAN_ANNEX } from '../law/forms/fujian-2008.ts'
import { cumulativeOf } from '../law/forms/tables-shape.ts'
import { formNamed } from '../law/forms.ts'
import { compose } from './figures/compose.ts'
import { type Figure, percentOf, type Reckoning } from './figures.ts'
import { type Case, findContradictions } from './rules.ts'

type Values = Record<string, number | null>

const figure = (key: string, value: number | null): Figure => ({
  key,
  label: key,
  unit: '',
  definition: '',
  value,
  records: [],
})

/** A report whose figures agree, unless the values given say otherwise. */
function report(values: Values = {}, more: Partial<Case> & { counts?: [code: string, count: number][] } = {}): Case {
  const total = values.proactive_total ?? 0
  const counts = more.counts ?? (total > 0 ? [['0100', total] as [string, number]] : [])
  const all = counts.reduce((sum, [, count]) => sum + count, 0)
  const year: Values = {
    ...Object.fromEntries(FUJIAN_ANNEX.rows.map(({ code }) => [code, 0])),
    site_visits: 0,
    fees_yuan: 0,
    service_items: 0,
    service_items_one_trip: 0,
    electronic_total: 0,
    applications_open: 0,
    ...values,
  }
  const cumulative: Values = Object.fromEntries(
    FUJIAN_ANNEX.rows.map(({ code }) => [cumulativeOf(code), year[code] ?? 0]),
  )
  const reckoning: Reckoning = {
    organId: '',
    year: 2017,
    form: 'fujian-2008',
    figures: Object.entries({ ...cumulative, ...year }).map(([key, value]) => figure(key, value)),
    categories: counts.map(([code, count]) => ({
      code,
      name: code,
      count,
      percent: percentOf(count, all, 2) ?? 0,
      records: [],
    })),
    months: [],
  }
  const written = { overview: '写了。', channels: '写了。', problems: '公开的内容与需求还有差距，今后改进。' }
  return { form: FUJIAN_2008, reckoning, narrative: written, lastYear: null, ...more }
}

const codes = (of: Case) => findContradictions(of).map((finding) => finding.code)

describe('a report whose figures agree has no findings', () => {
  it('for an empty year', () => assert.deepEqual(codes(report()), []))

  it('for any counts of categories, channels and answers', () => {
    const count = fc.nat({ max: 5000 })
    fc.assert(
      fc.property(
        fc.array(count, { maxLength: 10 }),
        fc.tuple(count, count, count, count, count),
        fc.nat({ max: 100 }),
        (parts, [counter, fax, email, web, letter], open) => {
          const counts = parts.filter((part) => part > 0).map((part, at): [string, number] => [`A${at}`, part])
          const total = counts.reduce((sum, [, part]) => sum + part, 0)
          const received = counter + fax + email + web + letter
          const still = Math.min(open, received)
          const found = codes(
            report(
              {
                proactive_total: total,
                proactive_site: total,
                applications_received: received,
                applications_counter: counter,
                applications_fax: fax,
                applications_email: email,
                applications_web: web,
                applications_letter: letter,
                applications_handled: received - still,
                answers_granted: received - still,
                applications_open: still,
              },
              { counts },
            ),
          )
          assert.deepEqual(found, [])
        },
      ),
    )
  })
})

describe('a report that does not add up says where', () => {
  it('when the categories sum to 50 and the total is 51, as in the founding document', () => {
    const [finding, ...others] = findContradictions(
      report(
        { proactive_total: 51, proactive_site: 51 },
        {
          counts: [
            ['0100', 14],
            ['1000', 36],
            [UNCATEGORISED.code, 1],
          ],
        },
      ),
    )
    assert.deepEqual(others, [])
    assert.deepEqual([finding?.rule, finding?.severity, finding?.figures], ['category-sum', 'hard', [51, 50]])
    assert.match(finding!.says, /50条.*51条.*1条没有归类/)
  })

  it('when an application of an earlier year was never answered, as in the founding document', () => {
    const found = findContradictions(report({ applications_received_cumulative: 1, applications_web_cumulative: 1 }))
    assert.deepEqual(
      found.map(({ rule, figures }) => [rule, figures]),
      [['received-answered', [1, 0]]],
    )
  })

  it('but not when it is still being handled', () =>
    assert.deepEqual(
      codes(report({ applications_received_cumulative: 1, applications_web_cumulative: 1, applications_open: 1 })),
      [],
    ))

  it('when the channels do not make the total', () =>
    assert.deepEqual(
      codes(report({ applications_received: 3, applications_web: 2, applications_open: 3 })).slice(0, 1),
      ['table-sum'],
    ))

  it('when a part is larger than its whole', () =>
    assert.deepEqual(codes(report({ service_items: 65, service_items_one_trip: 66 })), ['part-one-trip']))

  it('when the year is larger than all years together', () =>
    assert.deepEqual(codes(report({ litigations: 2, litigations_cumulative: 1 })), ['within-cumulative:litigations']))

  it('when the cumulative figure is not last year’s plus this year’s', () => {
    const lastYear = { year: 2016, values: { litigations_cumulative: 3 }, narrative: {} }
    assert.deepEqual(codes(report({ litigations: 1, litigations_cumulative: 5 }, { lastYear })), [
      'cumulative:litigations',
    ])
    assert.deepEqual(codes(report({ litigations: 1, litigations_cumulative: 4 }, { lastYear })), [])
  })

  it('when a figure nobody can count was left blank, and blank is not zero', () =>
    assert.deepEqual(codes(report({ site_visits: null })), ['not-entered:site_visits']))

  it('and leads to where it is entered', () =>
    assert.deepEqual(
      findContradictions(report({ site_visits: null })).flatMap(({ places }) => places),
      [{ entered: 'site_visits', year: 2017 }],
    ))

  it('a row of a table left blank leads there too, of both years where growth is asked for', () => {
    const placesOf = (code: string, year: number, row: string) => {
      const form = formNamed(code)!
      const figures = compose(form, year, { counted: [], entered: [], openings: [] })
      const reckoning = { organId: '', year, form: code, figures, categories: [], months: [] }
      const found = findContradictions({ form, reckoning, narrative: {}, lastYear: null })
      return found.find(({ says }) => says.includes(`，${row}`))?.places
    }
    assert.deepEqual(placesOf('2021', 2025, '行政许可'), [{ entered: 'licences', year: 2025 }])
    assert.deepEqual(placesOf('2019', 2020, '行政许可'), [
      { entered: 'licence_items', year: 2019 },
      { entered: 'licence_items', year: 2020 },
      { entered: 'licences', year: 2020 },
    ])
  })

  it('when the text gives another number than the table', () => {
    const narrative = {
      overview: '2017年全镇主动公开政府信息52条。',
      channels: '有。',
      problems: '公开的内容与需求还有差距，今后改进。',
    }
    const [finding] = findContradictions(report({ proactive_total: 51, proactive_site: 51 }, { narrative }))
    assert.deepEqual([finding?.rule, finding?.figures], ['text-proactive', [52, 51]])
  })

  it('when a part is copied from last year, even with its commas moved', () => {
    const narrative = { overview: '一是，人员紧缺。', channels: '新写的。', problems: '二是业务水平有待提高！' }
    const lastYear = {
      year: 2016,
      values: {},
      narrative: { overview: '一是人员紧缺', channels: '旧的。', problems: '二是业务水平，有待提高。' },
    }
    assert.deepEqual(codes(report({}, { narrative, lastYear })), ['narrative-own:overview', 'narrative-own:problems'])
  })

  it('when a part that must be written is empty', () =>
    assert.deepEqual(
      codes(
        report({}, { narrative: { overview: ' ', channels: '有', problems: '公开的内容与需求还有差距，今后改进。' } }),
      ),
      ['narrative-present:overview'],
    ))

  it('and reminds, without blocking, when the text speaks of another year', () => {
    const narrative = {
      overview: '2016年，我镇做了许多工作。',
      channels: '有',
      problems: '公开的内容与需求还有差距，今后改进。',
    }
    assert.deepEqual(
      findContradictions(report({}, { narrative })).map(({ code, severity, places }) => [code, severity, places]),
      [['narrative-year:2016', 'soft', [{ text: 'overview' }]]],
    )
  })
})

describe('a share', () => {
  it('is rounded half up in whole numbers', () => {
    assert.equal(percentOf(55, 65, 1), 84.6)
    assert.deepEqual(
      [14, 1, 4, 7, 5, 2, 16].map((count) => percentOf(count, 51, 2)),
      [27.45, 1.96, 7.84, 13.73, 9.8, 3.92, 31.37],
    )
    assert.equal(percentOf(1, 8, 2), 12.5)
    assert.equal(percentOf(1, 200, 0), 1)
  })
  it('of nothing is nothing, not zero', () => assert.equal(percentOf(0, 0, 2), null))
  it('of a whole never misses 100 by more than the rounding of its parts', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 20 }), (parts) => {
        const whole = parts.reduce((a, b) => a + b, 0)
        const sum = parts.reduce((all, part) => all + percentOf(part, whole, 2)!, 0)
        assert.ok(Math.abs(sum - 100) <= parts.length * 0.005 + 1e-9)
      }),
    ))
})
