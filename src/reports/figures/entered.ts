import { ENDINGS, REMEDIES } from '../../law/forms/tables-2021.ts'
import type { Definition } from './counted.ts'

/**
 * `money` is kept in 分 and shown in 元. `monthly`: sections enter it month by month, and the year is their sum. `level` is a
 * state at the end of the year, which neither months nor years add up to.
 */
export type EnteredDefinition = Definition & { chapter: Chapter; money?: true; monthly?: true; level?: true }

export const CHAPTERS = {
  documents: '规范性文件',
  matters: '许可、处罚、强制和收费',
  openness: '公开渠道',
  response: '回应解读',
  remedies: '复议、诉讼与投诉',
  means: '机构、人员、经费和培训',
} as const
export type Chapter = keyof typeof CHAPTERS

const of =
  (chapter: Chapter) =>
  (label: string, unit: string, definition: string, more: Partial<EnteredDefinition> = {}): EnteredDefinition => ({
    label,
    unit,
    definition,
    chapter,
    ...more,
  })
const documents = of('documents')
const matters = of('matters')
const openness = of('openness')
const response = of('response')
const remedies = of('remedies')
const means = of('means')
const MONTHLY = { monthly: true } as const
const LEVEL = { level: true } as const

/** 填报数: what no record of ours can yield is entered by hand with its source. */
const NAMED = {
  site_visits: openness('政府信息公开专栏查阅人次', '人次', '由网站主办单位提供，须注明统计口径。'),
  reconsiderations: remedies('行政复议数', '件', '因政府信息公开被申请行政复议的件数。'),
  litigations: remedies('行政诉讼数', '件', '因政府信息公开被提起行政诉讼的件数。'),
  complaints: remedies('行政申诉数', '件', '因政府信息公开被申诉的件数。'),
  fees_yuan: remedies(
    '依申请公开收费',
    '元',
    '为答复申请收取的信息处理费，2017年以前为检索、复制、邮寄费；登记簿中有缴费记录的，按记录相加。',
    { money: true },
  ),

  proactive_weibo: openness('政务微博公开政府信息数', '条', '本年在政务微博公开的政府信息。'),
  proactive_weixin: openness('政务微信公开政府信息数', '条', '本年在政务微信公开的政府信息。'),

  normative_documents_made: documents('行政规范性文件制发件数', '件', '本年制定并印发的行政规范性文件。', MONTHLY),
  normative_documents_repealed: documents(
    '行政规范性文件废止件数',
    '件',
    '本年宣布废止、失效的行政规范性文件。',
    MONTHLY,
  ),
  normative_documents_published: documents(
    '主动公开（新公开）规范性文件数',
    '件',
    '本年首次主动公开的规范性文件。',
    MONTHLY,
  ),
  normative_documents_valid: documents('行政规范性文件现行有效件数', '件', '年末现行有效的行政规范性文件。', LEVEL),
  normative_documents_public: documents('规范性文件对外公开总数量', '件', '年末对外公开的规范性文件总数。', LEVEL),

  licences: matters('行政许可处理决定数量', '件', '本年作出的行政许可决定，含不予许可。', MONTHLY),
  licence_items: matters('行政许可项目数量', '项', '年末在目录中的行政许可项目。', LEVEL),
  service_matters: matters('其他对外管理服务事项处理决定数量', '件', '本年办理的其他对外管理服务事项。', MONTHLY),
  service_matter_items: matters('其他对外管理服务事项项目数量', '项', '年末的其他对外管理服务事项。', LEVEL),
  penalties: matters('行政处罚处理决定数量', '件', '本年作出的行政处罚决定。', MONTHLY),
  penalty_items: matters('行政处罚项目数量', '项', '年末在权责清单中的行政处罚项目。', LEVEL),
  coercions: matters('行政强制处理决定数量', '件', '本年作出的行政强制决定。', MONTHLY),
  coercion_items: matters('行政强制项目数量', '项', '年末在权责清单中的行政强制项目。', LEVEL),
  charges_yuan: matters('行政事业性收费金额', '元', '本年收取的行政事业性收费。', { ...MONTHLY, money: true }),
  charge_items: matters('行政事业性收费项目数量', '项', '年末的行政事业性收费项目。', LEVEL),
  procurement_items: matters('政府集中采购项目数量', '项', '本年的政府集中采购项目。', MONTHLY),
  procurement_yuan: matters('政府集中采购总金额', '元', '本年政府集中采购的金额。', { ...MONTHLY, money: true }),

  concerns_answered: response('回应公众关注热点或重大舆情数', '次', '以不同方式回应同一热点或者舆情只计1次。', MONTHLY),
  press_conferences: response('参加或举办新闻发布会总次数', '次', '本年参加或者举办的。', MONTHLY),
  press_conferences_head: response('主要负责同志参加新闻发布会次数', '次', '其中主要负责同志参加的。', MONTHLY),
  interviews: response('政府网站在线访谈次数', '次', '本年举办的。', MONTHLY),
  interviews_head: response('主要负责同志参加政府网站在线访谈次数', '次', '其中主要负责同志参加的。', MONTHLY),
  policy_readings: response('政策解读稿件发布数', '篇', '本年发布的解读稿件。', MONTHLY),
  responses_social: response('微博微信回应事件数', '次', '以微博、微信回应的事件。', MONTHLY),
  responses_other: response('其他方式回应事件数', '次', '以其他方式回应的事件。', MONTHLY),

  disclosure_offices: means('政府信息公开工作专门机构数', '个', '年末设立的专门机构。', LEVEL),
  reading_points: means('设置政府信息公开查阅点数', '个', '年末设置的查阅点。', LEVEL),
  staff_full: means('专职人员数', '人', '不包括政府公报和政府网站工作人员。', LEVEL),
  staff_part: means('兼职人员数', '人', '年末从事政府信息公开工作的兼职人员。', LEVEL),
  funds_yuan: means('政府信息公开专项经费', '元', '不包括政府公报编辑管理和政府网站建设维护的经费。', { money: true }),
  disclosure_meetings: means('召开政府信息公开工作会议或专题会议数', '次', '本年召开的。', MONTHLY),
  trainings: means('举办各类培训班数', '次', '本年举办的。', MONTHLY),
  trained: means('接受培训人员数', '人次', '本年接受培训的。', MONTHLY),
} as const satisfies Record<string, EnteredDefinition>

/** 复议 and 诉讼 by how they ended: reconsiderations.upheld and the like. */
const ENDED: Record<string, EnteredDefinition> = Object.fromEntries(
  REMEDIES.flatMap(({ figure, label }) =>
    ENDINGS.slice(0, -1).map((ending) => [
      `${figure}.${ending.code}`,
      remedies(`${label}：${ending.label}`, '件', `因政府信息公开引起的${label}，${ending.label}的件数。`),
    ]),
  ),
)

export const ENTERED: Record<string, EnteredDefinition> = { ...NAMED, ...ENDED }
export const isEntered = (key: string): boolean => Object.hasOwn(ENTERED, key)
export const isMoney = (key: string): boolean => ENTERED[key]?.money ?? false
