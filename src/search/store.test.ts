import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { v7 as uuid } from 'uuid'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import type { Context } from '../context.ts'
import { createOrgan, createTenant } from '../organs/store.ts'
import { LONGEST_QUERY, PAGE_SIZE, putDocument, removeDocument, type SearchDocument, search } from './store.ts'

let db: TestDatabase
let ctx: Context
const organs: string[] = []

before(async () => {
  db = await testDatabase()
  const now = new Date('2018-01-01T00:00:00Z')
  const tenant = await createTenant(db.sql, { code: 'nanan', name: '南安市', settings: { siteName: '南安' } }, now)
  assert.ok(tenant.ok)
  ctx = { sql: db.sql, tenantId: tenant.value.id, actor: { kind: 'system', name: '测试' }, now, files: { root: '' } }
  for (const slug of ['matou', 'meishan']) {
    const organ = { slug, code: slug.toUpperCase(), name: slug, shortName: slug, kind: 'township' } as const
    const made = await createOrgan(ctx, organ)
    assert.ok(made.ok)
    organs.push(made.value.id)
  }
})
after(() => db.close())

async function put(title: string, over: Partial<SearchDocument> = {}) {
  const doc: SearchDocument = {
    kind: 'disclosure',
    id: uuid(),
    organId: organs[0]!,
    categoryId: null,
    year: 2017,
    publishedAt: new Date('2017-03-08T01:30:00Z'),
    path: '/x',
    title,
    body: '',
    numbers: [],
    ...over,
  }
  await putDocument(ctx, doc)
  return doc
}
const titles = async (query: string, ...more: [Parameters<typeof search>[2]?, number?]) =>
  (await search(ctx, query, ...more)).hits.map((hit) => hit.title)

describe('a search', () => {
  it('finds a title, a place no dictionary knows, a single character, and part of a telephone number', async () => {
    await put('厝尾街道路修缮公告', { body: '咨询电话0595-86468502' })
    for (const query of ['道路修缮', '厝尾街', '厝', '86468502', '8646', '修缮 公告'])
      assert.deepEqual(await titles(query), ['厝尾街道路修缮公告'], query)
  })

  it('puts the exact number first, however it was typed', async () => {
    await put('其他文件', { body: '根据南码政〔2016〕21号文件精神', publishedAt: new Date('2017-12-01T00:00:00Z') })
    await put('本文件', { numbers: ['南码政〔2016〕21号', 'MATOU-0200-2016-00007'] })
    for (const query of ['南码政〔2016〕21号', '南码政[2016]21号', '南码政(2016) 21号', '南码政２０１６ ２１'])
      assert.equal((await titles(query))[0], '本文件', query)
    assert.deepEqual(await titles('matou-0200-2016-00007'), ['本文件'])
  })

  it('puts titles before texts, and of equals the newest first', async () => {
    await put('较旧的森林防火通知', { publishedAt: new Date('2016-01-01T00:00:00Z') })
    await put('值班安排', { body: '落实森林防火值班', publishedAt: new Date('2017-06-01T00:00:00Z') })
    await put('较新的森林防火通知', { publishedAt: new Date('2017-01-01T00:00:00Z') })
    assert.deepEqual(await titles('森林防火'), ['较新的森林防火通知', '较旧的森林防火通知', '值班安排'])
  })

  it('offers what holds some of the words when nothing holds all, and says so', async () => {
    const found = await search(ctx, '森林防火 宇宙飞船')
    assert.equal(found.loosened, true)
    assert.equal(found.total, 3)
  })

  it('counts by organ and year, and filters by them', async () => {
    await put('河长制方案', { organId: organs[1], year: 2016 })
    await put('河长制公示')
    const all = await search(ctx, '河长制')
    assert.deepEqual(
      [...all.facets.years],
      [
        [2017, 1],
        [2016, 1],
      ],
    )
    const one = await search(ctx, '河长制', { organId: organs[1] })
    assert.deepEqual([one.hits.map((hit) => hit.title), one.facets.organs.size], [['河长制方案'], 2])
    assert.deepEqual(await titles('河长制', { year: 2018 }), [])
  })

  it('forgets what is taken away and shows what was changed', async () => {
    const doc = await put('将要撤回的公示')
    await putDocument(ctx, { ...doc, title: '改了名称的公示' })
    assert.deepEqual(await titles('改了名称'), ['改了名称的公示'])
    await removeDocument(ctx, 'disclosure', doc.id)
    assert.deepEqual(
      await titles('改了名称的公示', {}, 1).then((all) => all.filter((each) => each.includes('改了'))),
      [],
    )
  })

  it('shows a page at a time, and nothing beyond the last', async () => {
    for (let at = 0; at < PAGE_SIZE + 3; at++) await put(`第${at}期防汛简报`)
    assert.deepEqual([(await titles('防汛简报')).length, (await titles('防汛简报', {}, 2)).length], [PAGE_SIZE, 3])
    assert.deepEqual(await titles('防汛简报', {}, 99), [])
  })

  it('never throws, whatever is asked or published', async () => {
    assert.equal((await search(ctx, '，。！')).total, 0)
    await search(ctx, '长'.repeat(LONGEST_QUERY * 10_000))
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        await search(ctx, text)
        await put(text, { body: text, numbers: [text] })
      }),
      { numRuns: 60 },
    )
  })

  it('takes in the longest text an item may have', async () => {
    const signs = Array.from({ length: 100_000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000)))
    await put('最长的信息', { body: signs.join('') })
    await put('最长的外文', {
      body: Array.from({ length: 15_000 }, (_, at) => at.toString(36).padStart(5, 'z')).join(' '),
    })
    assert.deepEqual(await titles('最长的信息'), ['最长的信息'])
  })
})
