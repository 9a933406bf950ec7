const text = (description: string) => ({ type: 'string', description })
const nullable = (type: string, description: string) => ({ type: [type, 'null'], description })

/** What a published report says to machines, as JSON Schema (2020-12). Its words are for whoever takes the data. */
export const REPORT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: '政府信息公开工作年度报告',
  description: '一份已经发布的年度报告的全部数据。数值为null表示没有填报，0表示没有发生，两者不同。',
  type: 'object',
  required: ['organ', 'year', 'form', 'edition', 'figures', 'tables'],
  properties: {
    organ: text('编制机关全称'),
    year: { type: 'integer', minimum: 2008, description: '报告年度' },
    form: text('报告格式的代码，如fujian-2008'),
    edition: { type: 'integer', minimum: 1, description: '第几版；更正版从2起' },
    correction: nullable('string', '更正说明：更正了哪里、为什么；不是更正版的为null'),
    replaced_by: nullable('integer', '代替它的最新一版；没有被代替的为null'),
    state: text('办理状态；发布的报告为published'),
    number: nullable('string', '文号'),
    dated: { ...nullable('string', '成文日期'), format: 'date' },
    figures: {
      description: '每个数，各有不变的代码。',
      type: 'array',
      items: {
        type: 'object',
        required: ['key', 'label', 'value', 'unit', 'definition', 'records'],
        properties: {
          key: text('指标代码，各年不变'),
          label: text('指标名称'),
          value: nullable('number', '数值'),
          unit: text('计量单位；金额为元'),
          definition: text('口径：这个数怎样数出来'),
          records: { type: 'integer', minimum: 0, description: '计入的记录条数；由其他数算出的为0' },
        },
      },
    },
    categories: {
      description: '主动公开信息的分类。',
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'count', 'percent'],
        properties: {
          name: text('类别'),
          count: { type: 'integer', description: '条数' },
          percent: { type: 'number', description: '占比（%），保留两位小数' },
        },
      },
    },
    tables: { description: '报告中的表：表的代码 → 行 → 各栏的数。', type: 'object' },
    findings: {
      description: '核对出的问题，和签发时的说明。',
      type: 'array',
      items: {
        type: 'object',
        required: ['rule', 'severity', 'says'],
        properties: {
          rule: text('规则代码'),
          severity: { enum: ['hard', 'soft'], description: 'hard须改正或说明，soft为提醒' },
          says: text('问题'),
          figures: { type: 'array', items: { type: 'number' }, description: '写出的数，和与它比较的数' },
          waived: text('说明'),
        },
      },
    },
  },
} as const

/** The columns of the CSV, with what stands in each. */
export const CSV_COLUMNS = [
  ['organ', '编制机关'],
  ['year', '报告年度'],
  ['edition', '第几版'],
  ['key', '指标代码，各年不变'],
  ['label', '指标名称'],
  ['value', '数值；空着表示没有填报'],
  ['unit', '计量单位；金额为元'],
  ['records', '计入的记录条数'],
  ['definition', '口径'],
] as const
