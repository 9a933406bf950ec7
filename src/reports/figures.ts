import { cumulativeOf } from '../law/form.ts'

/** A record behind a figure: what it is called, its day, and where staff can open it. */
export type RecordRef = { id: string; label: string; on: string | null; href: string | null }

/**
 * A reported figure. `value` is null when nobody entered it: 0, blank and not asked are different answers. `records` are
 * what was counted; a figure computed from other figures (a percentage) has none of its own.
 */
export type Figure = {
  key: string
  label: string
  unit: string
  value: number | null
  definition: string
  records: RecordRef[]
}

export type CategoryCount = { code: string; name: string; count: number; percent: number; records: RecordRef[] }
export type MonthCount = { month: number; count: number }

/** Everything a report says in numbers, computed at one moment from one snapshot of the database. */
export type Reckoning = {
  organId: string
  year: number
  form: string
  figures: Figure[]
  categories: CategoryCount[]
  months: MonthCount[]
  /** Annex rows by label: the year's value and the cumulative one. */
  annex: Record<string, [number | null, number | null]>
}

type Definition = { label: string; unit: string; definition: string }

/** What each figure of the year means. Entered ones are those no record of ours can yield. */
export const FIGURES = {
  proactive_total: {
    label: '主动公开信息数',
    unit: '条',
    definition: '本年首次公开发布的信息，不论用了几种渠道都只计1条；其后撤回的仍计在首次发布的年度。',
  },
  proactive_site: { label: '网站公开', unit: '条', definition: '其中在政府网站公开的。' },
  proactive_gazette: { label: '政府公报公开', unit: '条', definition: '其中在政府公报公开的。' },
  electronic_total: {
    label: '全文电子化的主动公开信息数',
    unit: '条',
    definition: '其中正文或附件可以在网上直接阅读的。',
  },
  applications_received: {
    label: '受理依申请公开信息总数',
    unit: '件',
    definition: '登记簿中收到日期在本年的申请。',
  },
  applications_counter: { label: '当面申请数', unit: '件', definition: '其中当面提出的。' },
  applications_fax: { label: '传真申请数', unit: '件', definition: '其中以传真提出的。' },
  applications_email: { label: '电子邮件申请数', unit: '件', definition: '其中以电子邮件提出的。' },
  applications_web: { label: '网上申请数', unit: '件', definition: '其中在网上提出的。' },
  applications_letter: { label: '信函申请数', unit: '件', definition: '其中以信函提出的。' },
  applications_handled: {
    label: '对申请的答复总数',
    unit: '件',
    definition: '登记簿中答复日期在本年的申请。',
  },
  answers_granted: { label: '同意公开答复数', unit: '件', definition: '其中同意公开的。' },
  answers_partial: { label: '同意部分公开答复数', unit: '件', definition: '其中同意部分公开的。' },
  answers_refused: { label: '否决公开答复总数', unit: '件', definition: '其中不予公开的。' },
  service_items: {
    label: '行政审批和服务事项数',
    unit: '项',
    definition: '12月31日列在事项清单上的事项。',
  },
  service_items_one_trip: {
    label: '最多跑一趟事项数',
    unit: '项',
    definition: '其中到办事现场次数不超过1次的。',
  },
  villages: { label: '设立村务公开栏的村（居）数', unit: '个', definition: '机构名录中的村（居）。' },
} as const satisfies Record<string, Definition>

/** 填报数: entered by hand with their source. `money` is kept in 分 and reported in 元. */
export const ENTERED = {
  site_visits: {
    label: '政府信息公开专栏查阅人次',
    unit: '人次',
    definition: '由网站主办单位提供，须注明统计口径。',
  },
  reconsiderations: { label: '行政复议数', unit: '件', definition: '因政府信息公开被申请行政复议的件数。' },
  litigations: { label: '行政诉讼数', unit: '件', definition: '因政府信息公开被提起行政诉讼的件数。' },
  complaints: { label: '行政申诉数', unit: '件', definition: '因政府信息公开被申诉的件数。' },
  fees_yuan: {
    label: '依申请公开收费',
    unit: '元',
    definition: '检索、复制、邮寄费（2008年《条例》第二十七条）。',
  },
} as const satisfies Record<string, Definition>

export type EnteredKey = keyof typeof ENTERED
export const isEntered = (key: string): key is EnteredKey => Object.hasOwn(ENTERED, key)

/**
 * A share in percent, rounded half up at the given number of decimals; null when the whole is 0. Computed in whole numbers,
 * so that 55 of 65 is 84.6 on every machine.
 */
export function percentOf(part: number, whole: number, digits: number): number | null {
  if (whole === 0) return null
  const scale = 10 ** digits
  return Math.floor((part * 100 * scale * 2 + whole) / (whole * 2)) / scale
}

export const figureNamed = (reckoning: Reckoning, key: string): Figure | undefined =>
  reckoning.figures.find((figure) => figure.key === key)

export const figureValue = (reckoning: Reckoning, key: string): number | null =>
  figureNamed(reckoning, key)?.value ?? null

/** The label of any figure, the cumulative ones included. */
export function labelOf(key: string): string {
  const own: Record<string, Definition> = { ...FIGURES, ...ENTERED }
  if (own[key]) return own[key].label
  const base = Object.keys(own).find((name) => cumulativeOf(name) === key)
  return base ? `${own[base]!.label}（历年累计）` : key
}
