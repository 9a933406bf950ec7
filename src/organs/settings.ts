import { z } from 'zod'
import { formNamed } from '../law/forms.ts'
import type { SiteSettings } from '../web/env.ts'
import { isIndexTemplate, isLetterTemplate } from './numbers.ts'

/** How people sign in to this site: data, so that a site may be stricter than we are. */
export const StaffPolicy = z.object({
  /** Hours without a request after which a session ends. */
  idleHours: z.number().positive().default(8),
  /** Hours after which a session ends whatever happens. */
  absoluteHours: z.number().positive().default(24),
  /** Wrong passwords in a row that lock an account, and for how many minutes. */
  failures: z.number().int().min(3).default(5),
  lockMinutes: z.number().positive().default(15),
  /** What happens when one account holds 系统管理员 or 审计员 together with a post that handles information. */
  mixedDuties: z.enum(['warn', 'refuse']).default('warn'),
})
export type StaffPolicy = z.infer<typeof StaffPolicy>

/** What a government site must show of itself, and how its staff sign in. */
export const TenantSettings = z.object({
  siteName: z.string().min(1),
  siteDomain: z.string().optional(),
  siteIdCode: z.string().optional(),
  icp: z.string().optional(),
  policeFiling: z.string().optional(),
  sponsor: z.string().optional(),
  contact: z.string().optional(),
  faultReport: z.string().optional(),
  /** The town of the demo: every page says so. */
  demo: z.boolean().optional(),
  /** The demo is being loaded; where a start finds this, the load before was cut off. */
  loading: z.boolean().optional(),
  staff: StaffPolicy.partial().optional(),
  /** How many forms the portal takes in an hour, from one address and for one organ; larger for a county's reading room. */
  filing: z
    .object({ perAddress: z.number().int().min(1), perOrgan: z.number().int().min(1) })
    .partial()
    .optional(),
}) satisfies z.ZodType<SiteSettings>
export type TenantSettings = z.infer<typeof TenantSettings>

const line = z.string().trim().max(200, '最多200个字').default('')

/** What the guide prints of an organ (《条例》2008 art. 19, 2019 art. 12). Empty means: not told yet. */
export const OrganProfile = z.object({
  /** The office to ask: 码头镇党政办公室. */
  office: line,
  address: line,
  postcode: z
    .string()
    .trim()
    .regex(/^(\d{6})?$/, '邮政编码是6位数字')
    .default(''),
  phone: line,
  fax: line,
  email: z
    .string()
    .trim()
    .regex(/^([^\s@]+@[^\s@]+\.[^\s@]+)?$/, '电子邮箱的写法不对')
    .default(''),
  hours: line,
  /** 公共查阅点 */
  readingPoint: line,
  /** 监督举报电话 */
  hotline: line,
})
export type OrganProfile = z.infer<typeof OrganProfile>

/** One level of the secrecy review: what it is called, whose opinion it is, and within how many working days. */
export const ReviewLevel = z.object({
  name: z.string().trim().min(1, '请填写这一级的名称').max(20, '名称最多20个字'),
  /** `drafter`: the opinion given when asking for the review. Otherwise a duty; with `post`, only that post. */
  by: z.enum(['drafter', 'officer', 'reviewer', 'leader']),
  post: z.string().trim().max(60).optional(),
  days: z.number().int('工作日数应当是整数').min(1, '至少1个工作日').max(15, '最多15个工作日'),
})
export type ReviewLevel = z.infer<typeof ReviewLevel>

/** How an organ reviews before it publishes: two to four levels, the first one the drafter's own. */
export const ReviewPolicy = z.object({
  levels: z
    .array(ReviewLevel)
    .min(2, '审查至少两级')
    .max(4, '审查最多四级')
    .refine((levels) => levels.every(({ by }, at) => (by === 'drafter') === (at === 0)), '第一级是承办人的初审')
    .refine(
      (levels) => levels.some(({ by }) => by === 'reviewer' || by === 'leader'),
      '须有一级由保密审查员或者领导决定',
    )
    .default([
      { name: '承办初审', by: 'drafter', days: 1 },
      { name: '保密审查', by: 'reviewer', days: 3 },
    ]),
  /** Hours within which an emergency publication is confirmed by a second person. */
  confirmHours: z.number().int().min(1).max(240).default(24),
})
export type ReviewPolicy = z.infer<typeof ReviewPolicy>

const threshold = (least: number, most: number, preset: number, name: string) =>
  z.coerce
    .number(`${name}应当是数字`)
    .min(least, `${name}在${least}到${most}之间`)
    .max(most, `${name}在${least}到${most}之间`)
    .default(preset)

/** From where on the rules of the annual report remind of something. The regulations name no such numbers. */
export const ReportThresholds = z.object({
  /** How many times last year's figure, or what part of it, is out of the ordinary. */
  factor: threshold(1.5, 100, 5, '倍数'),
  /** Smaller figures jump for no reason: below this, nothing is out of the ordinary. */
  least: threshold(1, 100_000, 20, '起算的数'),
  /** A zero is out of the ordinary where the others have more than this on average. */
  peerAverage: threshold(1, 1_000_000, 100, '同类平均'),
  /** Share of a part, in percent, that may stand in last year's report, and in another organ's. */
  likeOwn: threshold(30, 100, 80, '与上年相同'),
  likeOthers: threshold(30, 100, 70, '与其他机关相同'),
})
export type ReportThresholds = z.infer<typeof ReportThresholds>

/** How an organ numbers and heads its documents, and how it reviews them. */
export const OrganSettings = z.object({
  /** Template of 索引号: {organ} {category} {year} {serial} or {serial:5}. */
  indexNumberTemplate: z
    .string()
    .trim()
    .refine(isIndexTemplate, '索引号样式须含{year}和{serial}，只能使用{organ}、{category}、{year}、{serial:位数}')
    .default('{organ}-{category}-{year}-{serial:5}'),
  /** 机关代字: 南码政 */
  documentCode: line,
  /** 发文机关标志: 码头镇人民政府文件 */
  mark: line,
  /** 署名: the organ as it signs; empty means its full name. */
  signedAs: line,
  /** 印发机关: 码头镇人民政府办公室 */
  issuedBy: line,
  /** 主送机关 of the notice that carries the annual report: 本镇各科室、站、所 */
  reportRecipients: line,
  /** Template of the numbers of letters about applications: {code} {mark} {year} {serial}. */
  letterNumberTemplate: z
    .string()
    .trim()
    .refine(isLetterTemplate, '文书编号样式须含{mark}、{year}和{serial}，只能使用{code}、{mark}、{year}、{serial:位数}')
    .default('{code}依{mark}〔{year}〕{serial}号'),
  /** 复议机关, 管辖法院 and 网上申请复议的途径, as replies name them; empty: in general terms. */
  reconsideration: line,
  court: line,
  reconsiderationOnline: line,
  /** How a fee is paid: 到哪里、用什么方式. */
  feePayment: line,
  /** 保管期限 of a filed application: so many years, or 永久. */
  retention: z
    .string()
    .trim()
    .regex(/^([1-9]\d?|永久)$/, '保管期限填年数，或者填“永久”')
    .default('10'),
  /** Code of the form of the annual report the organ uses where several are in force; empty: the usual one. */
  reportForm: line.refine((code) => code === '' || formNamed(code) !== null, '没有这种年度报告格式'),
  /** 保密审查 */
  review: ReviewPolicy.default(() => ReviewPolicy.parse({})),
  /** 年度报告的核对 */
  reportThresholds: ReportThresholds.default(() => ReportThresholds.parse({})),
})
export type OrganSettings = z.infer<typeof OrganSettings>

export const PROFILE_LABELS = {
  office: '办公机构',
  address: '办公地址',
  postcode: '邮政编码',
  phone: '联系电话',
  fax: '传真号码',
  email: '电子邮箱',
  hours: '办公时间',
  readingPoint: '公共查阅点',
  hotline: '监督举报电话',
} as const satisfies Record<keyof OrganProfile, string>

export const SETTING_LABELS = {
  indexNumberTemplate: '索引号样式',
  documentCode: '机关代字',
  mark: '发文机关标志',
  signedAs: '署名',
  issuedBy: '印发机关',
  reportRecipients: '年度报告主送机关',
  reportForm: '年度报告格式（几种都能用时）',
  letterNumberTemplate: '依申请公开文书编号样式',
  reconsideration: '行政复议机关',
  court: '有管辖权的法院',
  reconsiderationOnline: '网上申请行政复议的途径',
  feePayment: '信息处理费缴费方式',
  retention: '申请案卷的保管期限（年）',
} as const satisfies Record<Exclude<keyof OrganSettings, 'review' | 'reportThresholds'>, string>
