import type { Guide } from '../guide/model.ts'

// Columns of a file of services: the names of the national exchange library, and the Chinese names platforms give them. Pure.

/** The columns every row must or may have. */
export const HEADS = {
  code: ['task_code', '实施编码', '事项编码', '编码', 'code'],
  name: ['task_name', '事项名称', '名称', 'name'],
  visits: ['limit_scene_num', '到办事现场次数', '到现场次数', '跑动次数', 'visits'],
  listedOn: ['plan_effective_date', '列入日期', '计划生效日期', 'listedOn'],
} as const

/** Columns of a guide. `read` turns a cell into the field's value, or undefined when it cannot be one. */
export type GuideColumn = { field: keyof Guide; heads: readonly string[]; read: (cell: string) => unknown }

const text = (cell: string) => cell
export const count = (cell: string) => (cell === '' ? null : /^\d{1,4}(\.0+)?$/.test(cell) ? Number(cell) : undefined)
const oneOf = (words: Record<string, string | boolean>) => (cell: string) => (cell === '' ? null : words[cell])
const YES_NO = oneOf({
  是: true,
  否: false,
  '1': true,
  '0': false,
  Y: true,
  N: false,
  true: true,
  false: false,
  有: true,
  无: false,
})
const UNIT = (cell: string) =>
  cell === '' || /^(1|工作日|个工作日)$/.test(cell) ? 'workday' : /^(2|天|日|自然日)$/.test(cell) ? 'day' : undefined
const many = (cell: string) =>
  cell
    .split(/[、,，;；|/]/)
    .map((one) => one.trim())
    .filter(Boolean)

const AUDIENCE: Record<string, 'natural' | 'legal'> = {
  自然人: 'natural',
  个人: 'natural',
  '1': 'natural',
  法人: 'legal',
  企业法人: 'legal',
  企业: 'legal',
  事业法人: 'legal',
  社会组织法人: 'legal',
  非法人企业: 'legal',
  行政机关: 'legal',
  其他组织: 'legal',
  '2': 'legal',
  '3': 'legal',
  '4': 'legal',
  '5': 'legal',
  '6': 'legal',
}

export const COLUMNS: readonly GuideColumn[] = [
  { field: 'kind', heads: ['task_type', '事项类型'], read: text },
  { field: 'basis', heads: ['by_law', '设定依据'], read: text },
  { field: 'condition', heads: ['accept_condition', '受理条件'], read: text },
  { field: 'authority', heads: ['dept_name', '实施主体'], read: text },
  { field: 'level', heads: ['use_level', '行使层级'], read: text },
  {
    field: 'audience',
    heads: ['server_type', '服务对象'],
    read: (cell) => {
      const found = many(cell).map((one) => AUDIENCE[one])
      return found.includes(undefined as never) ? undefined : [...new Set(found)]
    },
  },
  { field: 'topics', heads: ['topic', '主题', '主题分类', '面向自然人事项主题分类'], read: many },
  {
    field: 'project',
    heads: ['project_type', '办件类型'],
    read: oneOf({ 即办件: 'instant', 承诺件: 'promised', '1': 'instant', '2': 'promised' }),
  },
  { field: 'legalDays', heads: ['anticipate_day', '法定办结时限'], read: count },
  { field: 'legalUnit', heads: ['anticipate_type', '法定办结时限单位'], read: UNIT },
  { field: 'promiseDays', heads: ['promise_day', '承诺办结时限'], read: count },
  { field: 'promiseUnit', heads: ['promise_type', '承诺办结时限单位'], read: UNIT },
  { field: 'flow', heads: ['handle_flow', '办理流程'], read: text },
  { field: 'fee', heads: ['is_fee', '是否收费'], read: YES_NO },
  { field: 'feeStandard', heads: ['fee_stand', '收费标准'], read: text },
  { field: 'feeBasis', heads: ['fee_basis', '收费依据'], read: text },
  { field: 'place', heads: ['transact_addr', '办理地点'], read: text },
  { field: 'hours', heads: ['transact_time', '办理时间'], read: text },
  { field: 'transport', heads: ['link_addr', '交通指引'], read: text },
  { field: 'phone', heads: ['link_way', '咨询方式', '咨询电话', '联系电话'], read: text },
  { field: 'complaint', heads: ['supervise_way', '监督投诉方式', '监督投诉电话', '投诉电话'], read: text },
  {
    field: 'online',
    heads: ['online_handle_depth', '网上办理深度', '网上办理'],
    read: oneOf({
      不能网办: 'none',
      不可网办: 'none',
      否: 'none',
      '0': 'none',
      部分网办: 'part',
      '1': 'part',
      '2': 'part',
      '3': 'part',
      Ⅰ级: 'part',
      Ⅱ级: 'part',
      Ⅲ级: 'part',
      全程网办: 'whole',
      '4': 'whole',
      Ⅳ级: 'whole',
    }),
  },
  { field: 'onlineUrl', heads: ['mobile_terminal_url', 'online_url', '网上办理地址', '网办地址'], read: text },
  { field: 'post', heads: ['is_express', '物流快递', '是否支持快递', '是否支持物流快递'], read: YES_NO },
  {
    field: 'onSiteReason',
    heads: ['limit_scene_explain', '必须现场原因', '必须到现场的原因', '必须现场办理原因'],
    read: text,
  },
  { field: 'result', heads: ['result_name', '办理结果', '结果名称'], read: text },
  {
    field: 'resultKind',
    heads: ['result_type', '结果类型'],
    read: oneOf({ 出证: 'certificate', 出文: 'document', 审批办结: 'approval', 其他: 'other' }),
  },
  { field: 'limits', heads: ['limit_explain', '数量限制'], read: text },
]

export const MATERIAL_HEADS = {
  name: ['material_name', '材料名称', 'name'],
  need: ['is_need', '必要性', '材料必要性', 'need'],
  format: ['material_format', '材料形式', '材料类型', 'format'],
  copies: ['page_num', '份数', '材料份数', 'copies'],
  source: ['source_type', '来源渠道', 'source'],
  note: ['fill_explain', '填报须知', 'accept_stand', '受理标准', 'note'],
} as const
export const MATERIAL_SHEETS = ['申请材料', '材料', 'material', 'materials', 'up_task_general_material']
