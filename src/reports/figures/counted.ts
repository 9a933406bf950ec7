export type Definition = { label: string; unit: string; definition: string }

/** What each figure of the year means that is counted from records. */
export const COUNTED = {
  proactive_total: {
    label: '主动公开信息数',
    unit: '条',
    definition: '本年首次公开发布的信息，不论用了几种渠道都只计1条；其后撤回的仍计在首次发布的年度。',
  },
  proactive_site: { label: '网站公开', unit: '条', definition: '其中在政府网站公开的。' },
  proactive_gazette: { label: '政府公报公开', unit: '条', definition: '其中编入已经出版的政府公报的，也计入勾选的。' },
  proactive_other: {
    label: '其他方式公开',
    unit: '条',
    definition:
      '其中在公示栏、公开查阅点、新闻媒体、发布会、服务中心等公开的；同一条用了几种方式只计1条。公示栏以登记张贴为准，也计入勾选的。',
  },
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
  applications_ended: {
    label: '申请办结数',
    unit: '件',
    definition: '登记簿中办结日期在本年的申请，含申请人撤回等未作答复即办结的。',
  },
  applications_unanswered: {
    label: '未作答复办结数',
    unit: '件',
    definition: '其中申请人撤回、逾期不补正、逾期不缴费等，没有答复就办结的。',
  },
  ended_in_time: {
    label: '按时办结数',
    unit: '件',
    definition: '其中在答复期限内办结的；补正、征求意见等依法不计的时间除外，延长的期限不算在内。',
  },
  ended_extended: {
    label: '延期办结数',
    unit: '件',
    definition: '其中超过未延长的答复期限才办结的，包括延长期限以后办结的和逾期办结的。',
  },
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

/** What stood open at the end of this year, or of the one before. */
export const OPEN = {
  applications_open: {
    label: '年末在办的申请',
    unit: '件',
    definition: '12月31日尚未答复、结转下年继续办理的申请。',
  },
  applications_carried_in: {
    label: '上年结转政府信息公开申请数量',
    unit: '件',
    definition: '上年12月31日以前收到、到那一天还没有办结的申请。',
  },
  applications_carried_out: {
    label: '结转下年度继续办理',
    unit: '件',
    definition: '12月31日以前收到、到那一天还没有办结的申请。',
  },
} as const satisfies Record<string, Definition>

const noRules = (label: string) => ({
  label,
  unit: '件',
  definition: '规章只能由国务院部门、省级和设区的市、自治州的人民政府制定，县级以下机关一律为0（《立法法》）。',
})

/** What no organ of a county can have. */
export const NEVER = {
  rules_made: noRules('规章制发（新制作）件数'),
  rules_repealed: noRules('规章废止件数'),
  rules_valid: noRules('规章现行有效件数'),
  rules_published: noRules('规章本年新公开数量'),
  rules_public: noRules('规章对外公开总数量'),
} as const satisfies Record<string, Definition>
