import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Sql } from 'postgres'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, as, aTown, type Town } from '../../test/support/desk.ts'
import { registerApplication } from '../applications/store.ts'
import { addDays, type Day, day, dayOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { installCategories } from '../disclosures/catalogue/store.ts'
import { findItem } from '../disclosures/registry/store.ts'
import { withdrawItem } from '../disclosures/store.ts'
import { story } from '../ledger/store.ts'
import { bytesHits, textHits } from '../review/screen.ts'
import { stopThread } from '../review/screening/extraction/thread.ts'
import { runSelfcheck } from './check.ts'
import type { Finding } from './model.ts'
import { RULE_CODES, type RuleCode } from './rules.ts'
import { latestDays } from './runs/store.ts'
import type { Screening } from './screening.ts'
import { DEFAULTS } from './settings.ts'
import { countLeaks, explain, listFindings, saveSettings } from './store.ts'
import { type Planted, plantItems } from './testing.ts'

const ID = '350583199001011237'
const TODAY = '2026-03-09'
const PAGE = { limit: 500, offset: 0 }

describe('the self-check of a site', () => {
  let db: TestDatabase
  let town: Town
  let ctx: Context & { sql: Sql }
  let serial = 0

  before(async () => {
    db = await testDatabase()
  })
  beforeEach(async () => {
    town = await aTown(db.sql, TODAY)
    ctx = { ...town.ctx, sql: db.sql, files: { root: await mkdtemp(join(tmpdir(), 'gongkai-selfcheck-')) } }
    town.ctx = ctx
    await installCategories(ctx)
    serial = 0
  })
  after(async () => {
    await stopThread()
    await db.close()
  })

  const plant = async (some: Partial<Planted> = {}): Promise<string> => {
    serial += 1
    const [id] = await plantItems(ctx, [
      {
        organId: town.organ.id,
        organCode: 'MATOU',
        title: '关于做好春耕生产工作的通知',
        body: '各村要做好春耕生产工作。',
        formedOn: '2026-03-02',
        publishedOn: '2026-03-05',
        serial,
        ...some,
      },
    ])
    return id!
  }
  const check = async (options: Parameters<typeof runSelfcheck>[1] = {}, at: Context = ctx) => {
    const done = await runSelfcheck({ ...at, sql: db.sql }, options)
    assert.ok(done.ok)
    return done.value
  }
  const found = async (rule: RuleCode, state?: 'open' | 'explained' | 'mended'): Promise<Finding[]> =>
    (await listFindings(ctx, { rule, state }, PAGE)).rows
  const only = async (...rules: RuleCode[]) => {
    const saved = await saveSettings(ctx, { ...DEFAULTS, off: RULE_CODES.filter((rule) => !rules.includes(rule)) }, 0)
    assert.ok(saved.ok)
  }
  const onDay = (text: string): Context => ({ ...ctx, now: new Date(`${text}T02:00:00Z`) })

  it('finds nothing wrong with what is in order', async () => {
    await plant()
    await plant({ body: '联系电话：0595-86468502。', documentNumber: '码政〔2026〕3号' })
    await check()
    const { rows } = await listFindings(ctx, {}, PAGE)
    const about = rows.filter(({ subjectKind }) => subjectKind === 'disclosure')
    assert.deepEqual(
      about.map(({ rule, says }) => [rule, says]),
      [],
    )
  })

  it('turns yellow before the home page is stale and red after two weeks', async () => {
    await only('home-stale')
    await plant({ publishedOn: TODAY, formedOn: TODAY })
    const colourOn = async (after: number) => {
      await check({}, onDay(addDays(day(TODAY), after)))
      return (await found('home-stale'))[0]?.colour ?? 'green'
    }
    assert.deepEqual(
      [await colourOn(9), await colourOn(10), await colourOn(14), await colourOn(15)],
      ['green', 'yellow', 'yellow', 'red'],
    )
    await plant({ publishedOn: '2026-03-24', formedOn: '2026-03-24' })
    assert.equal(await colourOn(15), 'green')
    assert.equal((await found('home-stale', 'mended')).length, 1)
  })

  it('names columns that are empty and columns nobody touched for half a year', async () => {
    await only('column-stale', 'column-blank')
    await plant({ categoryCode: '0200' })
    await plant({ categoryCode: '0300', formedOn: '2025-08-01', publishedOn: '2025-08-04' })
    await check()
    assert.deepEqual(
      (await found('column-stale')).map(({ key, colour }) => [key, colour]),
      [['0300', 'red']],
    )
    assert.equal((await found('column-blank')).length, 8)
  })

  it('finds late publication, wrong numbers, dates in the wrong order and expired notices', async () => {
    const late = await plant({ formedOn: '2026-01-05', publishedOn: '2026-03-05' })
    const gap = await plant({ serial: 9 })
    const format = await plant({ indexNumber: 'XYZ/2026/1' })
    const twin = await plant({ indexNumber: 'ＭATOU-0200-2026-00001' })
    const order = await plant({ serial: 10, formedOn: '2026-03-06', publishedOn: '2026-03-05' })
    const ended = await plant({
      serial: 11,
      validity: 'in-force',
      body: '本办法自2020年1月1日起施行，有效期5年。',
    })
    await check()
    const about = async (rule: RuleCode) => (await found(rule)).map(({ subjectId }) => subjectId)
    assert.deepEqual(await about('late'), [late])
    assert.deepEqual(new Set(await about('index-number')), new Set([gap, format, twin]))
    assert.deepEqual(await about('date-order'), [order])
    assert.deepEqual(await about('expired'), [ended])
  })

  it('finds links within the site that lead nowhere any more', async () => {
    await db.sql`update tenants set settings = settings || '{"siteDomain": "www.nanan.gov.cn"}' where id = ${ctx.tenantId}`
    const target = await plant()
    const link = 'https://www.nanan.gov.cn/matou/fdzdgknr/MATOU-0200-2026-00001'
    const pointing = await plant({ body: `详见${link}，另见https://example.org/nothing。` })
    await check()
    assert.deepEqual(await found('dead-link'), [])
    const item = await findItem(ctx, target)
    const leader = as(ctx, aPerson(town.organ, 'leader'))
    assert.ok(
      (
        await withdrawItem(
          leader,
          { id: target, version: item!.version },
          { reason: 'mistaken', words: '数字有误，正在核对更正' },
        )
      ).ok,
    )
    await check()
    assert.deepEqual(
      (await found('dead-link')).map(({ subjectId }) => subjectId),
      [pointing],
    )
  })

  it('finds attachments that are gone or damaged', async () => {
    const id = await plant({ files: [{ name: '附件.txt', bytes: Buffer.from('正文'), lost: true }] })
    await check()
    assert.deepEqual(
      (await found('attachment-broken')).map(({ subjectId }) => subjectId),
      [id],
    )
  })

  it('names what the site, its guides and its desk lack', async () => {
    const received = await registerApplication(ctx, {
      organId: town.organ.id,
      channel: 'web',
      subject: '某人的申请',
      receivedOn: day('2026-01-05'),
    })
    assert.ok(received.ok)
    await check()
    const [overdue] = await found('reply-overdue')
    assert.match(overdue!.says, /已逾期\d+个工作日/)
    assert.doesNotMatch(JSON.stringify(overdue), /某人/)
    assert.equal((await found('site-marks')).length, 7)
    assert.ok((await found('organ-guide')).length > 0)
  })

  it('lets stand what its organ explained, until it comes back', async () => {
    await only('column-blank')
    await check()
    const [blank] = await found('column-blank')
    const officer = as(ctx, aPerson(town.organ, 'officer'))
    const other = as(ctx, aPerson({ id: ctx.tenantId, name: '别的镇' }, 'officer'))
    assert.equal((await explain(officer, blank!.id, '没有')).ok, false)
    assert.equal((await explain(other, blank!.id, '本镇没有这一类信息')).ok, false)
    assert.ok((await explain(officer, blank!.id, '本镇没有这一类信息')).ok)
    await check()
    const [explained] = await found('column-blank', 'explained')
    assert.equal(explained!.id, blank!.id)
    assert.equal(explained!.explainedAs, '党政办信息员')
  })

  it('reads again only what changed, and everything when the rules do', async () => {
    await plant()
    const citing = await plant({ body: '根据码政〔2026〕7号文件办理。' })
    assert.equal((await check()).screened, 2)
    assert.equal((await check()).screened, 0)
    await plant()
    assert.equal((await check()).screened, 1)
    await db.sql`
      insert into cited_numbers (tenant_id, number, subject_kind, subject_id, is_public)
      values (${ctx.tenantId}, '码政〔2026〕7号', 'document', ${ctx.tenantId}, false)`
    assert.equal((await check()).screened, 1)
    assert.deepEqual(
      (await found('cites-closed')).map(({ subjectId }) => subjectId),
      [citing],
    )
    assert.ok((await saveSettings(ctx, { ...DEFAULTS, words: [{ wrong: '春耕生产', right: '春季农业生产' }] }, 0)).ok)
    assert.equal((await check()).screened, 3)
    assert.equal((await found('wording')).length, 5)
  })

  it('finds a leak in a year-old attachment after a change of rules; it is taken down, logged and counted', async () => {
    const before: Screening = {
      edition: 'before',
      text: textHits,
      file: async (file, rules) => (await bytesHits(file, rules)).filter(({ kind }) => kind !== 'id-number'),
    }
    const bytes = Buffer.from(`低保对象公示\n\n姓名 张三 身份证号 ${ID}\n`)
    const id = await plant({ formedOn: '2025-03-03', publishedOn: '2025-03-06', files: [{ name: '名单.txt', bytes }] })
    await check({ screening: before })
    assert.deepEqual(
      (await found('personal-data')).filter(({ says }) => /身份证/.test(says)),
      [],
    )
    const once = await check({ screening: before })
    assert.equal(once.screened, 0)

    await check()
    const leaks = (await found('personal-data')).filter(({ key }) => key.includes('id-number'))
    assert.equal(leaks.length, 1)
    const [leak] = leaks
    assert.equal(leak!.colour, 'red')
    assert.equal(leak!.href, `/console/disclosures/${id}`)
    assert.match(leak!.place, /名单\.txt/)
    const everything = JSON.stringify([leak, await story(ctx, 'disclosure', id)])
    assert.ok(!everything.includes(ID), 'the number itself is kept nowhere')

    const item = await findItem(ctx, id)
    const leader = as(ctx, aPerson(town.organ, 'leader'))
    assert.ok(
      (
        await withdrawItem(
          leader,
          { id, version: item!.version },
          { reason: 'privacy', words: '附件含有身份证号，撤回遮盖' },
        )
      ).ok,
    )
    await check()
    assert.deepEqual(
      (await found('personal-data')).filter(({ subjectId }) => subjectId === id),
      [],
    )
    const events = (await story(ctx, 'disclosure', id)).map(({ event }) => event)
    assert.ok(events.includes('selfcheck.leak-found') && events.includes('selfcheck.leak-mended'), events.join())
    const year = { from: new Date('2025-12-31T16:00:00Z'), to: new Date('2026-12-31T16:00:00Z') }
    const counted = await countLeaks(ctx, {}, ['personal-data'], year)
    assert.ok(counted.found >= 1 && counted.found === counted.mended)
    const [today] = await latestDays(ctx, town.organ.id, 10)
    assert.equal(today?.day, dayOf(ctx.now) satisfies Day)
    await rm(ctx.files.root, { recursive: true })
  })
})
