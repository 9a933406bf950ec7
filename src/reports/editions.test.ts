import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { publishedEditions } from '../disclosures/published/store.ts'
import { maskHits, withholdFile } from '../review/copies/store.ts'
import { openly } from '../review/rules.ts'
import { enterFigure } from './entries.ts'
import { reviewOfReport } from './issue.ts'
import { reportsPortalPlaces } from './places.ts'
import { writeNarrative } from './steps.ts'
import { findReportOf, listReports, validReportOf, waiversOf } from './store.ts'
import {
  aDraft,
  carried,
  codeOf,
  database,
  deskOn,
  leader,
  NARRATIVE,
  need,
  officer,
  reportOf,
  reviewer,
  take,
  town,
} from './testing.ts'

const NOTE = '第三部分收费原写0元，漏计邮寄费，更正为12元。'

const newest = async () => (await findReportOf(town.ctx, town.organ.id, 2017))!
const portal = () => deskOf(town, reportsPortalPlaces, null)

/** Published in January; in March somebody finds that the fees were left out. */
async function corrected() {
  const first = await carried(await aDraft(), 'published')
  need(await take(officer, '2018-03-05', first.id, 'correct', { reason: NOTE }))
  const desk = deskOn('2018-03-05', officer)
  const fees = { figure: 'fees_yuan', year: 2017, value: '12', source: '财政所登记' }
  need(await enterFigure(desk, town.organ.id, fees))
  return { first, second: await newest() }
}

describe('a published report is corrected by a new edition', () => {
  it('that begins with the words of the first, and leaves the first as it is', async () => {
    const { first, second } = await corrected()
    assert.equal(second.edition, 2)
    assert.equal(second.state, 'drafting')
    assert.equal(second.correction, NOTE)
    assert.deepEqual(second.narrative, NARRATIVE)
    const kept = await reportOf(first.id)
    assert.deepEqual([kept.state, kept.number, kept.frozen], ['published', first.number, first.frozen])
  })

  it('which is checked, signed, numbered and reviewed like the first, by the same posts', async () => {
    const { first, second } = await corrected()
    need(await take(officer, '2018-03-06', second.id, 'check'))
    assert.equal(codeOf(await take(officer, '2018-03-06', second.id, 'sign')), 'reports.not-yours')
    need(await take(leader, '2018-03-06', second.id, 'sign'))
    need(await take(officer, '2018-03-06', second.id, 'number'))
    need(await take(reviewer, '2018-03-06', second.id, 'publish'))
    const { state, number, itemId } = await reportOf(second.id)
    assert.equal(state, 'published')
    assert.deepEqual([first.number, number], ['南码政〔2018〕1号', '南码政〔2018〕2号'])
    assert.equal(itemId, first.itemId, 'one report is one item, in two versions')
    const versions = await publishedEditions(town.ctx, itemId!)
    assert.deepEqual(
      versions.map(({ note }) => note),
      [NOTE, ''],
    )
  })

  it('whose pages say what changed and why, with both figures', async () => {
    const { second } = await corrected()
    const { frozen, number } = await carried(second, 'published', '2018-03-06')
    const [enclosed] = frozen!.document.enclosed!
    assert.match(frozen!.document.title, /年度报告（更正版）的通知$/)
    assert.match(enclosed!.title, /年度报告（更正版）$/)
    const { text } = await portal().see('/matou/zfxxgknb/2017')
    assert.ok(text.includes('这是更正版'))
    assert.ok(text.includes(NOTE))
    assert.ok(text.includes(number!))
    assert.match(text, /依申请公开收费<\/th><td[^>]*>0<\/td><td[^>]*>12<\/td>/)
  })

  it('while the public reads the first until the second is published, and both afterwards', async () => {
    const { second } = await corrected()
    assert.ok(!(await portal().see('/matou/zfxxgknb/2017')).text.includes('更正'))
    assert.equal((await portal().see('/matou/zfxxgknb/2017-2')).status, 404)
    await carried(second, 'published', '2018-03-06')
    const old = await portal().see('/matou/zfxxgknb/2017-1')
    assert.equal(old.status, 200)
    assert.ok(old.text.includes('这一版已被更正版代替'))
    assert.ok(old.text.includes('href="/matou/zfxxgknb/2017-2"'))
    assert.ok(old.text.includes('南码政〔2018〕1号'))
    assert.equal((await portal().see('/matou/zfxxgknb/2017-1.pdf')).status, 200)
    const list = await portal().see('/matou/zfxxgknb')
    assert.equal(list.text.split('年政府信息公开工作年度报告').length, 2, 'one line for the year')
  })

  it('and next year is held against the newest signed edition', async () => {
    const { first, second } = await corrected()
    const holds = async () => (await validReportOf(town.ctx, town.organ.id, 2017))?.id
    assert.equal(await holds(), first.id)
    await carried(second, 'published', '2018-03-06')
    assert.equal(await holds(), second.id)
  })

  it('but not without a note, twice at once, or before it was published', async () => {
    const first = await carried(await aDraft(), 'numbered')
    assert.equal(codeOf(await take(officer, '2018-01-12', first.id, 'correct', { reason: NOTE })), 'reports.too-late')
    need(await take(reviewer, '2018-01-12', first.id, 'publish'))
    assert.equal(
      codeOf(await take(officer, '2018-03-05', first.id, 'correct', { reason: '有误' })),
      'reports.correction',
    )
    assert.equal(codeOf(await take(leader, '2018-03-05', first.id, 'correct', { reason: NOTE })), 'reports.not-yours')
    need(await take(officer, '2018-03-05', first.id, 'correct', { reason: NOTE }))
    assert.equal(codeOf(await take(officer, '2018-03-05', first.id, 'correct', { reason: NOTE })), 'reports.edition')
  })

  it('and the note can be put better until the edition is signed, never taken away', async () => {
    const { second } = await corrected()
    const desk = deskOn('2018-03-06', officer)
    const empty = await writeNarrative(desk, second, NARRATIVE, ' ')
    assert.equal(codeOf(empty), 'reports.correction')
    need(await writeNarrative(desk, second, NARRATIVE, `${NOTE}其余不变。`))
    assert.equal((await reportOf(second.id)).correction, `${NOTE}其余不变。`)
    const signed = await carried(await reportOf(second.id), 'numbered', '2018-03-06')
    await assert.rejects(
      database.sql`update annual_reports set correction = '另一种说法' where id = ${signed.id}`,
      /a signed report never changes/,
    )
  })
})

describe('a numbered report that may not be public as it was signed', () => {
  const PHONE = '联系人手机13800138000。'

  /** Its text names a mobile phone; the reviewer masks it, and a masked report is not published. */
  async function stuck() {
    const report = await carried(await aDraft({ ...NARRATIVE, overview: `我镇做好公开工作。${PHONE}` }), 'numbered')
    const review = (await reviewOfReport(town.ctx, report))!
    return { report, review }
  }

  it('is refused, and the refusal says what to do', async () => {
    const { report, review } = await stuck()
    const desk = deskOn('2018-01-12', reviewer)
    let { version } = need(await maskHits(desk, review.id, review.version, { text: true }))
    for (const { id } of review.files)
      version = need(await withholdFile(desk, review.id, version, id, '同一处手机号码')).version
    const said = { ...openly(day('2018-01-12')), verdict: 'partial' as const, words: '手机号码不宜公开' }
    const refused = await take(reviewer, '2018-01-12', report.id, 'publish', { said })
    assert.equal(codeOf(refused), 'reports.signed-whole')
    assert.match(refused.ok ? '' : refused.refusal.fix!, /作废这一版/)
  })

  it('is given up and made anew: signed and numbered again, and nothing of it ever public', async () => {
    const { report } = await stuck()
    need(await take(officer, '2018-01-12', report.id, 'remake', { reason: '正文写有个人手机，删去' }))
    assert.equal((await reportOf(report.id)).state, 'abandoned')
    const again = await newest()
    assert.deepEqual([again.edition, again.state, again.correction], [2, 'drafting', null])
    need(await writeNarrative(deskOn('2018-01-12', officer), again, NARRATIVE))
    const done = await carried(await newest(), 'published', '2018-01-15')
    assert.equal(done.number, '南码政〔2018〕2号')
    const { text } = await portal().see('/matou/zfxxgknb/2017')
    assert.ok(text.includes('年政府信息公开工作年度报告'))
    assert.ok(!text.includes('更正'), 'nothing was public, so nothing is corrected')
    assert.equal((await portal().see('/matou/zfxxgknb/2017-1')).status, 404)
  })

  it('asks for a reason, ends its review, and is never what the year says', async () => {
    const { report, review } = await stuck()
    assert.equal(codeOf(await take(officer, '2018-01-12', report.id, 'remake', { reason: '错' })), 'reports.reason')
    need(await take(officer, '2018-01-12', report.id, 'remake', { reason: '正文写有个人手机，删去' }))
    const ended = await reviewOfReport(town.ctx, report)
    assert.equal(ended?.id, review.id)
    assert.equal(ended?.state, 'dropped')
    assert.equal(await validReportOf(town.ctx, town.organ.id, 2017), null)
    assert.deepEqual(await waiversOf(town.ctx, (await newest()).id), await waiversOf(town.ctx, report.id))
    const lines = await listReports(town.ctx, { organId: town.organ.id })
    assert.deepEqual(
      lines.map(({ edition, state }) => [edition, state]),
      [
        [2, 'drafting'],
        [1, 'abandoned'],
      ],
    )
  })
})
