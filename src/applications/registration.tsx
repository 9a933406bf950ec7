import { v7 } from 'uuid'
import { z } from 'zod'
import { Day, dayOf } from '../calendar/day.ts'
import { transact } from '../db/transaction.ts'
import { ok, type Refusal, type Result, refuse } from '../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, Choices, Empty, Field, Form, Listing, Notice, Select, TextArea } from '../web/ui/index.ts'
import { CHANNELS, isChannel } from './channels.ts'
import { casePath, crumbs, DESK } from './common.tsx'
import { ReceiptChoice } from './letters/receipt.tsx'
import { APPLICANT_KINDS, applicantKinds, WANTED_FORMS, WANTED_WAYS, wantedForms, wantedWays } from './model.ts'
import { KINDS } from './outcomes.ts'
import { Applicant, IDENTITIES } from './people/store.ts'
import { ARRIVALS, isArrival, receiptOf } from './receipt.ts'
import { findApplication, isRegistered } from './registry/store.ts'
import { type Repeat, repeatsOf } from './repeats.ts'
import { checkLine } from './rules.ts'
import { takeForm } from './steps/all.ts'
import type { Registration } from './store.ts'
import { entryAsked, prefilled, registerFrom } from './tray/registering.ts'

/** 登记: what came, when and how. The channel decides the day of receipt; who applied is sealed. */
export async function askRegistration(c: C) {
  const entry = await entryAsked(c, c.req.query('tray'))
  return registrationPage(c, { arrivedOn: dayOf(c.var.now), token: v7(), ...(entry && prefilled(entry)) })
}

export async function takeRegistration(c: C) {
  const form = typed(c.var.form)
  const input = readRegistration(form, c.var.person?.organ?.id)
  const repeats = input.ok && form.knowing !== 'yes' ? await repeatsBefore(c, input.value) : []
  if (repeats.length > 0) return registrationPage(c, form, REPEATED, repeats)
  const done = input.ok ? await register(c, input.value, form) : input
  if (done.ok) return seeOther(c, `${casePath(done.value.id)}?done=registered`)
  // Once told, the person may register it apart from the entry.
  return registrationPage(c, done === GONE ? { ...form, tray: '' } : form, done.refusal)
}

/** The case, the entry of the tray it came from, and the papers the applicant takes along: all of it, or nothing. */
async function register(c: C, input: Registration, form: Record<string, string>): Promise<Result<{ id: string }>> {
  const entry = await entryAsked(c, form.tray)
  const sent = input.token !== undefined && (await isRegistered(scopeOf(c), input.token))
  if (form.tray && !entry && !sent) return GONE
  return transact(contextOf(c), async (tx): Promise<Result<{ id: string }>> => {
    const made = await registerFrom(tx, input, sent ? null : entry)
    if (!made.ok || made.value.again) return made
    const { id } = made.value
    const { receivedOn } = (await findApplication(tx, id))!
    const papers = [
      ...(input.arrival === 'spoken' ? ['statement'] : []),
      ...(form.receipt === 'yes' && receivedOn ? ['receipt'] : []),
    ]
    for (const letter of papers) {
      const written = await takeForm(tx, 'write', { id, version: null }, { letter, on: dayOf(tx.now) })
      if (!written.ok) return written
    }
    return made
  })
}

const GONE: Result<{ id: string }> = refuse('tray.settled', '这份来件刚刚由其他人处理了，申请还没有登记', {
  fix: '请先到收件箱看它怎样处理的；确实还要登记一件的，再按一次“登记并编号”',
})

const oneOf = <T extends string>(codes: readonly [T, ...T[]], text: string | undefined): T =>
  codes.find((code) => code === text) ?? codes[0]

function readRegistration(form: Record<string, string>, organId: string | undefined): Result<Registration> {
  if (!organId) return refuse('applications.no-organ', '您的岗位不属于任何机关，不能登记申请')
  const arrived = Day.safeParse(form.arrivedOn)
  if (!arrived.success) return refuse('applications.day', '请填写来件日期', { field: 'arrivedOn' })
  const channel = form.channel ?? ''
  if (!isChannel(channel)) return refuse('applications.channel', '请选择申请方式', { field: 'channel' })
  const arrival = isArrival(form.arrival ?? '') ? (form.arrival as Registration['arrival']) : 'regular'
  const applicant = readApplicant(form)
  if (!applicant.ok) return applicant
  const input: Registration = {
    organId,
    channel,
    arrival,
    subject: form.subject ?? '',
    arrivedOn: arrived.data,
    kind: form.kind === 'amendment' ? 'amendment' : 'request',
    applicantKind: oneOf(applicantKinds, form.applicantKind),
    wantedForm: oneOf(wantedForms, form.wantedForm),
    wantedWay: oneOf(wantedWays, form.wantedWay),
    token: z.uuid().safeParse(form.token).success ? form.token : undefined,
    applicant: applicant.value,
  }
  const confirms = receiptOf(channel, arrival ?? 'regular', arrived.data).receipt === 'confirmed'
  if (!confirms || !form.receivedOn) return ok(input)
  const received = Day.safeParse(form.receivedOn)
  if (!received.success) return refuse('applications.day', '请填写确认日期', { field: 'receivedOn' })
  const call = checkLine(form.call, '联系经过', 'call')
  return call.ok ? ok({ ...input, receivedOn: received.data, call: call.value }) : call
}

function readApplicant(form: Record<string, string>): Result<Applicant | undefined> {
  const { name = '', contact = '', identity = 'none' } = form
  if (!name.trim() && !contact.trim()) return ok(undefined)
  const read = Applicant.safeParse({ name, contact, identity })
  return read.success
    ? ok(read.data)
    : refuse('applications.applicant', '申请人姓名最多100字，联系方式最多300字', { field: 'name' })
}

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** The same form sent twice is no repeat of itself. */
async function repeatsBefore(c: C, { organId, subject, applicant, token }: Registration): Promise<Repeat[]> {
  const scope = { ...scopeOf(c), files: c.var.files }
  return token && (await isRegistered(scope, token)) ? [] : repeatsOf(scope, organId, subject, applicant)
}

const REPEATED: Refusal = {
  code: 'applications.repeated',
  says: '本机关收到过可能相同的申请，还没有登记',
  fix: '请打开下面的申请核对；确实是另一件，或者要按重复申请办理的，勾选后再登记',
  field: 'knowing',
}

function registrationPage(c: C, form: Record<string, string>, refusal?: Refusal, repeats: readonly Repeat[] = []) {
  if (!c.var.person?.organ)
    return consolePage(
      c,
      { title: '登记申请', crumbs: crumbs({ label: '登记申请' }) },
      <Empty title="您的岗位不属于任何机关" hint="申请由收到它的机关登记。请联系系统管理员调整岗位。" />,
    )
  const typedIn = (name: string, label: string, hint: string, more: { required?: true; most: number }) => (
    <Field
      label={label}
      name={name}
      required={more.required}
      maxlength={more.most}
      value={form[name]}
      hint={hint}
      refusal={refusal}
      autocomplete="off"
    />
  )
  return consolePage(
    c,
    { title: '登记申请', crumbs: crumbs({ label: '登记申请' }), refusal },
    <Form action={`${DESK}/new`}>
      <input type="hidden" name="token" value={form.token} />
      {form.tray && <input type="hidden" name="tray" value={form.tray} />}
      {form.tray && <Notice title="已按来件填好能填的，请核对。登记后这份来件归入新的申请。" />}
      {repeats.length > 0 && (
        <>
          <Listing
            items={repeats.map(({ id, number, subject, why }) => ({
              title: `${number} ${subject}`,
              href: casePath(id),
              note: why,
            }))}
          />
          <Choices legend="核对结果" name="knowing" options={[{ value: 'yes', label: '已核对，仍然登记' }]} value="" />
        </>
      )}
      <Choices legend="类别" name="kind" inline options={options(KINDS)} value={form.kind ?? 'request'} />
      <Field
        label="来件日期"
        name="arrivedOn"
        type="date"
        required
        value={form.arrivedOn}
        max={dayOf(c.var.now)}
        refusal={refusal}
        hint="当面递交的为递交那天，信函为签收那天，网上、传真、电子邮件为到达那天"
      />
      <Choices
        legend="申请方式"
        name="channel"
        required
        inline
        options={Object.entries(CHANNELS).map(([value, { label }]) => ({ value, label }))}
        value={form.channel}
        refusal={refusal}
      />
      <Choices legend="怎样收到的" name="arrival" options={options(ARRIVALS)} value={form.arrival ?? 'regular'} />
      <Field
        label="与申请人确认的日期"
        name="receivedOn"
        type="date"
        value={form.receivedOn}
        max={dayOf(c.var.now)}
        refusal={refusal}
        hint="平常信函、网上、传真、电子邮件等须与申请人确认的才填；还没有联系上的留空，期限不起算"
      />
      {typedIn('call', '联系经过', '谁、几点、以什么方式联系，确认了什么；不写申请人的姓名和号码', { most: 300 })}
      <TextArea
        label="申请公开的内容"
        name="subject"
        required
        rows={3}
        maxlength={200}
        value={form.subject}
        refusal={refusal}
        hint="概括写明要什么信息。请勿填写申请人的姓名、证件号码、电话和住址。"
      />
      <Select
        label="申请人类别"
        name="applicantKind"
        options={Object.entries(APPLICANT_KINDS).map(([value, { label }]) => ({ value, label }))}
        value={form.applicantKind}
      />
      <Select label="提供形式" name="wantedForm" options={options(WANTED_FORMS)} value={form.wantedForm} />
      <Select label="获取方式" name="wantedWay" options={options(WANTED_WAYS)} value={form.wantedWay} />
      {typedIn('name', '申请人姓名或者名称', '加密保存，只有本机关信息员和领导能看，每次查看都记入台账', { most: 100 })}
      {typedIn('contact', '联系方式', '加密保存', { most: 300 })}
      <Select label="身份证明" name="identity" options={options(IDENTITIES)} value={form.identity} />
      <ReceiptChoice
        value={form.receipt ?? 'yes'}
        hint="登记后在申请页打印，交给申请人。还须与申请人确认的，确认收到时再制作"
      />
      <Actions>
        <Button kind="primary">登记并编号</Button>
        <Button href={DESK}>返回</Button>
      </Actions>
    </Form>,
  )
}
