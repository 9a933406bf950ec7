import { TRAPPED, Trap } from '../../applications/public/common.tsx'
import { isSecret, newSecret, queryCode, shownCode, tokenOf } from '../../applications/public/secrets.ts'
import { newTicket, TICKET_MINUTES, ticketFor } from '../../applications/public/ticket.ts'
import { chineseDay, dayOf } from '../../calendar/day.ts'
import { ofOrgan } from '../../disclosures/portal/common.tsx'
import { applicantKey } from '../../files/seal.ts'
import { calendarOf } from '../../holidays/store.ts'
import type { Organ } from '../../organs/model.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'
import { entryPath } from '../../web/entries.ts'
import { type C, scopeOf, seeOther, typed } from '../../web/env.ts'
import { A, Actions, Button, Choices, Facts, Field, Form, Notice, PrintButton, TextArea } from '../../web/ui/index.ts'
import { isKind, KINDS } from '../kinds.ts'
import { limitsOf } from '../limits/store.ts'
import type { Concern } from '../model.ts'
import { Person } from '../people/store.ts'
import { findByToken } from '../registry/store.ts'
import { dueOf, LONGEST_SUBJECT, LONGEST_WORDS, pageIn } from '../rules.ts'
import { registerConcern } from '../store.ts'
import { asWriter, personalPage, talkPath, ticketScope } from './common.tsx'
import { maySend } from './flood.ts'

type Typed = Record<string, string>

/** The form: no account, no name needed. At /:organ/hdjl/write; `kind` and `page` may stand in the address. */
export const write = ofOrgan((c, organ) => {
  const { kind, page } = c.req.query()
  return show(c, organ, { secret: newSecret(), kind: kind ?? '', page: pageIn(page) })
})

const TOO_MANY = refuse('feedback.too-many', '提交得太频繁，请过一会儿再试', {
  fix: '填写的内容都还在。着急的，请打电话或者当面反映',
})

const refusalOf = (result: Result<unknown>): Refusal | null => (result.ok ? null : result.refusal)

export const send = ofOrgan(async (c, organ) => {
  const form = typed(c.var.form)
  if (form.website) return show(c, organ, { ...form, website: '' }, refusalOf(TRAPPED))
  if (!maySend(c, organ.id)) return show(c, organ, form, refusalOf(TOO_MANY), 429)
  const made = await sent(c, organ, form)
  if (!made.ok) return show(c, organ, form, made.refusal)
  const key = await applicantKey(c.var.files)
  const ticket = newTicket(key, ticketScope(c, 'receipt'), form.secret!, c.var.now)
  return seeOther(c, talkPath(organ, `/receipt/${ticket}`))
})

function sent(c: C, organ: Organ, form: Typed): Promise<Result<Concern>> | Result<Concern> {
  const { secret, kind = '', subject = '', words = '', page, mayPublish } = form
  if (!isSecret(secret)) return refuse('feedback.form', '这张表不完整', { fix: '请重新打开这一页再填写' })
  if (!isKind(kind)) return refuse('feedback.kind', '请选择类别', { field: 'kind' })
  const person = Person.safeParse({ name: form.name, phone: form.phone, email: form.email })
  if (!person.success) return refuse('feedback.person', '姓名最多100字，电话最多40字，邮箱最多100字', { field: 'name' })
  return registerConcern(asWriter(c), {
    organId: organ.id,
    kind,
    way: 'web',
    subject,
    words,
    page,
    receivedOn: dayOf(c.var.now),
    mayPublish: mayPublish === 'yes',
    person: person.data,
    secret,
  })
}

function show(c: C, organ: Organ, form: Typed, refusal: Refusal | null = null, status?: 429) {
  const fault = form.kind === 'correction'
  return personalPage(
    c,
    organ,
    { title: fault ? '我为政府网站找错' : '我要留言', refusal, status },
    <>
      <p>
        {fault
          ? `网页打不开、内容有误、很久没有更新，请告诉${organ.name}。不用注册，不用留名。`
          : `写给${organ.name}。不用注册，不用留名；留下联系方式，方便把答复告诉您。`}
      </p>
      {!fault && (
        <p class="form-hint">
          申请公开政府信息，请到<A href={entryPath(organ.slug, 'apply')}>依申请公开</A>。
        </p>
      )}
      <Form action={talkPath(organ, '/write')}>
        <input type="hidden" name="secret" value={form.secret} />
        <Choices
          legend="类别"
          name="kind"
          required
          options={Object.entries(KINDS).map(([value, { label, says }]) => ({ value, label, hint: says }))}
          value={form.kind}
          refusal={refusal}
        />
        {(fault || form.page) && (
          <Field
            label="有误的网页"
            name="page"
            value={form.page}
            maxlength={300}
            hint="已经填好您刚才看的那一页"
            autocomplete="off"
          />
        )}
        <Field
          label="标题"
          name="subject"
          required
          maxlength={LONGEST_SUBJECT}
          value={form.subject}
          refusal={refusal}
          hint="一句话写明是什么事，不写姓名和电话"
          autocomplete="off"
        />
        <TextArea
          label="内容"
          name="words"
          required
          rows={7}
          maxlength={LONGEST_WORDS}
          value={form.words}
          refusal={refusal}
          hint={`写明时间、地点、经过和您的要求，最多${LONGEST_WORDS}字。加密保存，网站上不公布`}
        />
        <Field
          label="姓名"
          name="name"
          maxlength={100}
          value={form.name}
          refusal={refusal}
          hint="可以不填。举报的，只有监督小组能看到，每次查看都记入台账"
          autocomplete="name"
        />
        <Field label="电话" name="phone" type="tel" maxlength={40} value={form.phone} autocomplete="tel" />
        <Field label="电子邮箱" name="email" maxlength={100} value={form.email} autocomplete="email" />
        <Choices
          legend="公布答复"
          name="mayPublish"
          many
          options={[
            {
              value: 'yes',
              label: '同意隐去我的身份后，在网站上公布问题和答复',
              hint: '别人遇到同样的问题，也能看到答案。举报不公布',
            },
          ]}
          value={form.mayPublish}
        />
        <Trap />
        <Actions>
          <Button kind="primary">提交</Button>
          <Button href={talkPath(organ)}>返回</Button>
        </Actions>
      </Form>
    </>,
  )
}

/** Number and code, as long as the ticket lasts. At /:organ/hdjl/receipt/:ticket */
export const receipt = ofOrgan(async (c, organ) => {
  const key = await applicantKey(c.var.files)
  const secret = ticketFor(key, ticketScope(c, 'receipt'), c.req.param('ticket') ?? '', c.var.now)
  const made = secret ? await findByToken(scopeOf(c), tokenOf(secret)) : null
  if (!secret || made?.organId !== organ.id)
    return personalPage(
      c,
      organ,
      { title: '回执已经收起', status: 410 },
      <Notice kind="warning" title={`回执只显示${TICKET_MINUTES}分钟。`}>
        <p>
          请用登记号和查询码<A href={talkPath(organ, '/track')}>查询</A>；没有抄下的，请打电话或者当面询问。
        </p>
      </Notice>,
    )
  const [limits, calendar] = [await limitsOf(scopeOf(c), organ.id), await calendarOf(scopeOf(c))]
  return personalPage(
    c,
    organ,
    { title: '已经收到', done: '已经收到您的留言。请抄下或者打印登记号和查询码。' },
    <>
      <Facts
        facts={[
          ['登记号', made.number],
          ['查询码', shownCode(queryCode(key, secret))],
          ['类别', KINDS[made.kind].label],
          ['标题', made.subject],
          ['答复时间', `${chineseDay(dueOf(made, limits, calendar))}以前；情况复杂的会适当延长`],
        ]}
      />
      <p>
        用登记号和查询码可以<A href={`${talkPath(organ, '/track')}?number=${made.number}`}>查询办理情况和答复</A>
        。查询码只显示在这一页，本机关的人也看不到，请不要告诉别人。
      </p>
      <PrintButton label="打印回执" />
    </>,
  )
})
