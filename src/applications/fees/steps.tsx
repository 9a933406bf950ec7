import type { Context } from '../../context.ts'
import {
  BASES,
  type Basis,
  COSTS_FUJIAN,
  type Fee,
  FREE,
  feeEra,
  feeSays,
  processingFee,
  yuan,
} from '../../law/fees.ts'
import { LIMITS } from '../../law/limits.ts'
import { findOrgan } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { Choices, DataTable, Field, Notice } from '../../web/ui/index.ts'
import { clockOf } from '../clock.ts'
import { checkLine } from '../rules.ts'
import { type Asked, DayField, dayIn, type Form, happening, noteOf, noting, type StepPage } from '../steps/common.tsx'
import type { CaseFile } from '../store.ts'
import { earlierThisMonth } from './store.ts'

const MOST = 100_000

/** A number somebody counted; an empty field is none. */
function countIn(form: Form, name: string, label: string): Result<number> {
  const text = (form[name] ?? '').trim()
  const count = text === '' ? 0 : Number(text)
  if (!/^\d{0,6}$/.test(text) || count > MOST)
    return refuse('applications.count', `${label}请填写0到${MOST}之间的整数`, { field: name })
  return ok(count)
}

/** What was entered as 元, in 分. */
function fenIn(form: Form, name: string, label: string): Result<number> {
  const text = (form[name] ?? '').trim()
  if (text === '') return ok(0)
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(text))
    return refuse('applications.amount', `${label}请填写金额，单位元，最多两位小数`, { field: name })
  return ok(Math.round(Number(text) * 100))
}

const isBasis = (text: string): text is Basis => Object.hasOwn(BASES, text)

/** The fee that was typed, and why it may be taken; refuses where nothing may. */
function feeIn(form: Form): Result<Fee & { before: number; count: number }> {
  const basis = form.basis ?? ''
  if (!isBasis(basis)) return refuse('applications.basis', '请选择按件或者按量，一件申请只能用一种', { field: 'basis' })
  const before = basis === 'pieces' ? countIn(form, 'before', '本月此前的件数') : ok(0)
  if (!before.ok) return before
  const count = countIn(form, basis === 'pieces' ? 'pieces' : 'pages', basis === 'pieces' ? '本件计几件' : '页数')
  if (!count.ok) return count
  const fee = processingFee(basis, count.value, before.value)
  if (fee.total === 0)
    return refuse(
      'applications.no-fee',
      `没有达到收费标准：${FREE[basis]}${basis === 'pieces' ? '件' : '页'}以内不收费`,
      {
        fix: '请核对件数或者页数；不收费的，直接办理答复',
        field: basis,
      },
    )
  return ok({ ...fee, before: before.value, count: count.value })
}

/** 收费通知: only where frequency or quantity passes what is free, and only after the reckoning was looked at. */
export const charge: StepPage = {
  fields: (of) => (
    <>
      <Notice title="可以收取，不是必须收取。同一申请人一个自然月内申请不超过10件的，按件不收费；一件申请不超过30页的，按量不收费。" />
      <DayField of={of} label="通知日期" hint="应当在答复期限内通知；等待缴费期间不计时" />
      <Choices
        legend="计费方式"
        name="basis"
        required
        options={[
          { value: 'pieces', label: '按件', hint: '各种答复都可以用；按同一申请人本月在本机关的申请件数计' },
          { value: 'pages', label: '按量', hint: '提供纸张、电子邮件或者复制电子数据时用；只告知获取途径的不能用' },
        ]}
        value={of.form.basis}
        refusal={of.refusal}
      />
      <Field
        label="按件：该申请人本月此前已经申请"
        name="before"
        type="number"
        unit="件"
        min={0}
        value={of.form.before}
        refusal={of.refusal}
        hint="自然月，只数在本机关提出的申请；留空再点“发出收费通知”，系统按登记簿数给您看"
      />
      <Field
        label="按件：本件计"
        name="pieces"
        type="number"
        unit="件"
        min={1}
        value={of.form.pieces ?? '1'}
        refusal={of.refusal}
        hint="一份申请包含几项内容、可以拆分的，按最小合理单位计"
      />
      <Field
        label="按量：提供的页数"
        name="pages"
        type="number"
        unit="页"
        min={0}
        value={of.form.pages}
        refusal={of.refusal}
        hint="A4以下幅面的单面为1页；只计本件，不与其他申请累计"
      />
      <Field
        label="缴费方式"
        name="payment"
        maxlength={200}
        value={of.form.payment}
        refusal={of.refusal}
        hint="写进通知书；不填时用“机关与村居”里登记的缴费方式"
      />
      <Reckoned of={of} />
    </>
  ),
  take: async (tx, file, form) => {
    const on = dayIn(file, form, '通知日期')
    if (!on.ok) return on
    const era = feeEra(on.value)
    if (era.kind !== 'processing') return refuse('applications.fee-era', era.says, { fix: era.source, field: 'on' })
    const counted = form.basis === 'pieces' && !form.before?.trim() ? await registerSays(tx, file) : null
    if (counted) return counted
    const fee = feeIn(form)
    if (!fee.ok) return fee
    const organ = form.payment?.trim() ? null : await findOrgan(tx, file.application.organId)
    const payment = checkLine(organ ? organ.settings.feePayment : form.payment, '缴费方式', 'payment', 200)
    if (!payment.ok) return payment
    const { basis, count, before, total } = fee.value
    if (form.sure !== String(total))
      return refuse('applications.fee-check', `应缴${yuan(total)}元，请核对计算后再次点“发出收费通知”`)
    const lines = feeSays(fee.value)
    return ok({
      events: [happening('fee-noticed', on.value, '', { basis, count, before, fen: total })],
      letters: [
        {
          letter: 'fee',
          day: on.value,
          values: {
            收费依据: era.source,
            收费计算: [`计费方式：${BASES[basis]}。`, ...lines.map((line) => `${line}。`)].join('\n'),
            收费金额: `${yuan(total)}元`,
            缴费期限: `${LIMITS['2019'].fee.payWithin}个工作日`,
            缴费方式: `缴费方式：${payment.value}。`,
          },
        },
      ],
    })
  },
}

/** How many the register knows of; the clerk looks and writes the number down. */
async function registerSays(tx: Context, { application }: CaseFile): Promise<Result<never>> {
  const numbers = await earlierThisMonth(tx, application)
  const which = numbers.length > 0 ? `：${numbers.slice(0, 40).join('、')}` : ''
  return refuse('applications.fee-before', `登记簿里这位申请人本月此前有${numbers.length}件${which}`, {
    fix: '按证件号码、电话、邮箱比对，可能不全；请核对后填写件数，没有的填0',
    field: 'before',
  })
}

/** The reckoning of what was typed, once there is one; `sure` says that it was looked at. */
function Reckoned({ of }: { of: Asked }) {
  const fee = of.refusal?.code === 'applications.fee-check' ? feeIn(of.form) : null
  if (!fee?.ok) return null
  const { basis, lines, total } = fee.value
  const unit = basis === 'pieces' ? '件' : '页'
  return (
    <>
      <input type="hidden" name="sure" value={String(total)} />
      <DataTable
        caption={`计算：${BASES[basis]}，应缴${yuan(total)}元`}
        rows={lines}
        columns={[
          { label: '从', cell: ({ from }) => `第${from}${unit}` },
          { label: '到', cell: ({ to }) => `第${to}${unit}` },
          { label: '数量', cell: ({ count }) => `${count}${unit}` },
          { label: '标准', cell: ({ each }) => `每${unit}${yuan(each)}元`, whole: true },
          { label: '金额', cell: ({ sum }) => `${yuan(sum)}元`, align: 'end' },
        ]}
      />
    </>
  )
}

/** 登记收到收费通知: the 20 working days to pay run from the next. */
export const feeServed = noting('fee-served', { day: '申请人收到通知的日期', note: '凭证', optional: true })

/** What the notice of this round asked for, in 分. */
export const askedFen = ({ application, events }: Pick<CaseFile, 'application' | 'events'>): number =>
  Number(events.find(({ kind, round }) => kind === 'fee-noticed' && round === application.round)?.detail.fen ?? 0)

/** 登记缴费: the period begins anew the day after. */
export const pay: StepPage = {
  fields: (of) => (
    <>
      <DayField of={of} label="缴费日期" hint="答复期限从次日起重新计算" />
      <Field
        label="缴费金额"
        name="amount"
        unit="元"
        required
        size="short"
        value={of.form.amount ?? yuan(askedFen(of.file))}
        refusal={of.refusal}
      />
      <Field
        label="财政票据号"
        name="paper"
        maxlength={60}
        value={of.form.paper}
        refusal={of.refusal}
        hint="收费缴入国库，应当开具财政票据"
      />
    </>
  ),
  take: (_tx, file, form) => {
    const on = dayIn(file, form, '缴费日期')
    if (!on.ok) return on
    const fen = fenIn(form, 'amount', '缴费金额')
    if (!fen.ok) return fen
    if (fen.value !== askedFen(file))
      return refuse('applications.amount', `应缴${yuan(askedFen(file))}元，登记的金额与通知不一致`, {
        fix: '没有缴足的，不算缴费；多缴的先退还',
        field: 'amount',
      })
    const paper = form.paper?.trim() ? checkLine(form.paper, '财政票据号', 'paper', 60) : ok('')
    if (!paper.ok) return paper
    const paid = happening('fee-paid', on.value, '', { fen: fen.value, ...(paper.value && { paper: paper.value }) })
    const { application, events, calendar, today } = file
    const clock = clockOf(application, [...events, { ...paid, round: application.round, detail: {} }], calendar, today)
    if (clock.ok && clock.value?.state === 'lapsed')
      return refuse('applications.paid-late', '缴费日期已经超过缴费期限', {
        fix: '请核对日期；确已逾期的，办理“逾期未缴费，不再处理”并退还款项，或者由领导决定免收',
        field: 'on',
      })
    return ok({ events: [paid] })
  },
}

/** 免收: as if no notice had been sent, also for the clock. */
export const waive: StepPage = {
  fields: (of) => (
    <>
      <Notice title="免收以后，答复期限按没有发出收费通知计算，等待缴费的时间不扣除。" />
      <Field label="免收的理由" name="note" required maxlength={300} value={of.form.note} refusal={of.refusal} />
    </>
  ),
  take: (_tx, file, form) => {
    const note = noteOf(form, '免收的理由')
    if (!note.ok) return note
    const fen = askedFen(file)
    return ok({
      events: [happening('fee-waived', file.today, note.value, { fen })],
      letters: [{ letter: 'fee-waived', day: file.today, values: { 理由: note.value, 收费金额: `${yuan(fen)}元` } }],
    })
  },
}

/** 逾期未缴费: only when the days to pay are over, as the clock has it. */
export const lapseFee: StepPage = {
  take: (_tx, file) => {
    const clock = clockOf(file.application, file.events, file.calendar, file.today)
    if (!clock.ok) return clock
    if (clock.value?.state !== 'lapsed')
      return refuse('applications.not-lapsed', '缴费期限还没有届满，不能按逾期未缴费处理', {
        fix: '请先登记申请人收到收费通知的日期',
      })
    return ok({
      events: [{ kind: 'fee-lapsed', day: file.today }],
      ends: { on: file.today, outcome: 'unpaid' },
      letters: [{ letter: { outcome: 'unpaid' }, day: file.today }],
    })
  },
}

const COSTS = { search: '检索费', copies: '复制费', postage: '邮寄费' } as const

/** 登记成本费 (2008 edition): what was taken for searching, copying and posting while that was allowed. */
export const collectCost: StepPage = {
  fields: (of) => (
    <>
      <DayField of={of} label="收费日期" />
      {Object.entries(COSTS).map(([name, label]) => (
        <Field label={label} name={name} unit="元" size="short" value={of.form[name]} refusal={of.refusal} />
      ))}
      <p class="form-hint">
        福建省标准（闽价费〔2008〕472号）：
        {COSTS_FUJIAN.map(({ label, each, unit }) => `${label}每${unit}${yuan(each)}元`).join('，')}
        ；邮寄费按邮政资费。
      </p>
      <Field
        label="减免情况"
        name="note"
        maxlength={300}
        value={of.form.note}
        refusal={of.refusal}
        hint="农村五保、城乡低保、国家抚恤补助的优抚对象免收；写明减免的种类和数额，不写姓名"
      />
    </>
  ),
  take: (_tx, file, form) => {
    const on = dayIn(file, form, '收费日期')
    if (!on.ok) return on
    const era = feeEra(on.value)
    if (era.kind !== 'cost') return refuse('applications.fee-era', era.says, { fix: era.source, field: 'on' })
    const note = noteOf(form, '减免情况', true)
    if (!note.ok) return note
    const detail: Record<string, number> = {}
    let fen = 0
    for (const [name, label] of Object.entries(COSTS)) {
      const cost = fenIn(form, name, label)
      if (!cost.ok) return cost
      detail[name] = cost.value
      fen += cost.value
    }
    if (fen === 0 && !note.value)
      return refuse('applications.amount', '请填写收取的金额，或者写明减免情况', { field: 'search' })
    return ok({ events: [happening('cost-collected', on.value, note.value, { ...detail, fen })] })
  },
}
