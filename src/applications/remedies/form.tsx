import { v7 } from 'uuid'
import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import { ok, type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Choices, Field, Form } from '../../web/ui/index.ts'
import { findApplication } from '../registry/store.ts'
import { crumbs, REGISTER, remedyPath, todayOf } from './common.tsx'
import { isRemedyKind, isSuit, REMEDIES, SUITS } from './kinds.ts'
import type { NewRemedy } from './model.ts'
import { registerRemedy } from './store.ts'

/** 登记: a notice came that somebody went against what the organ did. From a case, its number and matter are filled in. */
export async function askRemedy(c: C) {
  const application = await findApplication(scopeOf(c), c.req.query('application') ?? '')
  return show(c, {
    filedOn: todayOf(c),
    token: v7(),
    ...(application && { applicationNumber: application.number, matter: `不服“${application.subject}”的答复` }),
  })
}

export async function takeRemedy(c: C) {
  const form = typed(c.var.form)
  const input = read(form, c.var.person?.organ?.id)
  const done = input.ok ? await registerRemedy(contextOf(c), input.value) : input
  return done.ok ? seeOther(c, `${remedyPath(done.value.id)}?done=registered`) : show(c, form, done.refusal)
}

function read(form: Record<string, string>, organId: string | undefined): Result<NewRemedy> {
  if (!organId) return refuse('remedies.no-organ', '您的岗位不属于任何机关，不能登记')
  const kind = form.kind ?? ''
  if (!isRemedyKind(kind)) return refuse('remedies.kind', '请选择种类', { field: 'kind' })
  const way = form.way ?? ''
  const filedOn = Day.safeParse(form.filedOn)
  if (!filedOn.success) return refuse('remedies.day', '请填写收到通知的日期', { field: 'filedOn' })
  const answerBy = form.answerBy ? Day.safeParse(form.answerBy) : null
  if (answerBy && !answerBy.success) return refuse('remedies.day', '请填写正确的日期', { field: 'answerBy' })
  return ok({
    organId,
    kind,
    way: kind === 'litigation' && isSuit(way) ? way : null,
    simplified: kind === 'reconsideration' && form.simplified === 'yes',
    matter: form.matter ?? '',
    authority: form.authority ?? '',
    docket: form.docket ?? '',
    filedOn: filedOn.data,
    answerBy: answerBy?.data ?? null,
    applicationNumber: form.applicationNumber ?? '',
    afterNumber: kind === 'litigation' && way === 'reconsidered' ? form.afterNumber : undefined,
    token: z.uuid().safeParse(form.token).success ? form.token : undefined,
  })
}

function show(c: C, form: Record<string, string>, refusal: Refusal | null = null) {
  const kinds = Object.entries(REMEDIES).map(([value, { label }]) => ({ value, label }))
  const ways = Object.entries(SUITS).map(([value, label]) => ({ value, label }))
  return consolePage(
    c,
    { title: '登记复议、诉讼、申诉', crumbs: crumbs({ label: '登记' }), refusal: refusal ?? undefined },
    <Form action={`${REGISTER}/new`}>
      <input type="hidden" name="token" value={form.token} />
      <Choices legend="种类" name="kind" required inline options={kinds} value={form.kind} refusal={refusal} />
      <Choices
        legend="行政诉讼的，是哪一种"
        name="way"
        inline
        options={ways}
        value={form.way}
        refusal={refusal}
        hint="年度报告里分两栏统计"
      />
      <Field
        label="复议后起诉的，原行政复议的登记号"
        name="afterNumber"
        maxlength={20}
        value={form.afterNumber}
        refusal={refusal}
        hint="例如救2025-01；没有登记的可以不填"
      />
      <Choices
        legend="行政复议适用简易程序"
        name="simplified"
        inline
        options={[
          { value: 'no', label: '否' },
          { value: 'yes', label: '是' },
        ]}
        value={form.simplified ?? 'no'}
        hint="以复议机关的通知为准；答复期限不同"
      />
      <Field
        label="涉及的申请登记号"
        name="applicationNumber"
        maxlength={20}
        value={form.applicationNumber}
        refusal={refusal}
        hint="例如2025-017；对主动公开不服的，不填"
      />
      <Field
        label="事由"
        name="matter"
        required
        maxlength={200}
        value={form.matter}
        refusal={refusal}
        hint="不写申请人、原告的姓名和号码"
      />
      <Field label="受理机关" name="authority" required maxlength={100} value={form.authority} refusal={refusal} />
      <Field label="案号" name="docket" maxlength={100} value={form.docket} refusal={refusal} />
      <Field
        label="收到通知的日期"
        name="filedOn"
        type="date"
        required
        value={form.filedOn}
        refusal={refusal}
        hint="收到复议申请书副本、起诉状副本或者转办单的日期，答复期限从次日起算"
      />
      <Field
        label="通知写明的答复期限"
        name="answerBy"
        type="date"
        value={form.answerBy}
        refusal={refusal}
        hint="不填的，按法律规定的期限计算"
      />
      <Actions>
        <Button kind="primary">登记</Button>
        <Button href={REGISTER}>返回</Button>
      </Actions>
    </Form>,
  )
}
