import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AWKWARD, exampleDocument } from './example.ts'
import { blocksToHtml, escapeHtml, toHtml } from './html.ts'

describe('a document becomes a page for the portal', () => {
  it('has headings below the page title, in order', async () => {
    const levels = [...toHtml(await exampleDocument()).matchAll(/<h(\d)/g)].map((match) => Number(match[1]))
    assert.equal(levels[0], 2)
    assert.ok(levels.every((level, at) => level <= (levels[at - 1] ?? 2) + 1))
  })

  it('leaves no rank of headings out, whatever numbers they carry', () => {
    const heading = (level: 1 | 2 | 3, text: string) => ({ kind: 'heading' as const, level, text })
    const html = blocksToHtml(
      [heading(1, '一、概述'), heading(3, '1.队伍'), heading(2, '（一）制度'), heading(1, '二、公开')],
      2,
    )
    assert.deepEqual(
      [...html.matchAll(/<h(\d)[^>]*>([^<]+)/g)].map(([, rank, text]) => `${rank} ${text}`),
      ['2 一、概述', '3 1.队伍', '3 （一）制度', '2 二、公开'],
    )
  })

  it('marks every figure with its key', async () => {
    const html = toHtml(await exampleDocument(1))
    assert.ok(html.includes('<data class="figure" value="51" data-figure="proactive_total">51</data>'))
    assert.ok(html.includes('<span class="figure" data-figure="electronic_percent">100%</span>'))
  })

  it('gives a table its caption and heads for rows and columns', async () => {
    const html = toHtml(await exampleDocument())
    assert.match(html, /<caption>政府信息公开情况统计表 <span class="unit">单位：条<\/span><\/caption>/)
    assert.ok(html.includes('<th scope="col" class="align-start">指标名称</th>'))
    assert.ok(html.includes('<th scope="row" class="indent-1">其中：1.网站公开</th>'))
  })

  it('shows a chart as a picture with words', async () => {
    const html = toHtml(await exampleDocument())
    assert.match(html, /<img src="\/charts\/1\.svg" alt="2017年主动公开的类别：机构职能类14条，/)
    assert.match(html, /<img src="data:image\/svg\+xml;base64,/)
  })

  it('carries no style, no script and no address that could run one', async () => {
    const doc = await exampleDocument(0)
    const html = toHtml({
      ...doc,
      body: [{ kind: 'paragraph', runs: [{ text: '点此', href: 'javascript:alert(1)' }, AWKWARD] }],
    })
    assert.doesNotMatch(html, /style=|<script|javascript:|<b>/)
    assert.ok(html.includes('点此'))
  })

  it('escapes any text', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = escapeHtml(text)
        assert.doesNotMatch(escaped, /[<>"']/)
        const back = escaped
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&')
        assert.equal(back, text)
      }),
    ))
})
