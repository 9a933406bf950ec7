import { newTicket, ticketFor } from '../../applications/public/ticket.ts'
import { chineseDay, dayOf } from '../../calendar/day.ts'
import { ofOrgan } from '../../disclosures/portal/common.tsx'
import { applicantKey } from '../../files/seal.ts'
import { calendarOf } from '../../holidays/store.ts'
import type { Organ } from '../../organs/model.ts'
import { type Refusal, refuse } from '../../result.ts'
import { entryPath } from '../../web/entries.ts'
import { type C, scopeOf, seeOther, typed } from '../../web/env.ts'
import { A, Actions, Button, Choices, Facts, Field, Form, Panel, Timeline } from '../../web/ui/index.ts'
import { takeForm } from '../console/steps.tsx'
import { KINDS, labelsOf, RATINGS } from '../kinds.ts'
import { isLive, take } from '../lifecycle.ts'
import { limitsOf } from '../limits/store.ts'
import { findByCode } from '../registry/store.ts'
import { dueOf } from '../rules.ts'
import { type ConcernFile, concernFile } from '../store.ts'
import { draftOf, whereOf } from '../who.ts'
import { publicWords, STATE_WORDS } from '../words.ts'
import { asWriter, personalPage, talkPath, ticketScope, visitOf } from './common.tsx'
import { mayTry, triedWrong } from './flood.ts'

/** Number and code. At /:organ/hdjl/track; the number may stand in the address, the code never does. */
export const track = ofOrgan((c, organ) => ask(c, organ, c.req.query('number') ?? ''))

/** The same words for a wrong number and a wrong code. */
const WRONG = refuse('feedback.wrong', '登记号或者查询码不对', {
  fix: '请照回执再核对一遍。回执找不到了，请打电话或者当面询问',
  field: 'number',
})
const TOO_OFTEN = refuse('feedback.too-often', '输错的次数太多，请一个小时以后再试', {
  fix: '着急的，请打电话或者当面询问',
})
const refusalOf = (result: typeof WRONG): Refusal | null => (result.ok ? null : result.refusal)

export const takeTrack = ofOrgan(async (c, organ) => {
  const { number = '', code = '' } = typed(c.var.form)
  if (!mayTry(c)) return ask(c, organ, number, refusalOf(TOO_OFTEN), 429)
  const id = await findByCode(visitOf(c), organ.id, plain(number), code)
  if (!id) {
    triedWrong(c)
    return ask(c, organ, number, refusalOf(WRONG))
  }
  const key = await applicantKey(c.var.files)
  return seeOther(c, talkPath(organ, `/track/${newTicket(key, ticketScope(c, 'track'), id, c.var.now)}`))
})

/** As it is typed on a telephone: full width, small letters, without the letters or the line. */
function plain(text: string): string {
  const [, year, serial] = /^(?:LY)?(20\d\d)-?(\d{4,})$/.exec(
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[—–－−]/g, '-')
      .replace(/\s/g, ''),
  ) ?? [null, '', '']
  return `LY${year}-${serial}`
}

function ask(c: C, organ: Organ, number: string, refusal: Refusal | null = null, status?: 429) {
  return personalPage(
    c,
    organ,
    { title: '查询留言', refusal, status },
    <>
      <p>查看办理情况和答复，评价满意不满意。登记号和查询码在回执上；打电话反映的，问接听的同志。</p>
      <Form action={talkPath(organ, '/track')}>
        <Field
          label="登记号"
          name="number"
          required
          value={number.slice(0, 40)}
          maxlength={40}
          autocomplete="off"
          hint="例如：LY2026-0001，前面的字母可以不写"
          refusal={refusal}
        />
        <Field
          label="查询码"
          name="code"
          required
          maxlength={20}
          autocomplete="off"
          hint="10位字母和数字，不分大小写，中间的横线可以不写"
        />
        <Actions>
          <Button kind="primary">查询</Button>
          <Button href={talkPath(organ)}>返回</Button>
        </Actions>
      </Form>
    </>,
  )
}

async function opened(c: C, organ: Organ): Promise<ConcernFile | null> {
  const key = await applicantKey(c.var.files)
  const id = ticketFor(key, ticketScope(c, 'track'), c.req.param('ticket') ?? '', c.var.now)
  const file = id ? await concernFile(scopeOf(c), id, dayOf(c.var.now)) : null
  return file?.concern.organId === organ.id ? file : null
}

/** One's own concern, for an hour. At /:organ/hdjl/track/:ticket */
export const status = ofOrgan(async (c, organ) => {
  const file = await opened(c, organ)
  return file ? show(c, organ, file) : seeOther(c, talkPath(organ, '/track'))
})

/** 评价: whoever wrote says whether it was settled. */
export const rate = ofOrgan(async (c, organ) => {
  const file = await opened(c, organ)
  if (!file) return seeOther(c, talkPath(organ, '/track'))
  const { rating = '', reason = '' } = typed(c.var.form)
  const done = await takeForm(asWriter(c), 'rate', { id: file.concern.id, version: null }, { rating, reason })
  if (!done.ok) return show(c, organ, file, done.refusal)
  return seeOther(c, `${talkPath(organ, `/track/${c.req.param('ticket')}`)}?done=rated`)
})

async function show(c: C, organ: Organ, file: ConcernFile, refusal: Refusal | null = null) {
  const { concern, events } = file
  const scope = scopeOf(c)
  const [limits, calendar] = [await limitsOf(scope, organ.id), await calendarOf(scope)]
  const answer = concern.answeredOn ? draftOf(file) : null
  const mayRate = take('rate', whereOf(file), { roles: null, organId: null, accountId: null }).ok
  return personalPage(
    c,
    organ,
    {
      title: `留言 ${concern.number}`,
      refusal,
      done: c.req.query('done') === 'rated' ? '已经收到您的评价，谢谢。' : undefined,
    },
    <>
      <Facts
        facts={[
          ['标题', concern.subject],
          ['类别', KINDS[concern.kind].label],
          ['办理情况', STATE_WORDS[concern.state]],
          ['去向', concern.movedTo],
          ['答复时间', isLive(concern.state) && `${chineseDay(dueOf(concern, limits, calendar))}以前`],
          ['答复日期', concern.answeredOn && chineseDay(concern.answeredOn)],
          ['您的评价', concern.rating && RATINGS[concern.rating]],
        ]}
      />
      {concern.movedKind === 'application' && (
        <p>
          您要的是政府信息，已登记为公开申请，按公开申请的期限答复。请到
          <A href={entryPath(organ.slug, 'apply')}>依申请公开</A>，用新的登记号和原来的查询码查询。
        </p>
      )}
      {concern.movedKind === 'organ' && (
        <p>已在那个机关登记新的登记号，请到那个机关的“互动交流”，用新的登记号和原来的查询码查询。</p>
      )}
      {answer && (
        <Panel title="答复">
          <p class="said">{answer.words}</p>
        </Panel>
      )}
      {mayRate && (
        <Panel title="您满意吗">
          <Form action={talkPath(organ, `/track/${c.req.param('ticket')}/rating`)}>
            <Choices legend="满意度" name="rating" required inline options={labelsOf(RATINGS)} refusal={refusal} />
            <Field label="意见" name="reason" maxlength={300} refusal={refusal} hint="可以不填" autocomplete="off" />
            <Actions>
              <Button kind="primary">提交评价</Button>
            </Actions>
          </Form>
        </Panel>
      )}
      <section>
        <h2>办理过程</h2>
        <Timeline
          entries={events.flatMap((event) => {
            const what = publicWords(event)
            return what ? [{ when: event.day, what }] : []
          })}
        />
      </section>
      <p>
        <A href={talkPath(organ)}>返回互动交流</A>
      </p>
    </>,
  )
}
