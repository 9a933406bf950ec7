import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answer, personWith, SETTINGS } from '../../test/support/page.tsx'
import { consolePage, portalPage } from './frame.tsx'
import { patterns } from './patterns.tsx'
import { answerNotFound, answerProblem, answerRefusedAccess } from './wrong.tsx'

const organ = { name: '码头镇人民政府', shortName: '码头镇', slug: 'matou' }
const textOf = async (response: Response | Promise<Response>) => (await response).text()
const portal = (options = {}, setting = {}) =>
  textOf(answer((c) => portalPage(c, { title: '防汛预案', organ, ...options }, <h1>防汛预案</h1>), setting))

describe('a public page', () => {
  it('begins as a standards page in Chinese', async () =>
    assert.match(await portal(), /^<!doctype html><html lang="zh-CN">/i))

  it('carries the tags of the site and of its own kind', async () => {
    const html = await portal({ meta: { ArticleTitle: '防汛"预案"', PubDate: '2017-05-22 09:11', ContentSource: '' } })
    assert.match(html, /<meta name="SiteName" content="南安市人民政府"\/>/)
    assert.match(html, /<meta name="SiteDomain" content="www.nanan.gov.cn"\/>/)
    assert.match(html, /<meta name="SiteIDCode" content="3505830001"\/>/)
    assert.match(html, /<meta name="ArticleTitle" content="防汛&quot;预案&quot;"\/>/)
    assert.match(html, /<meta name="PubDate" content="2017-05-22 09:11"\/>/)
    assert.doesNotMatch(html, /ContentSource/)
  })

  it('names the fixed entries of the organ, and marks the open one', async () => {
    const html = await portal({ entry: 'content' })
    assert.match(html, /href="\/matou\/zfxxgkzn">政府信息公开指南/)
    assert.match(html, /href="\/matou\/zfxxgkzd">政府信息公开制度/)
    assert.match(html, /href="\/matou\/fdzdgknr" aria-current="page">法定主动公开内容/)
    assert.match(html, /href="\/matou\/zfxxgknb">政府信息公开年报/)
    assert.match(html, /href="\/matou\/ysqgk">依申请公开/)
  })

  it('leads to the same page in larger type and back, wherever it is mounted', async () => {
    const there = await portal({}, { base: '/zfxxgk', path: '/zfxxgk/matou?page=2' })
    assert.match(there, /href="\/zfxxgk\/elder\/matou\?page=2">长辈版/)
    const back = await portal({}, { base: '/zfxxgk', elder: true, path: '/zfxxgk/elder/matou?page=2' })
    assert.match(back, /<html lang="zh-CN" class="elder">/)
    assert.match(back, /href="\/zfxxgk\/matou\?page=2">标准版/)
  })

  it('prints in its footer what is configured, and nothing else', async () => {
    const bare = await portal()
    assert.match(bare, /网站标识码：3505830001/)
    assert.doesNotMatch(bare, /ICP|公安备案|主办单位/)
    const full = await portal({}, { settings: { ...SETTINGS, icp: '闽ICP备05000000号' } })
    assert.match(full, /ICP备案号：闽ICP备05000000号/)
  })

  it('asks for mistakes on this very page, or where the site says; of a page for one person alone it names nothing', async () => {
    const linked = async (options = {}, setting = {}) =>
      /<a href="([^"]*)">我为政府网站找错/.exec(await portal(options, setting))?.[1]?.replaceAll('&amp;', '&')
    assert.equal(await linked({ organ: undefined }, { path: '/search?q=1' }), '/hdjl?kind=correction&page=%2Fsearch')
    assert.equal(
      await linked({}, { path: '/elder/matou/zfxxgknb', elder: true }),
      '/elder/matou/hdjl/write?kind=correction&page=%2Fmatou%2Fzfxxgknb',
    )
    const personal = { meta: { robots: 'noindex,nofollow' } }
    assert.equal(await linked(personal, { path: '/matou/ysqgk/track/secret' }), '/matou/hdjl/write?kind=correction')
    const elsewhere = { settings: { ...SETTINGS, faultReport: 'https://zhaocuo.example/' } }
    assert.equal(await linked({}, elsewhere), 'https://zhaocuo.example/')
  })
})

describe('a console page', () => {
  const person = personWith('officer')

  it('shows a refusal on top and answers 422', async () => {
    const refusal = { code: 'test.title', says: '请填写标题', field: 'title' }
    const response = await answer((c) => consolePage(c, { title: '新建', refusal }, <p>正文</p>), { person })
    assert.equal(response.status, 422)
    assert.match(await response.text(), /<title>请更正：新建 - .*<a href="#f-title">请填写标题<\/a>.*<p>正文<\/p>/s)
  })

  it('shows who is at the desk, and the way out', async () => {
    const html = await textOf(answer((c) => consolePage(c, { title: '工作台' }, null), { person, path: '/console' }))
    assert.match(html, /码头镇人民政府<\/span> <strong>党政办信息员<\/strong>/)
    assert.match(html, /method="post" action="\/console\/sign-out"/)
    assert.match(html, /href="\/console" aria-current="page">工作台/)
  })

  it('has no menu before sign-in', async () =>
    assert.doesNotMatch(await textOf(answer((c) => consolePage(c, { title: '登录' }, null))), /<nav/))
})

describe('the page of patterns', () => {
  it('needs no inline style or script, and repeats no id', async () => {
    const html = await textOf(answer(patterns, { person: personWith('admin', 'officer') }))
    assert.doesNotMatch(html, /\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)/i)
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])
    assert.deepEqual(ids, [...new Set(ids)])
    for (const [, targets] of html.matchAll(/aria-describedby="([^"]+)"/g))
      for (const id of targets!.split(' ')) assert.ok(ids.includes(id), id)
  })
})

describe('when something is wrong', () => {
  it('a missing page says so and offers the way back', async () => {
    const response = await answer(answerNotFound, { path: '/gone' })
    assert.equal(response.status, 404)
    assert.match(await response.text(), /没有找到这个页面.*href="\/sitemap"/s)
  })

  it('a stranger is shown to the sign-in page', async () => {
    const response = await answer(answerRefusedAccess, { path: '/console/reports' })
    assert.equal(response.status, 303)
    assert.equal(response.headers.get('location'), '/console/sign-in')
  })

  it('a person without the role is told why', async () => {
    const response = await answer(answerRefusedAccess, { path: '/console/accounts', person: personWith('officer') })
    assert.equal(response.status, 403)
    assert.match(await response.text(), /您的岗位没有这项权限/)
  })

  it('a broken page says nothing of its insides', async () => {
    const response = await answer(answerProblem)
    assert.equal(response.status, 500)
    assert.match(await response.text(), /系统暂时出了问题/)
  })
})
