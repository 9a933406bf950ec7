import { chineseDay, Day, dayOf } from '../../calendar/day.ts'
import { articleMeta, columnMeta, ofOrgan, pageOf } from '../../disclosures/portal/common.tsx'
import { listOrgans } from '../../organs/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Actions, address, Button, Empty, Facts, Listing, Pager, Panel, PrintButton } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { daysOf } from '../console/asked.ts'
import { countConcerns, monthsOf } from '../counts/store.ts'
import { isKind, KINDS } from '../kinds.ts'
import { publicAnswer, publicAnswers } from '../publication/store.ts'
import { pageIn } from '../rules.ts'
import { Statistics } from '../statistics.tsx'
import { COLUMN, talkPath } from './common.tsx'

const PER_PAGE = 20

/** 互动交流 of an organ: how to reach it, and what others asked. At /:organ/hdjl */
export const talk = ofOrgan(async (c, organ) => {
  const kind = c.req.query('kind') ?? ''
  const page = pageOf(c)
  const chosen = isKind(kind) ? kind : undefined
  const { rows, total } = await publicAnswers(scopeOf(c), organ.id, {
    kind: chosen,
    limit: PER_PAGE,
    offset: (page - 1) * PER_PAGE,
  })
  const { profile } = organ
  return portalPage(
    c,
    {
      title: COLUMN,
      organ,
      crumbs: [{ label: COLUMN }],
      meta: columnMeta(COLUMN, '互动交流', `向${organ.name}咨询、投诉、举报、提建议，查询答复`),
    },
    <>
      <h1>{COLUMN}</h1>
      <Actions>
        <Button kind="primary" href={talkPath(organ, '/write')}>
          我要留言
        </Button>
        <Button href={talkPath(organ, '/track')}>查询留言</Button>
        <Button href={talkPath(organ, '/statistics')}>月度统计</Button>
      </Actions>
      <Panel title="也可以这样反映">
        <Facts
          facts={[
            ['监督举报电话', profile.hotline],
            ['咨询电话', profile.phone],
            ['电子邮箱', profile.email],
            ['来信地址', [profile.postcode, profile.address, profile.office].filter(Boolean).join(' ')],
            ['来访时间', profile.hours],
          ]}
        />
      </Panel>
      <Panel title="留言与答复">
        {rows.length > 0 ? (
          <Listing
            items={rows.map((row) => ({
              title: row.subject,
              href: talkPath(organ, `/answers/${row.number}`),
              day: dayOf(row.publishedAt),
              note: KINDS[row.kind].label,
            }))}
          />
        ) : (
          <Empty title="还没有公布的留言" hint="留言的人同意公布的，答复以后登在这里。" />
        )}
        <Pager
          page={page}
          pages={Math.ceil(total / PER_PAGE)}
          total={total}
          href={(to) => address(talkPath(organ), { kind: chosen, page: to })}
        />
      </Panel>
    </>,
  )
})

/** One question and its answer. At /:organ/hdjl/answers/:number */
export const answer = ofOrgan(async (c, organ) => {
  const found = await publicAnswer(scopeOf(c), organ.id, c.req.param('number') ?? '')
  if (!found) return answerNotFound(c)
  return portalPage(
    c,
    {
      title: found.subject,
      organ,
      crumbs: [{ label: COLUMN, href: talkPath(organ) }, { label: '留言与答复' }],
      meta: articleMeta({
        title: found.subject,
        publishedAt: found.publishedAt,
        source: organ.name,
        keywords: [KINDS[found.kind].label],
        description: found.question,
      }),
    },
    <>
      <h1>{found.subject}</h1>
      <Facts
        facts={[
          ['登记号', found.number],
          ['类别', KINDS[found.kind].label],
          ['留言日期', chineseDay(Day.parse(found.receivedOn))],
          ['答复单位', found.unitName ? `${organ.name}（${found.unitName}）` : organ.name],
          ['答复日期', found.answeredOn && chineseDay(Day.parse(found.answeredOn))],
        ]}
      />
      <Panel title="留言">
        <p class="said">{found.question}</p>
      </Panel>
      <Panel title="答复">
        <p class="said">{found.answer}</p>
      </Panel>
      <PrintButton />
    </>,
  )
})

/** 月度统计: 留言数, 答复数, 答复率 by unit. At /:organ/hdjl/statistics; `month` such as 2026-10. */
export const statistics = ofOrgan(async (c, organ) => {
  const scope = scopeOf(c)
  const months = await monthsOf(scope, organ.id)
  const today = dayOf(c.var.now).slice(0, 7)
  const asked = c.req.query('month')
  const month = asked && /^\d{4}-\d{2}$/.test(asked) && daysOf(asked) ? asked : (months[0] ?? today)
  const counts = await countConcerns(scope, { organId: organ.id, ...daysOf(month)! })
  return portalPage(
    c,
    {
      title: `${said(month)}留言办理统计`,
      organ,
      crumbs: [{ label: COLUMN, href: talkPath(organ) }, { label: '月度统计' }],
      meta: columnMeta('留言办理统计', '互动交流', `${organ.name}每月留言数、答复数和答复率`),
    },
    <>
      <h1>{said(month)}留言办理统计</h1>
      <p>{`统计${said(month)}收到的留言，办理情况截至${chineseDay(dayOf(c.var.now))}。`}</p>
      <Statistics counts={counts} />
      <Panel title="其他月份">
        <ul class="ways">
          {months.map((one) => (
            <li>
              <A href={address(talkPath(organ, '/statistics'), { month: one })} current={one === month}>
                {said(one)}
              </A>
            </li>
          ))}
        </ul>
      </Panel>
    </>,
  )
})

const said = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** Which organ somebody wants to write to. At /hdjl; what is known of the matter goes along. */
export async function choose(c: C) {
  const { kind = '', page } = c.req.query()
  const organs = await listOrgans(scopeOf(c))
  const known = { kind: isKind(kind) ? kind : '', page: pageIn(page) }
  return portalPage(
    c,
    {
      title: COLUMN,
      crumbs: [{ label: COLUMN }],
      meta: columnMeta(COLUMN, '互动交流', '咨询、投诉、举报、建议和网站纠错'),
    },
    <>
      <h1>{COLUMN}</h1>
      <p>
        {known.kind === 'correction'
          ? '请选择这一页由哪个机关维护；不清楚的，选最上面的一个。'
          : '请选择您要找的机关。'}
      </p>
      <ul class="ways">
        {organs.map((organ) => (
          <li>
            <A href={known.kind ? address(talkPath(organ, '/write'), known) : talkPath(organ)}>{organ.name}</A>
          </li>
        ))}
      </ul>
    </>,
  )
}
