import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import type { Context } from '../context.ts'
import type { Organ, Tenant } from '../organs/model.ts'
import { createOrgan, createTenant } from '../organs/store.ts'
import type { Result } from '../result.ts'
import { reviewPlaces } from '../review/places.ts'
import type { Role } from '../roles.ts'
import { buildApp } from '../web/app.tsx'
import { PageCache } from '../web/cache.ts'
import type { Person } from '../web/env.ts'
import { installCategories } from './catalogue/store.ts'
import { disclosuresConsolePlaces, disclosuresPortalPlaces, filesPlaces, searchPlaces } from './places.ts'
import { listItems } from './registry/store.ts'

let db: TestDatabase
let ctx: Context
let tenant: Tenant
let organ: Organ
let app: ReturnType<typeof buildApp>
const problems: unknown[] = []
const NOTE = '办理时限为五个工作日。'
const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF'

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}

const person = (role: Role, last: string): Person => ({
  accountId: `00000000-0000-4000-8000-00000000000${last}`,
  username: role,
  name: role === 'officer' ? '党政办信息员' : '保密审查员',
  roles: [role],
  organ: { id: organ.id, name: organ.name, slug: organ.slug },
  mustChangePassword: false,
  csrf: 'token',
})

before(async () => {
  db = await testDatabase()
  const now = new Date('2026-03-09T01:30:00Z')
  tenant = value(
    await createTenant(db.sql, { code: 'nanan', name: '南安市', settings: { siteName: '中国·南安' } }, now),
  )
  const files = { root: await mkdtemp(join(tmpdir(), 'gongkai-pages-')) }
  ctx = { sql: db.sql, tenantId: tenant.id, actor: { kind: 'system', name: '测试' }, now, files }
  const profile = { office: '党政办公室', phone: '0595-86468502', address: '码头镇厝尾街79号' }
  organ = value(
    await createOrgan(ctx, {
      slug: 'mtz',
      code: 'NA119',
      name: '码头镇人民政府',
      shortName: '码头镇',
      kind: 'township',
      profile,
    }),
  )
  value(await installCategories(ctx))
  app = buildApp({
    sql: db.sql,
    files,
    base: '',
    tenant: async () => tenant,
    whoIs: async (cookie) => (cookie === 'officer' ? person('officer', '1') : cookie ? person('reviewer', '2') : null),
    portal: [...searchPlaces, ...filesPlaces, ...disclosuresPortalPlaces],
    console: [...reviewPlaces, ...disclosuresConsolePlaces],
    cache: new PageCache(),
    now: () => now,
    report: (error) => problems.push(error),
  })
})
after(async () => {
  await rm(ctx.files.root, { recursive: true })
  await db.close()
  assert.deepEqual(problems, [])
})

const get = (path: string, who = '') => app.request(path, { headers: { cookie: who } })
const read = async (path: string, who = '') => {
  const response = await get(path, who)
  assert.equal(response.status, 200, path)
  return response.text()
}
const post = (path: string, who: 'officer' | 'reviewer', fields: Record<string, string | File>) => {
  const form = new FormData()
  for (const [name, text] of Object.entries({ csrf: 'token', ...fields })) form.append(name, text)
  return app.request(path, { method: 'POST', body: form, headers: { cookie: who } })
}
const latest = async () => (await listItems(ctx)).items[0]!

const FIELDS = {
  title: '关于印发码头镇政务信息公开实施方案的通知',
  documentNumber: '南码政[2017]68号',
  formedOn: '2017-03-06',
  category: '0200',
  body: '一、总体要求\n坚持以公开为常态。<script>alert(1)</script>',
}

/** What the reviewer ticks when nothing stands against it. */
const APPROVED = { verdict: 'open', 'basis-open': '2019-13', checked: 'yes' }

/** Types the form as an officer and publishes it as the reviewer. */
async function publish(over: Record<string, string | File> = {}) {
  const saved = await post('/console/disclosures/new', 'officer', { ...FIELDS, ...over, next: 'submit' })
  assert.equal(saved.status, 303)
  const path = saved.headers.get('location') ?? ''
  const id = path.split('/').at(-1) ?? ''
  const done = await post(`${path}/publish`, 'reviewer', { ...APPROVED, version: '2' })
  assert.equal(done.status, 303)
  const found = (await listItems(ctx, {}, 1, 100)).items.find((item) => item.id === id)
  assert.ok(found?.indexNumber)
  return { ...found, address: `/mtz/fdzdgknr/${found.indexNumber}`, path }
}

describe('an officer publishes with a reviewer', () => {
  it('and citizens read it, with its index table, its meta tags and its text escaped', async () => {
    const item = await publish()
    const page = await read(item.address)
    for (const text of [
      item.indexNumber!,
      FIELDS.title,
      '南码政〔2017〕68号',
      '2026-03-09 09:30',
      '政策、规范性文件类',
    ])
      assert.ok(page.includes(text), text)
    assert.match(page, /<meta name="ArticleTitle" content="关于印发码头镇政务信息公开实施方案的通知"/)
    assert.match(page, /<meta name="PubDate" content="2026-03-09 09:30"/)
    assert.match(page, /<meta name="ContentSource" content="码头镇人民政府"/)
    assert.ok(page.includes('&lt;script&gt;') && !page.includes('<script>alert'))
    assert.ok(!page.includes('style='))
  })

  it('and it is in the lists, on the front pages and in the search', async () => {
    for (const path of ['/', '/mtz', '/mtz/fdzdgknr', '/mtz/fdzdgknr?category=0200&year=2026', '/mtz/zfxxgkzd'])
      assert.ok((await read(path)).includes(FIELDS.title), path)
    assert.ok((await read('/elder/mtz')).includes('/elder/mtz/fdzdgknr'))
    assert.ok((await read(`/search?q=${encodeURIComponent('南码政(2017)68')}`)).includes('政务信息公开实施方案'))
    assert.match(await read('/search?q=%E5%AE%9E%E6%96%BD%E6%96%B9%E6%A1%88'), /<mark>实施方案<\/mark>/)
  })

  it('and whoever finds a rule that was repealed is told so at once', async () => {
    const item = await publish({ title: '码头镇殡葬管理暂行办法', validity: 'repealed' })
    assert.match(await read(item.address), /<dt>有效性<\/dt><dd>已废止<\/dd>/)
    assert.match(
      await read(`/search?q=${encodeURIComponent('殡葬管理')}`),
      /<span class="tag tag-warning">已废止<\/span>/,
    )
    assert.match(await read('/mtz/fdzdgknr'), /已废止/)
    const odd = await post('/console/disclosures/new', 'officer', { ...FIELDS, validity: '长期', next: 'keep' })
    assert.equal(odd.status, 422)
  })

  it('but not with a page that another person has overtaken', async () => {
    const item = await publish({ title: '第二个通知' })
    const answer = await post(`${item.path}/withdraw`, 'officer', { version: '1', reason: 'mistaken', words: '有误' })
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /其他人刚刚更新了这条信息/)
  })

  it('and sees only the buttons that lead somewhere', async () => {
    const item = await publish({ title: '第三个通知' })
    const page = await read(item.path, 'officer')
    assert.ok(page.includes('/revise"') && page.includes('/withdraw"') && !page.includes('/publish"'))
  })
})

describe('a refused form', () => {
  it('comes back with what was typed and the files already sent', async () => {
    const sent = { ...FIELDS, title: '', body: '已经写好的正文', files: new File([PDF], '实施方案.pdf') }
    const answer = await post('/console/disclosures/new', 'officer', sent)
    const page = await answer.text()
    assert.equal(answer.status, 422)
    assert.ok(page.includes('请填写信息名称') && page.includes('已经写好的正文') && page.includes('实施方案.pdf'))
    const keep = /name="keep" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const saved = await post('/console/disclosures/new', 'officer', { ...FIELDS, keep })
    assert.equal(saved.status, 303)
    assert.deepEqual(
      (await latest()).latest.attachments.map((file) => file.name),
      ['实施方案.pdf'],
    )
  })

  it('names the file that cannot be sent', async () => {
    const answer = await post('/console/disclosures/new', 'officer', {
      ...FIELDS,
      files: new File(['<html>'], '网页.txt'),
    })
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /“网页.txt”的内容是网页/)
  })
})

describe('an attachment', () => {
  it('is public exactly as long as its item is', async () => {
    const item = await publish({ title: '带附件的通知', files: new File([NOTE], '附件 1.txt') })
    const file = item.latest.attachments[0]!
    const address = `/files/${file.id}/x.txt`
    const answer = await get(address)
    assert.equal(await answer.text(), NOTE)
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; .*%E9%99%84%E4%BB%B6%201\.txt$/)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.ok((await read(item.address)).includes('附件 1.txt'))

    const seen = { version: String(item.version), reason: 'privacy', words: '含身份证号' }
    assert.equal((await post(`${item.path}/withdraw`, 'officer', seen)).status, 303)
    assert.equal((await get(address)).status, 404)
    assert.equal((await get(`${item.path}/files/${file.id}`, 'officer')).status, 200)
  })

  it('of a draft is nobody else’s', async () => {
    await post('/console/disclosures/new', 'officer', { ...FIELDS, files: new File([PDF], '草稿.pdf') })
    const file = (await latest()).latest.attachments[0]!
    assert.equal((await get(`/files/${file.id}/x.pdf`)).status, 404)
    assert.equal((await get('/files/nothing/x.pdf')).status, 404)
  })
})

describe('a withdrawn item', () => {
  it('answers 410 with the kind of reason and none of its content', async () => {
    const item = await publish({ title: '误公开的名单', body: '张某某领取补助' })
    const seen = { version: String(item.version), reason: 'privacy', words: '名单含身份证号' }
    assert.equal((await post(`${item.path}/withdraw`, 'officer', seen)).status, 303)
    const answer = await get(item.address)
    const page = await answer.text()
    assert.equal(answer.status, 410)
    assert.ok(page.includes('为保护个人隐私而撤回') && page.includes(item.indexNumber!))
    for (const text of ['误公开的名单', '张某某', '名单含身份证号']) assert.ok(!page.includes(text), text)
    assert.ok(
      !(await read('/search?q=%E8%AF%AF%E5%85%AC%E5%BC%80%E7%9A%84%E5%90%8D%E5%8D%95')).includes('误公开的名单</'),
    )
  })
})

describe('the revision of an item', () => {
  it('shows the public the versions and the desk what changed', async () => {
    const item = await publish({ title: '会修订的通知' })
    assert.equal((await post(`${item.path}/revise`, 'officer', { version: String(item.version) })).status, 303)
    assert.ok((await read(item.path, 'officer')).includes('第1版仍在公开'))
    const edited = {
      ...FIELDS,
      title: '修订过的通知',
      note: '更正电话',
      version: String(item.version + 1),
      next: 'submit',
    }
    assert.equal((await post(`${item.path}/edit`, 'officer', edited)).status, 303)
    assert.equal(
      (await post(`${item.path}/publish`, 'reviewer', { ...APPROVED, version: String(item.version + 3) })).status,
      303,
    )
    const page = await read(item.address)
    assert.ok(page.includes('修订过的通知') && page.includes('第2版（现行版本）') && page.includes('更正电话'))
    assert.ok((await read(`${item.path}/changes`, 'officer')).includes('会修订的通知'))
  })
})

describe('the pages of an organ', () => {
  it('stand at their fixed addresses, without a script of their own', async () => {
    for (const path of ['/mtz/zfxxgkzn', '/mtz/zfxxgkzd', '/mtz/fdzdgknr', '/mtz/ysqgk', '/sitemap', '/search', '/'])
      assert.ok(!(await read(path)).includes('style='), path)
    const guide = await read('/mtz/zfxxgkzn')
    for (const text of ['党政办公室', '0595-86468502', '码头镇厝尾街79号', '20个工作日'])
      assert.ok(guide.includes(text), text)
  })

  it('offer the blank form for applying on paper, as PDF and DOCX', async () => {
    for (const [name, begins] of [
      ['form.pdf', '%PDF'],
      ['form.docx', 'PK'],
    ] as const) {
      const bytes = Buffer.from(await (await get(`/mtz/ysqgk/${name}`)).arrayBuffer())
      assert.equal(bytes.subarray(0, begins.length).toString('latin1'), begins)
    }
  })

  it('are not found where there is no organ, no category and no page', async () => {
    for (const path of [
      '/nobody',
      '/mtz/fdzdgknr?category=9999',
      '/mtz/fdzdgknr?page=99',
      '/mtz/fdzdgknr/NA119-0000-1999-00001',
    ])
      assert.equal((await get(path)).status, 404, path)
    assert.equal((await get('/console')).status, 404)
  })
})

describe('the search page', () => {
  it('says so when a query is too long, and answers whatever is sent', async () => {
    assert.match(await read(`/search?q=${'长'.repeat(2000)}`), /检索词过长/)
    for (const query of ["'", '\\', '&|!:*()<>', '"', '%F0%9F%98%80', 'a'.repeat(100), '〔〕', '%ED%A0%80'])
      assert.ok(await read(`/search?q=${query}&year=x&page=-1&category=zz`), query)
    assert.match(await read('/search?q=%E4%B8%8D%E5%AD%98%E5%9C%A8%E9%BE%98'), /没有/)
  })
})

describe('the desk', () => {
  it('lists by state and text, and sends the list as a workbook', async () => {
    assert.ok((await read('/console/disclosures?state=published&text=68', 'reviewer')).includes('南码政〔2017〕68号'))
    assert.ok((await read('/console/disclosures?text=%25&year=abc', 'reviewer')).includes('没有符合条件的信息'))
    const sheet = await get('/console/disclosures/list.xlsx?category=0200', 'officer')
    assert.equal(
      Buffer.from(await sheet.arrayBuffer())
        .subarray(0, 2)
        .toString(),
      'PK',
    )
  })
})
