import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../test/support/desk.ts'
import { toCsv } from './csv.ts'
import { reportsConsolePlaces, reportsPortalPlaces } from './places.ts'
import { REPORT_SCHEMA } from './schema.ts'
import { aDraft, carried, need, officer, take, town } from './testing.ts'

const portal = () => deskOf(town, reportsPortalPlaces, null)

describe('every figure of a published report', () => {
  it('leads to its definition, without a script', async () => {
    await carried(await aDraft(), 'published')
    const { text } = await portal().see('/matou/zfxxgknb/2017')
    const links = [...text.matchAll(/<a href="(\/matou\/zfxxgknb\/2017\/figures)#([^"]+)"><data/g)]
    assert.ok(links.length > 10)
    const defined = (await portal().see('/matou/zfxxgknb/2017/figures')).text
    for (const [, , anchor] of links) assert.ok(defined.includes(`id="${anchor}"`), anchor)
    assert.ok(defined.includes('登记簿中收到日期在本年的申请。'))
  })

  it('leads staff to its records', async () => {
    const report = await aDraft()
    const { text } = await deskOf(town, reportsConsolePlaces, officer).see(`/console/reports/${report.id}/preview`)
    assert.ok(text.includes(`<a href="/console/reports/${report.id}/figures/proactive_total"><data`))
  })

  it('is one line of the CSV, and has the same key and value in the JSON', async () => {
    await carried(await aDraft(), 'published')
    const csv = await portal().see('/matou/zfxxgknb/2017.csv')
    const json = JSON.parse((await portal().see('/matou/zfxxgknb/2017.json')).text)
    const lines = csv.text.replace('\uFEFF', '').trimEnd().split('\r\n')
    assert.equal(lines[0], 'organ,year,edition,key,label,value,unit,records,definition')
    assert.equal(lines.length, json.figures.length + 1)
    for (const [at, { key, value }] of json.figures.entries())
      assert.ok(
        lines[at + 1]!.startsWith(`码头镇人民政府,2017,1,${key},`) && lines[at + 1]!.includes(`,${value ?? ''},`),
      )
  })
})

describe('the data of a report', () => {
  it('have the fields the schema names, and no others', async () => {
    const report = await carried(await aDraft(), 'published')
    const json = JSON.parse((await portal().see('/matou/zfxxgknb/2017.json')).text)
    assert.deepEqual(Object.keys(json).sort(), Object.keys(REPORT_SCHEMA.properties).sort())
    for (const name of REPORT_SCHEMA.required) assert.notEqual(json[name], undefined, name)
    assert.deepEqual(
      Object.keys(json.figures[0]).sort(),
      Object.keys(REPORT_SCHEMA.properties.figures.items.properties).sort(),
    )
    assert.deepEqual([json.edition, json.correction, json.replaced_by], [1, null, null])

    need(await take(officer, '2018-03-05', report.id, 'correct', { reason: '第六部分漏写一句，补上，数字不变。' }))
    const before = JSON.parse((await portal().see('/matou/zfxxgknb/2017-1.json')).text)
    assert.equal(before.replaced_by, null, 'nothing replaces it before it is published')
  })

  it('are described for people and for machines', async () => {
    const page = await portal().see('/zfxxgknb/schema')
    assert.equal(page.status, 200)
    assert.ok(page.text.includes('figures[].definition'))
    assert.equal(JSON.parse((await portal().see('/zfxxgknb/schema.json')).text).type, 'object')
    const answer = await portal().ask('/matou/zfxxgknb/2017.json')
    assert.equal(answer.status, 404, 'nothing is public yet')
  })
})

describe('a table as CSV', () => {
  it('quotes what needs it, keeps a text from becoming a formula, and nothing from 0', () =>
    assert.equal(
      toCsv([
        ['a,b', 'say "x"', '=1+1', 0, null],
        ['两行\n字', '-', '+86', -1, ''],
      ]),
      '\uFEFF"a,b","say ""x""",\'=1+1,0,\r\n"两行\n字",\'-,\'+86,-1,\r\n',
    ))
})
