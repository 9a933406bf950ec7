import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { story } from '../ledger/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Organ, Tenant } from './model.ts'
import {
  changeOrgan,
  continueNumbers,
  createOrgan,
  createPost,
  createTenant,
  createUnit,
  findOrgan,
  findOrganByName,
  findTenant,
  listOrgans,
  listPosts,
  listUnits,
  takeNumber,
} from './store.ts'

const NOW = new Date('2018-01-11T01:00:00Z')
const made = <T>(result: Result<T>): T => {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const refused = (result: Result<unknown>) => (result.ok ? null : result.refusal.code)

let db: TestDatabase
let tenant: Tenant
let ctx: Context
let town: Organ

before(async () => {
  db = await testDatabase({ max: 20 })
  tenant = made(await createTenant(db.sql, { code: 'nanan', name: '南安市', settings: { siteName: '中国·南安' } }, NOW))
  ctx = { sql: db.sql, tenantId: tenant.id, actor: { kind: 'system', name: '测试' }, now: NOW, files: { root: '' } }
  town = made(
    await createOrgan(ctx, {
      slug: 'mtz',
      code: 'NA119',
      name: '码头镇人民政府',
      shortName: '码头镇',
      kind: 'township',
      profile: { address: '码头镇厝尾街79号', postcode: '362312' },
      settings: { documentCode: '南码政' },
      sort: 1,
    }),
  )
})
after(() => db.close())

describe('a site', () => {
  it('is found by its code, or without one while it is the only one', async () => {
    assert.equal((await findTenant(db.sql, 'nanan'))?.name, '南安市')
    assert.deepEqual(await findTenant(db.sql), tenant)
    assert.equal(await findTenant(db.sql, 'elsewhere'), null)
  })

  it('keeps its code to itself', async () => {
    const again = await createTenant(db.sql, { code: 'nanan', name: '又一个', settings: { siteName: '又一个' } }, NOW)
    assert.equal(refused(again), 'organs.tenant-taken')
  })
})

describe('an organ', () => {
  it('is found by full name, short name, slug or code', async () => {
    for (const text of ['码头镇人民政府', '码头镇', 'mtz', 'NA119', ' 码头镇 '])
      assert.equal(made(await findOrganByName(ctx, text)).id, town.id)
    assert.equal((await findOrgan(ctx, 'mtz'))?.id, town.id)
    assert.equal((await findOrgan(ctx, town.id))?.slug, 'mtz')
    assert.equal(refused(await findOrganByName(ctx, '不存在')), 'organs.unknown')
  })

  it('is not guessed when several answer to a name: the refusal names them', async () => {
    for (const slug of ['lf-a', 'lf-b'])
      made(
        await createOrgan(ctx, {
          slug,
          code: slug,
          name: `乐峰镇${slug}`,
          shortName: '乐峰镇',
          kind: 'township',
          sort: 9,
        }),
      )
    const found = await findOrganByName(ctx, '乐峰镇')
    assert.equal(refused(found), 'organs.ambiguous')
    assert.match(found.ok ? '' : found.refusal.says, /lf-a.*lf-b/)
  })

  it('starts with a numbering template, and keeps slug and code to itself', async () => {
    assert.equal(town.settings.indexNumberTemplate, '{organ}-{category}-{year}-{serial:5}')
    const again = { slug: 'mtz', code: 'X', name: '甲', shortName: '甲', kind: 'township' as const }
    assert.equal(refused(await createOrgan(ctx, again)), 'organs.taken')
    assert.equal(refused(await createOrgan(ctx, { ...again, slug: '码头' })), 'organs.slug')
    assert.equal((await listOrgans(ctx))[0]?.id, town.id)
  })

  it('is changed only by someone who saw its latest state, and the ledger keeps both sides of a change', async () => {
    const seen = (await findOrgan(ctx, 'mtz'))!
    const changed = made(await changeOrgan(ctx, seen, { profile: { ...seen.profile, phone: '0595-86468502' } }))
    assert.equal(changed.profile.phone, '0595-86468502')
    assert.equal(changed.settings.documentCode, '南码政')
    const late = await changeOrgan(ctx, seen, { profile: { ...seen.profile, phone: '1' } })
    assert.equal(refused(late), 'organs.stale')
    const entry = (await story(ctx, 'organ', town.id)).at(-1)
    assert.deepEqual(entry?.detail, { phone: { from: '', to: '0595-86468502' } })
  })

  it('tells every running copy of the program that the portal changed', async () => {
    const heard = Promise.withResolvers<string>()
    const listening = await db.sql.listen('portal_changed', heard.resolve)
    const seen = (await findOrgan(ctx, 'mtz'))!
    made(await changeOrgan(ctx, seen, { profile: { ...seen.profile, fax: '0595-86468503' } }))
    assert.equal(await heard.promise, tenant.id)
    await listening.unlisten()
  })

  it('has sections and villages in their order, each name once', async () => {
    made(await createUnit(ctx, town.id, { kind: 'section', name: '党政办公室', sort: 1 }))
    for (const [sort, name] of ['码头社区', '大庭村'].entries())
      made(await createUnit(ctx, town.id, { kind: 'village', name, sort }))
    assert.deepEqual(
      (await listUnits(ctx, town.id, 'village')).map((unit) => unit.name),
      ['码头社区', '大庭村'],
    )
    assert.equal((await listUnits(ctx, town.id)).length, 3)
    assert.equal(refused(await createUnit(ctx, town.id, { kind: 'village', name: '大庭村' })), 'organs.unit-taken')
  })

  it('has posts with roles; a post without an organ belongs to the whole site', async () => {
    const [office] = await listUnits(ctx, town.id, 'section')
    made(await createPost(ctx, { organId: town.id, unitId: office!.id, name: '党政办信息员', roles: ['officer'] }))
    made(await createPost(ctx, { organId: null, name: '系统管理员', roles: ['admin'] }))
    assert.deepEqual(
      (await listPosts(ctx, town.id)).map((post) => [post.name, post.unitName, post.organName, post.roles]),
      [['党政办信息员', '党政办公室', '码头镇人民政府', ['officer']]],
    )
    assert.deepEqual(
      (await listPosts(ctx, null)).map((post) => post.name),
      ['系统管理员'],
    )
    assert.equal((await listPosts(ctx)).length, 2)
    assert.equal(
      refused(await createPost(ctx, { organId: null, name: '系统管理员', roles: ['admin'] })),
      'organs.post-taken',
    )
    assert.equal(refused(await createPost(ctx, { organId: null, name: '闲职', roles: [] })), 'organs.post-roles')
  })
})

describe('a number', () => {
  const take = (series: string, then: Result<void> = ok(undefined)) =>
    transact(ctx, async (tx) => {
      const number = await takeNumber(tx, town.id, series, 2018)
      return then.ok ? ok(number) : then
    })

  it('has no gap and no twin when twenty steps take one at the same moment', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => take('index')))
    assert.deepEqual(
      taken.map(made).sort((a, b) => a - b),
      Array.from({ length: 20 }, (_, i) => i + 1),
    )
  })

  it('goes to the next step when the step that took it was rolled back', async () => {
    assert.equal(made(await take('document')), 1)
    assert.equal(refused(await take('document', refuse('test.no', '不'))), 'test.no')
    assert.equal(made(await take('document')), 2)
  })

  it('has no gap although half of the steps at the same moment are rolled back', async () => {
    const steps = Array.from({ length: 20 }, (_, i) => take('mixed', i % 2 ? refuse('test.no', '不') : ok(undefined)))
    const numbers = (await Promise.all(steps)).flatMap((step) => (step.ok ? [step.value] : []))
    assert.deepEqual(
      numbers.sort((a, b) => a - b),
      Array.from({ length: 10 }, (_, i) => i + 1),
    )
  })

  it('goes on from the last one used on paper, and never back', async () => {
    const paper = { organId: town.id, series: 'paper', year: 2018 }
    made(await continueNumbers(ctx, { ...paper, last: 6 }))
    assert.equal(made(await take('paper')), 7)
    assert.equal(refused(await continueNumbers(ctx, { ...paper, last: 3 })), 'organs.number-used')
  })

  it('is only taken inside the step that uses it', () =>
    assert.rejects(takeNumber(ctx, town.id, 'index', 2018), /in the transaction/))
})
