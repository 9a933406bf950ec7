import { z } from 'zod'

/**
 * What a guide (办事指南) says of a service, in the fields of the national exchange library for service items. Every field may
 * be empty: what is missing is found by `rules.ts` and shown, it does not keep a service out of the list. Pure.
 */
const words = (most: number) => z.string().trim().max(most, `最多${most}个字`).default('')
const days = z.number().int().min(0).max(3650).nullable().default(null)
const yesNo = z.boolean().nullable().default(null)

export const UNITS = { workday: '个工作日', day: '天' } as const
const unit = z.enum(['workday', 'day']).default('workday')

export const AUDIENCES = { natural: '自然人', legal: '法人' } as const
export type Audience = keyof typeof AUDIENCES

export const PROJECTS = { instant: '即办件', promised: '承诺件' } as const
export const ONLINE = { none: '不能网办', part: '部分网办', whole: '全程网办' } as const
export const RESULT_KINDS = { certificate: '出证', document: '出文', approval: '审批办结', other: '其他' } as const

export const Material = z.object({
  name: z.string().trim().min(1, '请填写材料名称').max(200, '最多200个字'),
  /** 必要性 */
  need: z.enum(['must', 'may']).default('must'),
  /** 纸质或者电子 */
  format: words(60),
  copies: z.number().int().min(0).max(99).nullable().default(null),
  /** 来源渠道 */
  source: words(200),
  /** 填报须知、受理标准 */
  note: words(1000),
})
export type Material = z.infer<typeof Material>

export const Guide = z.object({
  /** 事项类型: 行政许可, 公共服务, … */
  kind: words(40),
  basis: words(4000),
  condition: words(4000),
  /** 实施主体 */
  authority: words(200),
  /** 行使层级 */
  level: words(40),
  audience: z.array(z.enum(['natural', 'legal'])).default([]),
  /** 主题 */
  topics: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  project: z.enum(['instant', 'promised']).nullable().default(null),
  legalDays: days,
  legalUnit: unit,
  promiseDays: days,
  promiseUnit: unit,
  flow: words(4000),
  fee: yesNo,
  feeStandard: words(1000),
  feeBasis: words(1000),
  place: words(400),
  hours: words(400),
  transport: words(400),
  phone: words(100),
  complaint: words(100),
  online: z.enum(['none', 'part', 'whole']).nullable().default(null),
  onlineUrl: z
    .string()
    .trim()
    .max(500)
    .regex(/^(https?:\/\/[^\s"<>]+)?$/, '网址须以 http:// 或 https:// 开头')
    .default(''),
  /** 物流快递 */
  post: yesNo,
  /** 必须到现场的原因 */
  onSiteReason: words(1000),
  result: words(200),
  resultKind: z.enum(['certificate', 'document', 'approval', 'other']).nullable().default(null),
  /** 数量限制 */
  limits: words(400),
  materials: z.array(Material).max(100, '材料最多100种').default([]),
  questions: z
    .array(z.object({ question: z.string().trim().min(1).max(500), answer: z.string().trim().min(1).max(4000) }))
    .max(50)
    .default([]),
})
export type Guide = z.infer<typeof Guide>

export const EMPTY_GUIDE: Guide = Guide.parse({})

export const GUIDE_LABELS = {
  kind: '事项类型',
  basis: '设定依据',
  condition: '受理条件',
  authority: '实施主体',
  level: '行使层级',
  audience: '服务对象',
  topics: '主题',
  project: '办件类型',
  legalDays: '法定办结时限',
  legalUnit: '法定办结时限单位',
  promiseDays: '承诺办结时限',
  promiseUnit: '承诺办结时限单位',
  flow: '办理流程',
  fee: '是否收费',
  feeStandard: '收费标准',
  feeBasis: '收费依据',
  place: '办理地点',
  hours: '办理时间',
  transport: '交通指引',
  phone: '咨询电话',
  complaint: '监督投诉电话',
  online: '网上办理',
  onlineUrl: '网上办理地址',
  post: '是否支持快递',
  onSiteReason: '必须到现场的原因',
  result: '办理结果',
  resultKind: '结果类型',
  limits: '数量限制',
  materials: '申请材料',
  questions: '常见问题',
} as const satisfies Record<keyof Guide, string>

/** A limit in days as a person reads it; empty when there is none. 0 promised days mean: at once. */
export function limitWords(of: number | null, each: keyof typeof UNITS): string {
  if (of === null) return ''
  return of === 0 ? '当场办结' : `${of}${UNITS[each]}`
}

/** Any field of a guide in words, for facts, print and the log of changes. */
export function guideWords(guide: Guide, field: keyof Guide): string {
  switch (field) {
    case 'audience':
      return guide.audience.map((one) => AUDIENCES[one]).join('、')
    case 'topics':
      return guide.topics.join('、')
    case 'project':
      return guide.project ? PROJECTS[guide.project] : ''
    case 'legalDays':
      return limitWords(guide.legalDays, guide.legalUnit)
    case 'promiseDays':
      return limitWords(guide.promiseDays, guide.promiseUnit)
    case 'legalUnit':
      return UNITS[guide.legalUnit]
    case 'promiseUnit':
      return UNITS[guide.promiseUnit]
    case 'fee':
    case 'post':
      return yesNoWords(guide[field])
    case 'online':
      return guide.online ? ONLINE[guide.online] : ''
    case 'resultKind':
      return guide.resultKind ? RESULT_KINDS[guide.resultKind] : ''
    case 'materials':
      return guide.materials.map(materialWords).join('；')
    case 'questions':
      return guide.questions.map(({ question, answer }) => `${question} ${answer}`).join('；')
    default:
      return guide[field]
  }
}

const yesNoWords = (said: boolean | null) => (said === null ? '' : said ? '是' : '否')

/** A material in one line: 身份证（必要，原件，1份）. */
export function materialWords({ name, need, format, copies }: Material): string {
  const more = [need === 'must' ? '必要' : '非必要', format, copies === null ? '' : `${copies}份`].filter(Boolean)
  return `${name}（${more.join('，')}）`
}

/** The fields in which two guides differ, each in words. A limit and its unit are one field. */
export function guideChanges(before: Guide, after: Guide): { label: string; before: string; after: string }[] {
  return (Object.keys(GUIDE_LABELS) as (keyof Guide)[])
    .filter((field) => field !== 'legalUnit' && field !== 'promiseUnit')
    .map((field) => ({
      label: GUIDE_LABELS[field],
      before: guideWords(before, field),
      after: guideWords(after, field),
      same: JSON.stringify(before[field]) === JSON.stringify(after[field]),
    }))
    .filter((one) => one.before !== one.after || !one.same)
    .map(({ label, before: was, after: is }) => ({ label, before: was, after: is }))
}
