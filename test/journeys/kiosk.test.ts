import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { beginJourney, hasNoBarrier, type Journey, reads } from '../support/journey.ts'

const HALL = { width: 1080, height: 1920 }

/** Counts what went to the printer instead of printing it. */
async function atKiosk(journey: Journey): Promise<Page> {
  const page = await journey.as('citizen')
  await page.setViewportSize(HALL)
  await page.addInitScript('window.printed = 0; window.print = () => { window.printed += 1 }')
  await page.goto('/kiosk/matou')
  return page
}

const printed = (page: Page) => page.evaluate('window.printed')

/** Everything a browser can keep of a visitor: the snapshot of public pages, held by the worker, is named apart. */
const keptOf = (page: Page) =>
  page.evaluate(`(async () => ({
    session: { ...sessionStorage },
    local: { ...localStorage },
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    history: history.length,
    snapshots: (await Promise.all((await caches.keys()).map(async (name) =>
      (await (await caches.open(name)).keys()).map(({ url }) => decodeURIComponent(url))))).flat(),
  }))()`) as Promise<{
    session: object
    local: object
    cookies: string
    databases: number
    history: number
    snapshots: string[]
  }>

describe('a kiosk in the hall', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2018-03-20T02:00:00Z')
  })
  after(() => journey.end())

  const touch = (page: Page, name: string | RegExp) =>
    page.getByRole('main').getByRole('link', { name }).first().click()

  it('leads from the first page to a printed item in at most four touches', async () => {
    const page = await atKiosk(journey)
    await hasNoBarrier(page)
    let touches = 0
    for (const name of ['查政府信息', /类$/, /./] as const) {
      await touch(page, name)
      touches += 1
      await page.waitForLoadState()
      await hasNoBarrier(page)
    }
    await page.getByRole('button', { name: '打印这一页' }).click()
    touches += 1
    assert.equal(await printed(page), 1)
    assert.ok(touches <= 4, `${touches} touches`)
  })

  it('has no barrier on any of its pages, and no way off them', async () => {
    const page = await atKiosk(journey)
    const left = ['/kiosk/matou']
    const seen = new Set(left)
    for (let path = left.pop(); path; path = left.pop()) {
      await page.goto(path)
      const kind = path.replace(/(items|services)\/.*/, '$1/*').replace(/=.*/, '=*')
      if (!seen.has(`kind:${kind}`)) await hasNoBarrier(page)
      seen.add(`kind:${kind}`)
      const ways = (await page.evaluate(
        `[...document.querySelectorAll('a[href]')].map((a) => a.href).filter((href) => !href.includes('#'))`,
      )) as string[]
      for (const way of ways) {
        const { pathname, search } = new URL(way)
        assert.match(pathname, /^\/kiosk\//, `${way} on ${path}`)
        const next = pathname + search
        const first = !seen.has(`kind:${next.replace(/(items|services)\/.*/, '$1/*').replace(/=.*/, '=*')}`)
        if (!seen.has(next) && first) left.push(next)
        seen.add(next)
      }
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), path)
    }
    assert.ok(seen.has('kind:/kiosk/matou/apply/form') && seen.has('kind:/kiosk/matou/reports/2017'))
  })

  it('prints a form without sending a word of it, and forgets it when nobody is there', async () => {
    const page = await journey.as('citizen')
    await page.clock.install()
    await page.addInitScript('window.printed = 0; window.print = () => { window.printed += 1 }')
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
    await page.goto('/kiosk/matou/apply/form')
    await page.getByRole('button', { name: '打印申请表' }).click()
    assert.equal(await printed(page), 0)
    await page.getByLabel('姓名或者单位名称').fill('张某某')
    await page.getByLabel('名称、文号或者便于查找的其他特征').fill('2017年防汛预案')
    await page.getByRole('button', { name: '打印申请表' }).click()
    assert.equal(await printed(page), 1)
    await page.getByRole('link', { name: '首页' }).click()
    await page.goto('/kiosk/matou/apply/form')
    assert.equal(await page.getByLabel('姓名或者单位名称').inputValue(), '张某某')

    await page.clock.runFor(121_000)
    await reads(page, '还在使用吗？')
    await page.getByRole('button', { name: '继续使用' }).click()
    assert.equal(await page.getByLabel('姓名或者单位名称').inputValue(), '张某某')
    await page.clock.runFor(122_000)
    await reads(page, '还在使用吗？')
    await page.clock.runFor(31_000)
    await reads(page, '您想查什么？')

    const { history, snapshots, ...kept } = await keptOf(page)
    assert.deepEqual(kept, { session: {}, local: {}, cookies: '', databases: 0 })
    assert.ok(snapshots.every((url) => /\/kiosk|\/assets\/|\.svg$/.test(url) && !url.includes('?q=')))
    await page.goto('/kiosk/matou/apply/form')
    assert.equal(await page.getByLabel('姓名或者单位名称').inputValue(), '')
    assert.ok(sent.every((line) => line.startsWith('GET ') && !decodeURIComponent(line).includes('张某某')))
  })

  it('leaves no way back to what somebody looked for', async () => {
    const page = await atKiosk(journey)
    const before = (await keptOf(page)).history
    await touch(page, '搜索')
    await page.getByLabel('要找的内容').fill('防汛')
    await page.getByRole('button', { name: '搜索' }).click()
    await page.waitForURL(/q=/)
    await page.getByRole('button', { name: '用完了，清除' }).click()
    await reads(page, '您想查什么？')
    assert.equal((await keptOf(page)).history, before)
  })

  it('answers without a line, says since when, and keeps what is being typed', async () => {
    const page = await atKiosk(journey)
    await reads(page, /内容同步于/)
    await touch(page, '申请公开')
    await touch(page, '开始填表')
    await page.getByLabel('姓名或者单位名称').fill('张某某')
    journey.cut(true)
    try {
      await page.getByLabel('名称、文号或者便于查找的其他特征').fill('2017年防汛预案')
      await page.reload()
      await reads(page, /网络暂时不通，以下是 .* 存下的内容/)
      assert.equal(await page.getByLabel('姓名或者单位名称').inputValue(), '张某某')
      await page.getByRole('button', { name: '打印申请表' }).click()
      assert.equal(await printed(page), 1)

      await page.getByRole('link', { name: '首页' }).click()
      await touch(page, '查政府信息')
      await touch(page, /类$/)
      await touch(page, /./)
      await page.getByRole('button', { name: '打印这一页' }).click()
      assert.equal(await printed(page), 1)

      await page.goto('/kiosk/matou/search')
      await page.getByLabel('要找的内容').fill('防汛')
      await page.getByRole('button', { name: '搜索' }).click()
      await reads(page, /断网期间只能查标题和文号，找到\d+条/)
      await hasNoBarrier(page)
      await page.goto('/kiosk/matou/items/no-such-thing')
      await reads(page, '断网期间打不开这一页')
    } finally {
      journey.cut(false)
    }
    await page.goto('/kiosk/matou')
    await page.locator('[data-line]').waitFor({ state: 'hidden' })
  })
})
