import { z } from 'zod'
import type { Day } from '../../calendar/day.ts'
import type { Edition } from '../../law/editions.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { isCreditCode } from '../../review/screening/numbers/credit-code.ts'
import { isIdNumber, isOldIdNumber } from '../../review/screening/numbers/id-number.ts'
import { APPLICANT_KINDS, type ApplicantKind } from '../model.ts'

/**
 * What an application must say, and what else may be asked, by edition: 2019 art. 29 ¶2, 2008 art. 20 ¶2. Under 2019 nobody is
 * asked what the information is for; under 2008 forms did ask.
 */
export const ASKED: Record<Edition, { identity: boolean; purpose: boolean; article: string }> = {
  '2008': { identity: false, purpose: true, article: '《条例》（2008年）第二十条' },
  '2019': { identity: true, purpose: false, article: '《条例》（2019年）第二十九条' },
}

const line = z.string().default('')

/** A paper uploaded with a draft; its bytes lie sealed beside it. */
export const DraftPaper = z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.number() })
export type DraftPaper = z.infer<typeof DraftPaper>

/** Everything typed so far, as it was typed: a draft keeps what is wrong, too. */
export const Draft = z.object({
  kind: line,
  name: line,
  identity: line,
  identityNumber: line,
  representative: line,
  contactPerson: line,
  phone: line,
  email: line,
  fax: line,
  address: line,
  postcode: line,
  subject: line,
  documentNumber: line,
  features: line,
  purpose: line,
  wantedForm: line,
  wantedWay: line,
  help: line,
  papers: z.array(DraftPaper).default([]),
})
export type Draft = z.infer<typeof Draft>
export type DraftField = Exclude<keyof Draft, 'papers'>

export const EMPTY: Draft = Draft.parse({})

export const STEPS = {
  who: {
    label: '谁申请',
    fields: [
      'kind',
      'name',
      'identity',
      'identityNumber',
      'representative',
      'contactPerson',
      'phone',
      'email',
      'fax',
      'address',
      'postcode',
    ],
  },
  what: { label: '要什么', fields: ['subject', 'documentNumber', 'features', 'purpose'] },
  how: { label: '怎么给', fields: ['wantedForm', 'wantedWay', 'help', 'email', 'address', 'postcode', 'fax'] },
} as const satisfies Record<string, { label: string; fields: readonly DraftField[] }>
export type StepOfForm = keyof typeof STEPS
export const isStep = (text: string | undefined): text is StepOfForm => Object.hasOwn(STEPS, text ?? '')
export const stepOrder = Object.keys(STEPS) as [StepOfForm, ...StepOfForm[]]

/** Longest accepted, in characters. */
export const LONGEST = {
  name: 50,
  representative: 50,
  contactPerson: 50,
  identityNumber: 40,
  phone: 40,
  fax: 40,
  email: 100,
  address: 100,
  postcode: 10,
  subject: 200,
  documentNumber: 100,
  features: 1000,
  purpose: 300,
  help: 200,
} as const satisfies Partial<Record<DraftField, number>>

const LABELS = {
  name: '姓名或者名称',
  representative: '法定代表人或者负责人',
  contactPerson: '联系人',
  identityNumber: '证件号码',
  phone: '联系电话',
  fax: '传真号码',
  email: '电子邮箱',
  address: '通信地址',
  postcode: '邮政编码',
  subject: '信息的名称',
  documentNumber: '文号',
  features: '其他特征',
  purpose: '用途',
  help: '需要的帮助',
} as const satisfies Record<keyof typeof LONGEST, string>

/** An identity number or a mobile telephone number where everybody who handles the case will read it. */
const PERSONAL = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/

/** What was sent of one step, taken over into the draft; fields of other steps stay. */
export function withTyped(draft: Draft, step: StepOfForm, form: Record<string, string>): Draft {
  const typed = STEPS[step].fields.flatMap((field) =>
    form[field] === undefined ? [] : [[field, form[field].toWellFormed().trim().slice(0, 4000)] as const],
  )
  return { ...draft, ...Object.fromEntries(typed) }
}

const wrong = (field: DraftField, says: string, fix?: string) => refuse(`filing.${field}`, says, { field, fix })

function tooLong(draft: Draft, fields: readonly DraftField[]): Result<void> {
  for (const field of fields) {
    if (!(field in LONGEST)) continue
    const known = field as keyof typeof LONGEST
    if ([...draft[known]].length > LONGEST[known])
      return wrong(known, `${LABELS[known]}最多${LONGEST[known]}个字，现在有${[...draft[known]].length}个字`)
  }
  return ok(undefined)
}

export const isApplicantKind = (text: string): text is ApplicantKind => Object.hasOwn(APPLICANT_KINDS, text)

/** 谁申请: a name, and one way at least to reach them. Proof of identity may follow, so its absence is no dead end. */
function checkWho(draft: Draft, today: Day): Result<void> {
  const { kind, name, identity, identityNumber, phone, email, address } = draft
  if (!isApplicantKind(kind)) return wrong('kind', '请选择以谁的名义申请')
  if (!name) return wrong('name', kind === 'natural' ? '请填写姓名' : '请填写单位名称')
  if (kind !== 'natural' && !draft.contactPerson)
    return wrong('contactPerson', '请填写联系人', '机关有事要问时找这个人')
  const number = identityNumber.toUpperCase().replace(/\s/g, '')
  if (kind === 'natural' && identity === 'id-card' && number && !isIdNumber(number, today) && !isOldIdNumber(number))
    return wrong(
      'identityNumber',
      '这个身份证号码不对，可能有一位写错了',
      '请对照证件再看一遍；一时找不到证件的可以先空着',
    )
  if (kind !== 'natural' && number && !isCreditCode(number))
    return wrong('identityNumber', '这个统一社会信用代码不对，可能有一位写错了', '应当是18位；手边没有的可以先空着')
  if (!phone && !email && !address)
    return wrong('phone', '请至少留一种联系方式：电话、电子邮箱或者通信地址', '机关要和您确认收到申请、送达答复')
  if (phone && !isPhone(phone)) return wrong('phone', '联系电话的写法不对', '例如 0595-86000000 或者手机号码')
  if (email && !isEmail(email)) return wrong('email', '电子邮箱的写法不对', '例如 name@example.com')
  return ok(undefined)
}

const isPhone = (text: string) => /^[\d\s+()（）—-]{7,40}$/.test(text) && text.replace(/\D/g, '').length >= 7
const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

/** 要什么: a name, a 文号, or another feature by which it can be recognised. */
function checkWhat(draft: Draft): Result<void> {
  if (!draft.subject)
    return wrong('subject', '请写出您要的信息叫什么', '不知道准确名称的，写您知道的：哪一年、什么事、什么文件')
  for (const field of ['subject', 'documentNumber', 'features', 'purpose', 'help'] as const)
    if (PERSONAL.test(draft[field]))
      return wrong(field, `${LABELS[field]}里有证件号码或者手机号码`, '经办的人都会看到这一栏，请把号码删去')
  return ok(undefined)
}

/** The way the reply is to come decides what must be known about where it goes. */
const NEEDS: Partial<Record<string, { field: 'email' | 'address' | 'fax'; says: string }>> = {
  email: { field: 'email', says: '选择了电子邮件，请填写接收答复的电子邮箱' },
  post: { field: 'address', says: '选择了邮寄，请填写接收答复的通信地址' },
  fax: { field: 'fax', says: '选择了传真，请填写接收答复的传真号码' },
}

export const neededFor = (way: string) => NEEDS[way]

/** 怎么给: the form it comes in, and the way it comes. */
function checkHow(draft: Draft): Result<void> {
  if (!draft.wantedForm) return wrong('wantedForm', '请选择提供的形式，没有要求的选“不限”')
  if (!draft.wantedWay) return wrong('wantedWay', '请选择获取的方式，没有要求的选“不限”')
  const need = NEEDS[draft.wantedWay]
  if (need && !draft[need.field]) return wrong(need.field, need.says)
  if (draft.email && !isEmail(draft.email)) return wrong('email', '电子邮箱的写法不对', '例如 name@example.com')
  return ok(undefined)
}

/** Whether one step of a draft may stand. Pure: `today` comes in. */
export function checkStep(step: StepOfForm, draft: Draft, today: Day): Result<void> {
  const fits = tooLong(draft, STEPS[step].fields)
  if (!fits.ok) return fits
  if (step === 'who') return checkWho(draft, today)
  return step === 'what' ? checkWhat(draft) : checkHow(draft)
}

/** The first step that is not whole yet; null when the form can be sent. */
export const firstOpen = (draft: Draft, today: Day): StepOfForm | null =>
  stepOrder.find((step) => !checkStep(step, draft, today).ok) ?? null

/** Everything by which the applicant can be reached, in one line. */
export const contactLine = ({ contactPerson, phone, email, fax, address, postcode }: Draft): string =>
  [
    contactPerson && `联系人${contactPerson}`,
    phone && `电话${phone}`,
    email && `邮箱${email}`,
    fax && `传真${fax}`,
    address && `地址${address}${postcode && `（${postcode}）`}`,
  ]
    .filter(Boolean)
    .join('；')
    .slice(0, 300)
