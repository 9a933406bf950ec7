/** What a report's form, figures and findings are called, for pages and the command line. Pure. */

export const FORM_NAMES = {
  'fujian-2008': '2008至2018年度格式（附表有历年累计）',
  'national-2014': '2014至2018年度格式（全国统计表）',
  '2019': '2019、2020年度格式',
  '2021': '2021年度以来的格式',
  unknown: '格式不详',
} as const

export const FIGURE_NAMES: Record<string, { label: string; unit: string }> = {
  proactive_total: { label: '主动公开', unit: '条' },
  proactive_cumulative: { label: '历年累计主动公开', unit: '条' },
  information_total: { label: '制作与获取政府信息', unit: '条' },
  on_request_total: { label: '属于依申请公开', unit: '条' },
  not_disclosed_total: { label: '属于不予公开', unit: '条' },
  applications_received: { label: '新收申请', unit: '件' },
  applications_carried_in: { label: '上年结转申请', unit: '件' },
  applications_handled: { label: '办结申请', unit: '件' },
  applications_carried_out: { label: '结转下年申请', unit: '件' },
  reconsiderations: { label: '行政复议', unit: '件' },
  litigations: { label: '行政诉讼', unit: '件' },
  complaints: { label: '举报投诉', unit: '件' },
  normative_documents_made: { label: '制发规范性文件', unit: '件' },
  normative_documents_valid: { label: '现行有效规范性文件', unit: '件' },
  site_visits: { label: '网站访问', unit: '人次' },
  fees_yuan: { label: '收取费用', unit: '元' },
}

export const figureLines = (figures: Record<string, number>): string[] =>
  Object.entries(FIGURE_NAMES).flatMap(([key, { label, unit }]) =>
    figures[key] === undefined ? [] : [`${label}${figures[key]}${unit}`],
  )
