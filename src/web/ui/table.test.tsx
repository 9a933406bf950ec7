import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { personWith, rendered } from '../../../test/support/page.tsx'
import { address, Button, type Column, DataTable, Facts, FilterBar, Form, Light, Pager } from './index.ts'

type Row = { title: string; day: string }

const columns: Column<Row>[] = [
  { label: '标题', cell: (row) => row.title, heading: true },
  { label: '日期', cell: (row) => row.day, sortable: 'day', align: 'end' },
]
const rows = [{ title: '防汛<预案>', day: '2017-04-12' }]

describe('a table', () => {
  it('names its rows and columns, and repeats the column in every cell for phones', async () => {
    const html = await rendered(<DataTable caption="清单" columns={columns} rows={rows} />)
    assert.match(html, /<caption>清单<\/caption>/)
    assert.match(html, /<th scope="row" data-label="标题">防汛&lt;预案&gt;<\/th>/)
    assert.match(html, /<td class="end whole" data-label="日期">2017-04-12<\/td>/)
  })

  it('says which column it is sorted by, and offers the other way round', async () => {
    const html = await rendered(
      <DataTable
        caption="清单"
        columns={columns}
        rows={rows}
        sorted={{ by: 'day', descending: true }}
        sortHref={(by, down) => address('/list', { sort: by, down: down ? 1 : null })}
      />,
    )
    assert.match(html, /aria-sort="descending"/)
    assert.match(html, /href="\/list\?sort=day"/)
  })

  it('can be scrolled with the keyboard when it is too wide for a phone', async () => {
    const html = await rendered(<DataTable caption="附表" columns={columns} rows={rows} phone="scroll" />)
    assert.match(html, /<section class="table-scroll" aria-label="附表" tabindex="0">/)
  })

  it('gives way to a sentence when there is nothing in it', async () => {
    const html = await rendered(<DataTable caption="清单" columns={columns} rows={[]} empty="没有待办" />)
    assert.match(html, /没有待办/)
    assert.doesNotMatch(html, /<table/)
  })
})

describe('the pages of a list', () => {
  const pager = (page: number, pages: number) => (
    <Pager page={page} pages={pages} total={87} href={(to) => address('/search', { q: '防汛 & 抗旱', page: to })} />
  )

  it('keep the filters in the address', async () =>
    assert.match(
      await rendered(pager(1, 9)),
      /href="\/search\?q=%E9%98%B2%E6%B1%9B\+%26\+%E6%8A%97%E6%97%B1&amp;page=2"/,
    ))

  it('show the first, the last and those around', async () => {
    const numbers = [...(await rendered(pager(5, 9))).matchAll(/>(\d+)<\/(?:a|span)>/g)].map((match) => match[1])
    assert.deepEqual(numbers, ['1', '3', '4', '5', '6', '7', '9'])
  })

  it('do not link to the page one is on, nor beyond the ends', async () => {
    const html = await rendered(pager(9, 9))
    assert.match(html, /<span aria-current="page">9<\/span>/)
    assert.doesNotMatch(html, /下一页/)
  })

  it('shrink to the count when there is one page', async () =>
    assert.equal(await rendered(pager(1, 1)), '<p class="pager-total">共 87 条</p>'))
})

describe('parts with links and forms', () => {
  it('lead to where the product is mounted, and stay in the elder version', async () => {
    const html = await rendered(
      <>
        <Button href="/matou">打开</Button>
        <FilterBar action="/search">{null}</FilterBar>
      </>,
      { base: '/zfxxgk', elder: true },
    )
    assert.match(html, /href="\/zfxxgk\/elder\/matou"/)
    assert.match(html, /method="get" action="\/zfxxgk\/elder\/search"/)
  })

  it('post with the token of the session', async () => {
    const html = await rendered(<Form action="/console/x">{null}</Form>, { person: personWith('officer') })
    assert.match(html, /<input type="hidden" name="csrf" value="token-of-the-session"\/>/)
  })

  it('ask once more before a step that cannot be undone, without a script', async () => {
    const html = await rendered(
      <Button kind="danger" confirm="撤回后不能恢复">
        撤回
      </Button>,
    )
    assert.match(html, /<summary class="btn">撤回<\/summary>/)
    assert.match(html, /撤回后不能恢复<\/p><button type="submit" class="btn btn-danger">确认撤回<\/button>/)
  })

  it('say a light in words and shapes, not by colour alone', async () => {
    const html = await rendered(<Light colour="red">已逾期 2 个工作日</Light>)
    assert.match(html, /aria-hidden="true">■<\/span>已逾期 2 个工作日/)
  })

  it('leave out facts without a value but keep a zero', async () => {
    const html = await rendered(
      <Facts
        facts={[
          ['文号', ''],
          ['废止日期', null],
          ['申请', 0],
        ]}
      />,
    )
    assert.doesNotMatch(html, /文号|废止日期/)
    assert.match(html, /<dt>申请<\/dt><dd>0<\/dd>/)
  })
})
