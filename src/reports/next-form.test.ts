import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ReportForm } from '../law/form.ts'
import { type FormTable, tableRow } from '../law/forms/tables-shape.ts'
import { findOrgan } from '../organs/store.ts'
import { toDocx, toHtml, toPdf, toXlsx } from '../typeset/typeset.ts'
import { recordsBehind } from './behind.ts'
import { reportDocument, reportSheets } from './document.ts'
import { enterFigure } from './entries.ts'
import { tablesOf } from './figures.ts'
import { drawCharts } from './pictures.ts'
import { reckon } from './reckon.ts'
import { findContradictions } from './rules.ts'
import { deskOn, need, officer, town } from './testing.ts'
import { wordsOf } from './words.ts'

const TABLE: FormTable = {
  key: 'table1',
  caption: '依申请公开情况',
  layout: 'grid',
  stub: '项目',
  columns: [
    { code: 'c1', label: '自然人', heads: ['申请人'], takes: 'part' },
    { code: 'all', label: '合计', heads: ['申请人'] },
  ],
  rows: [
    { ...tableRow('in', '新收', '新收'), figure: 'applications_received' },
    { ...tableRow('out', '办结', '办结'), figure: 'applications_handled', under: ['办理'] },
    { ...tableRow('open', '在办', '在办'), figure: 'applications_carried_out', under: ['办理'] },
  ],
  identities: [],
  bounds: [],
}

/** A form nobody has issued: everything the program needs to know about it stands here. */
const NEXT: ReportForm = {
  code: 'made-up-2027',
  name: '假想的格式',
  years: { from: 2027, to: null },
  basis: '假想的通知',
  title: '{short}{year}年报告',
  noticeTitle: '关于印发{short}{year}年报告的通知',
  notice: '现印发{year}年报告。',
  preface: ['统计期限为{year}年。'],
  parts: [
    {
      number: '一',
      title: '情况',
      pieces: [
        { kind: 'sentence', text: '收到申请{applications_received}件，收费{fees_yuan}元。' },
        { kind: 'table', table: 'table1' },
        { kind: 'table', table: 'money' },
      ],
    },
  ],
  tables: [
    TABLE,
    {
      key: 'money',
      caption: '收费',
      layout: 'list',
      columns: [{ code: 'c1', label: '{year}年' }],
      rows: [{ ...tableRow('fees', '信息处理费', '信息处理费'), unit: '万元', cells: [{ wan: 'fees_yuan' }] }],
      identities: [],
      bounds: [],
    },
  ],
  handled: 'ended',
  rules: [{ code: 'filled', kind: 'table-filled', table: 'money', says: '没有发生的填0' }],
}

describe('next year’s form', () => {
  it('is one value: counted, judged, opened and printed in every format, with nothing else added', async () => {
    const desk = deskOn('2018-01-08', officer)
    const of = { organId: town.organ.id, year: 2017, form: NEXT }
    const before = await reckon(desk, of.organId, of.year, NEXT)
    assert.deepEqual(
      findContradictions({ form: NEXT, reckoning: before, narrative: {}, lastYear: null }).map(({ rule }) => rule),
      ['filled'],
    )
    need(
      await enterFigure(desk, of.organId, { figure: 'fees_yuan', year: 2017, value: '1234.50', source: '财政所登记' }),
    )
    const reckoning = await reckon(desk, of.organId, of.year, NEXT)
    assert.deepEqual(tablesOf(NEXT, reckoning), {
      table1: { in: [0, 0], out: [0, 0], open: [0, 0] },
      money: { fees: [0.12345] },
    })
    assert.equal((await recordsBehind(desk, of, 'money.fees.c1', { limit: 10, offset: 0 }))?.records.length, 1)

    const organ = (await findOrgan(desk, of.organId))!
    const words = wordsOf(organ, desk.site, of.year)
    const written = { form: NEXT, reckoning, words, narrative: {}, charts: await drawCharts(reckoning) }
    const document = reportDocument(written, organ, '2018-01-08' as never)
    const html = toHtml(document)
    assert.match(html, /收到申请<data class="figure" value="0" data-figure="applications_received">0<\/data>件/)
    assert.match(html, /<th scope="rowgroup"[^>]* rowspan="2">办理<\/th>/)
    assert.match(html, /<th scope="colgroup"[^>]* colspan="2">申请人<\/th>/)
    for (const bytes of [
      await toPdf(document),
      await toDocx(document),
      await toXlsx(reportSheets(written), document.meta),
    ])
      assert.ok(bytes.length > 1000)
  })
})
