import { newSecret, queryCode, shownCode, tokenOf } from '../../applications/public/secrets.ts'
import { newTicket, ticketFor } from '../../applications/public/ticket.ts'
import { entryAsked } from '../../applications/tray/registering.ts'
import { settleEntry } from '../../applications/tray/store.ts'
import { Day, dayOf, minuteOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { applicantKey } from '../../files/seal.ts'
import { ok, type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  Actions,
  Button,
  Choices,
  Empty,
  Facts,
  Field,
  Form,
  Notice,
  PrintButton,
  TextArea,
} from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { findOpening } from '../boxes/store.ts'
import { isKind, isWay, KINDS, labelsOf, WAYS, type Way } from '../kinds.ts'
import type { Concern } from '../model.ts'
import { Person } from '../people/store.ts'
import { findByToken } from '../registry/store.ts'
import { LONGEST_SUBJECT, LONGEST_WORDS } from '../rules.ts'
import { type Registration, registerConcern, takeStep } from '../store.ts'
import { concernPath, crumbs, DESK } from './common.tsx'

type Typed = Record<string, string>

const TICKETS = 'concern'
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const timeOf = (now: Date) => minuteOf(now).slice(11)

/** Everything but a call, and what comes out of a box, which has its own way there. */
const WRITTEN = labelsOf(WAYS).filter(({ value }) => value !== 'web' && value !== 'box')

/** 登记诉求: a letter, a mail, a visit. With `opening`: a paper out of a box; with `tray`: what came by mail. */
export async function askRegistration(c: C) {
  const { opening, tray } = c.req.query()
  const form: Typed = { secret: newSecret(), receivedOn: dayOf(c.var.now), way: 'letter', opening: opening ?? '' }
  const entry = tray ? await entryAsked(c, tray) : null
  if (entry?.words) {
    const { subject, text, fromName, from } = entry.words
    Object.assign(form, { way: 'email', subject: subject.slice(0, LONGEST_SUBJECT), name: fromName, email: from })
    Object.assign(form, { words: text.trim().slice(0, LONGEST_WORDS) })
  }
  if (entry) Object.assign(form, { tray: entry.id, receivedOn: dayOf(entry.arrivedAt) })
  return registrationPage(c, form)
}

/** 接听登记: what is said is written down while it is said, and the times of the call with it. */
export const askCall = (c: C) => callPage(c, { secret: newSecret(), from: timeOf(c.var.now) })

export async function takeRegistration(c: C) {
  const form = typed(c.var.form)
  const done = await register(c, form, isWay(form.way ?? '') && form.way !== 'web' ? (form.way as Way) : null)
  return done.ok ? toSlip(c, form.secret!) : registrationPage(c, form, done.refusal)
}

export async function takeCall(c: C) {
  const form = typed(c.var.form)
  const done = await register(c, form, 'phone')
  return done.ok ? toSlip(c, form.secret!) : callPage(c, form, done.refusal)
}

async function register(c: C, form: Typed, way: Way | null): Promise<Result<Concern>> {
  const ctx = contextOf(c)
  const input = await read(c, form, way)
  if (!input.ok) return input
  const entry = form.tray ? await entryAsked(c, form.tray) : null
  if (form.tray && !entry)
    return refuse('feedback.tray', '收件箱里的这份来件已经由别人处理', { fix: '请返回收件箱查看' })
  return transact(ctx, async (tx) => {
    const made = await registerConcern(tx, input.value)
    if (!made.ok) return made
    if (entry) {
      const settled = await settleEntry(tx, entry, { to: 'concern', reason: `登记号 ${made.value.number}` })
      if (!settled.ok) return settled
    }
    return form.said?.trim() && made.value.state === 'registered' ? answeredAtOnce(tx, made.value, form.said) : made
  })
}

const answeredAtOnce = (tx: Context, { id, way }: Concern, said: string) =>
  takeStep(tx, 'onSpot', { id, version: null }, () =>
    said.trim().length >= 4
      ? ok({ answer: said.trim(), answeredOn: dayOf(tx.now), detail: { told: way === 'phone' ? 'phone' : 'visit' } })
      : refuse('feedback.answer', '请写明怎样答复的', { field: 'said' }),
  )

async function read(c: C, form: Typed, way: Way | null): Promise<Result<Registration>> {
  const organId = c.var.person?.organ?.id
  if (!organId) return refuse('feedback.no-organ', '您的岗位不属于任何机关，不能登记')
  if (!/^[\w-]{22}$/.test(form.secret ?? ''))
    return refuse('feedback.form', '这张表不完整', { fix: '请重新打开登记页' })
  if (!isKind(form.kind ?? '')) return refuse('feedback.kind', '请选择类别', { field: 'kind' })
  const opening = form.opening ? await findOpening(scopeOf(c), form.opening) : null
  const from = way ?? (opening ? 'box' : null)
  if (!from) return refuse('feedback.way', '请选择来源', { field: 'way' })
  if (form.opening && opening?.organId !== organId) return refuse('feedback.opening', '没有这次开箱')
  if (opening && opening.entered >= opening.found)
    return refuse('feedback.box-full', `这次开箱只取出${opening.found}件，都已经登记`)
  const received = opening?.openedOn ?? (way === 'phone' ? dayOf(c.var.now) : Day.safeParse(form.receivedOn).data)
  if (!received) return refuse('feedback.day', '请填写收到日期', { field: 'receivedOn' })
  const person = Person.safeParse({ name: form.name, phone: form.phone, email: form.email, address: form.address })
  if (!person.success) return refuse('feedback.person', '姓名最多100字，电话最多40字，地址最多200字', { field: 'name' })
  const call = way === 'phone' ? callOf(form, c.var.now) : ok(undefined)
  if (!call.ok) return call
  return ok({
    organId,
    kind: form.kind as Registration['kind'],
    way: opening ? 'box' : from,
    subject: form.subject ?? '',
    words: form.words ?? '',
    page: form.page,
    receivedOn: received,
    mayPublish: form.mayPublish === 'yes',
    person: person.data,
    secret: form.secret,
    call: call.value,
    openingId: opening?.id ?? null,
  })
}

/** A call of just now ends when it is entered; one entered later needs both times. */
function callOf({ from, until }: Typed, now: Date): Result<{ from: string; to: string }> {
  const ended = until || timeOf(now)
  if (!TIME.test(from ?? '')) return refuse('feedback.time', '请填写来电时间，例如09:05', { field: 'from' })
  if (!TIME.test(ended)) return refuse('feedback.time', '请填写通话结束时间，例如09:12', { field: 'until' })
  return ok({ from: from!, to: ended })
}

async function toSlip(c: C, secret: string) {
  const made = (await findByToken(scopeOf(c), tokenOf(secret)))!
  const key = await applicantKey(c.var.files)
  const ticket = newTicket(key, `${c.var.tenant.id}/${TICKETS}`, secret, c.var.now)
  return seeOther(c, concernPath(made.id, `/slip/${ticket}`))
}

/** 受理回执: number and code, shown while the ticket lasts, to be read to the caller or handed over. */
export async function showSlip(c: C) {
  const key = await applicantKey(c.var.files)
  const secret = ticketFor(key, `${c.var.tenant.id}/${TICKETS}`, c.req.param('ticket') ?? '', c.var.now)
  const made = secret ? await findByToken(scopeOf(c), tokenOf(secret)) : null
  if (!secret || !made || made.id !== c.req.param('id') || made.organId !== c.var.person?.organ?.id)
    return answerNotFound(c)
  return consolePage(
    c,
    {
      title: `已登记：${made.number}`,
      crumbs: crumbs({ label: made.number, href: concernPath(made.id) }, { label: '受理回执' }),
      done: made.state === 'answered' ? '已登记，并记下了当场的答复。' : '已登记。',
    },
    <>
      <Facts
        facts={[
          ['登记号', made.number],
          ['查询码', shownCode(queryCode(key, secret))],
          ['类别', KINDS[made.kind].label],
          ['事项', made.subject],
          ['收到日期', made.receivedOn],
        ]}
      />
      <p>请把登记号和查询码告诉诉求人，凭它们可以在网站“互动交流”查询办理结果。查询码只显示这一次。</p>
      <Actions>
        <Button kind="primary" href={concernPath(made.id)}>
          办理这件诉求
        </Button>
        <Button href={`${DESK}/call`}>再接一个电话</Button>
        {made.openingId && <Button href={`${DESK}/boxes/openings/${made.openingId}`}>返回开箱记录</Button>}
        <PrintButton label="打印回执" />
      </Actions>
    </>,
  )
}

/** Who it is, in as few lines as can be; none of them is asked for. */
const Who = ({ form, refusal, email }: { form: Typed; refusal?: Refusal; email?: true }) => (
  <>
    <Field
      label="姓名"
      name="name"
      value={form.name}
      maxlength={100}
      autocomplete="off"
      refusal={refusal}
      hint="不愿意说的可以不填。加密保存；举报的，登记以后只有监督小组能看"
    />
    <Field label="电话" name="phone" value={form.phone} maxlength={40} autocomplete="off" />
    {email && (
      <>
        <Field label="电子邮箱" name="email" value={form.email} maxlength={100} autocomplete="off" />
        <Field label="地址" name="address" value={form.address} maxlength={200} autocomplete="off" />
      </>
    )}
  </>
)

const Consent = ({ form }: { form: Typed }) => (
  <Choices
    legend="公布答复"
    name="mayPublish"
    many
    options={[{ value: 'yes', label: '诉求人同意隐去身份后公布问题和答复' }]}
    value={form.mayPublish}
  />
)

async function registrationPage(c: C, form: Typed, refusal?: Refusal) {
  if (!c.var.person?.organ) return nowhere(c)
  const opening = form.opening ? await findOpening(scopeOf(c), form.opening) : null
  return consolePage(
    c,
    {
      title: opening ? '登记意见箱来信' : '登记诉求',
      crumbs: crumbs({ label: opening ? '登记意见箱来信' : '登记诉求' }),
      refusal,
    },
    <Form action={`${DESK}/new`}>
      <input type="hidden" name="secret" value={form.secret} />
      {form.tray && <input type="hidden" name="tray" value={form.tray} />}
      {form.tray && <Notice title="已按收件箱的来件填好能填的，请核对。登记以后，来件的原文和附件仍在收件箱里查看。" />}
      {opening ? (
        <>
          <input type="hidden" name="opening" value={opening.id} />
          <Notice
            title={`${opening.boxName}，${opening.openedOn}开箱取出${opening.found}件，已登记${opening.entered}件。`}
          />
        </>
      ) : (
        <>
          <Choices legend="来源" name="way" required inline options={WRITTEN} value={form.way} refusal={refusal} />
          <Field
            label="收到日期"
            name="receivedOn"
            type="date"
            required
            value={form.receivedOn}
            max={dayOf(c.var.now)}
            refusal={refusal}
          />
        </>
      )}
      <Choices
        legend="类别"
        name="kind"
        required
        inline
        options={labelsOf(KINDS)}
        value={form.kind}
        refusal={refusal}
      />
      <Field
        label="事项"
        name="subject"
        required
        value={form.subject}
        maxlength={LONGEST_SUBJECT}
        refusal={refusal}
        hint="一句话写明是什么事。不写诉求人的姓名、电话和住址，它们填在下面，加密保存"
      />
      <TextArea
        label="内容"
        name="words"
        required
        rows={6}
        value={form.words}
        maxlength={LONGEST_WORDS}
        refusal={refusal}
        hint="加密保存"
      />
      <Who form={form} refusal={refusal} email />
      <Consent form={form} />
      <Actions>
        <Button kind="primary">登记并编号</Button>
        <Button href={DESK}>返回</Button>
      </Actions>
    </Form>,
  )
}

const nowhere = (c: C) =>
  consolePage(
    c,
    { title: '登记诉求', crumbs: crumbs({ label: '登记诉求' }) },
    <Empty title="您的岗位不属于任何机关" hint="诉求由收到它的机关登记。请联系系统管理员调整岗位。" />,
  )

function callPage(c: C, form: Typed, refusal?: Refusal) {
  if (!c.var.person?.organ) return nowhere(c)
  return consolePage(
    c,
    { title: '接听登记', crumbs: crumbs({ label: '接听登记' }), refusal },
    <Form action={`${DESK}/call`}>
      <input type="hidden" name="secret" value={form.secret} />
      <TextArea
        label="来电说了什么"
        name="words"
        required
        rows={7}
        value={form.words}
        maxlength={LONGEST_WORDS}
        refusal={refusal}
        hint="边听边记。加密保存"
      />
      <Choices
        legend="类别"
        name="kind"
        required
        inline
        options={labelsOf(KINDS)}
        value={form.kind}
        refusal={refusal}
      />
      <Field
        label="事项"
        name="subject"
        required
        value={form.subject}
        maxlength={LONGEST_SUBJECT}
        refusal={refusal}
        hint="一句话，例如：垃圾桶满了三天没有清运。不写姓名和电话"
      />
      <Who form={form} refusal={refusal} />
      <TextArea
        label="当场怎样答复的"
        name="said"
        rows={2}
        value={form.said}
        maxlength={2000}
        refusal={refusal}
        hint="咨询、建议、纠错当场答复了的才填，登记以后就算已答复；投诉和举报请留空，交办以后再答复"
      />
      <Consent form={form} />
      <div class="form-pair">
        <Field label="来电时间" name="from" size="short" required value={form.from} maxlength={5} refusal={refusal} />
        <Field
          label="结束时间"
          name="until"
          size="short"
          value={form.until}
          maxlength={5}
          refusal={refusal}
          hint="不填的，按登记的时候算"
        />
      </div>
      <Actions>
        <Button kind="primary">登记并编号</Button>
        <Button href={DESK}>返回</Button>
      </Actions>
    </Form>,
  )
}
