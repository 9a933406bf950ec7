import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cellsOf, cellsOfRow } from './forms/tables-shape.ts'
import { FORMS, formFor, formNamed, formsFor } from './forms.ts'

describe('the forms of the annual report', () => {
  it('are one for every year since 2008, the usual one unless the organ chose another', () => {
    const usual = (year: number) => formFor(year)?.code
    assert.deepEqual([2008, 2017, 2018, 2019, 2020, 2021, 2026].map(usual), [
      'fujian-2008',
      'fujian-2008',
      'fujian-2008',
      '2019',
      '2019',
      '2021',
      '2021',
    ])
    assert.equal(formFor(2007), null)
    assert.equal(formFor(2017, 'fujian-2017')?.code, 'fujian-2017')
    assert.equal(formFor(2016, 'fujian-2017')?.code, 'fujian-2008', 'a form is only for its years')
    assert.deepEqual(
      formsFor(2017).map(({ code }) => code),
      ['fujian-2008', 'fujian-2017', 'fujian-2014', 'national-2014'],
    )
  })

  it('print every table they have, and only those', () => {
    for (const { code, parts, tables } of FORMS) {
      const printed = parts.flatMap(({ pieces }) => pieces.flatMap((it) => (it.kind === 'table' ? [it.table] : [])))
      assert.deepEqual(printed.sort(), tables.map(({ key }) => key).sort(), code)
    }
  })

  it('name rows that exist in their identities, and tables that exist in their rules', () => {
    for (const { code, tables, rules } of FORMS) {
      for (const table of tables) {
        const rows = new Set(table.rows.map((row) => row.code))
        for (const { left, right } of table.identities)
          assert.deepEqual(
            [...left, ...right].filter((row) => !rows.has(row)),
            [],
            code,
          )
        for (const { part, whole } of table.bounds) assert.ok(rows.has(part) && rows.has(whole), code)
        assert.equal(new Set(cellsOf(table).map(({ key }) => key)).size > 0, true)
      }
      for (const rule of rules)
        if ('table' in rule)
          assert.ok(
            tables.some(({ key }) => key === rule.table),
            code,
          )
    }
  })

  it('have the six parts of 2017 without the part on fees', () => {
    const titles = formNamed('fujian-2017')!.parts.map(({ number, title }) => `${number} ${title}`)
    assert.equal(titles.length, 6)
    assert.ok(!titles.some((title) => title.includes('收费')))
    assert.deepEqual(titles.slice(-1), ['六 需要说明的事项与附表'])
  })

  it('have 25 lines by seven columns in the table of applications since 2021, and 23 before', () => {
    const table3 = (code: string) => formNamed(code)!.tables.find(({ key }) => key === 'table3')!
    assert.equal(table3('2021').rows.length, 25)
    assert.equal(table3('2019').rows.length, 23)
    assert.ok(table3('2021').rows.every((row) => cellsOfRow(table3('2021'), row).length === 7))
  })

  it('ask in part two what each form asks: 22 figures in 2019, 10 since 2021', () => {
    const asked = (code: string) => cellsOf(formNamed(code)!.tables.find(({ key }) => key === 'table2')!).length
    assert.deepEqual([asked('2019'), asked('2021')], [22, 10])
  })
})
