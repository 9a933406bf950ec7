import { type FormTable, type Source, type TableColumn, type TableRow, tableRow } from './tables-shape.ts'

/** One line of 二、主动公开政府信息情况: its label, and the heads of the figures beside it. */
export type DutyRow = TableRow & { columns: string[] }

/** `item` is the item of art. 20 the line reports on, 《条例》 2019. */
export const dutyRow = (
  code: string,
  label: string,
  marks: string[],
  columns: string[],
  item: string,
  cells: Source[],
): DutyRow => ({ ...tableRow(code, label, ...marks), columns, cells, group: `第二十条第（${item}）项` })

const DOCUMENTS = ['本年制发件数', '本年废止件数', '现行有效件数']
const DECISIONS = ['本年处理决定数量']

/** Table of part two, 国办公开办函〔2021〕30号: report years from 2021. */
export const DUTIES_2021: DutyRow[] = [
  dutyRow('rules', '规章', ['规章'], DOCUMENTS, '一', ['rules_made', 'rules_repealed', 'rules_valid']),
  dutyRow('normative', '行政规范性文件', ['行政规范性文件', '规范性文件'], DOCUMENTS, '一', [
    'normative_documents_made',
    'normative_documents_repealed',
    'normative_documents_valid',
  ]),
  dutyRow('licences', '行政许可', ['行政许可'], DECISIONS, '五', ['licences']),
  dutyRow('penalties', '行政处罚', ['行政处罚'], DECISIONS, '六', ['penalties']),
  dutyRow('coercion', '行政强制', ['行政强制'], DECISIONS, '六', ['coercions']),
  dutyRow('charges', '行政事业性收费', ['行政事业性收费'], ['本年收费金额（单位：万元）'], '八', [
    { wan: 'charges_yuan' },
  ]),
]

export const dutiesTable = (rows: DutyRow[]): FormTable => ({
  key: 'table2',
  caption: '主动公开政府信息情况',
  stub: '信息内容',
  layout: 'groups',
  named: true,
  columns: Array.from({ length: Math.max(...rows.map(({ columns }) => columns.length)) }, (_, at) => ({
    code: `c${at + 1}`,
    label: '',
  })),
  rows,
  identities: [],
  bounds: [],
})

export const DUTIES_TABLE_2021 = dutiesTable(DUTIES_2021)

/** Who applied: the columns of part three, with the total last. */
export const APPLICANTS: TableColumn[] = [
  { code: 'c1', label: '自然人', heads: ['申请人情况'], takes: 'part' },
  ...['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'].map(
    (label, at): TableColumn => ({
      code: `c${at + 2}`,
      label,
      heads: ['申请人情况', '法人或其他组织'],
      takes: 'part',
    }),
  ),
  { code: 'c7', label: '总计', heads: ['申请人情况'] },
]

const RESULTS = '三、本年度办理结果'

/** Lines that the form prints in more words than they are known by. */
const PRINTED: Record<string, string> = {
  r2: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  r6_1: '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  r6_2: '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
}

/** A line of the results of the year; `of` is the kind of result it belongs to. */
const result = (row: TableRow, of?: string): TableRow => ({
  ...row,
  figure: `ended.${row.code}`,
  printed: PRINTED[row.code],
  under: of ? [RESULTS, of] : [RESULTS],
})

const BEFORE_OTHERS: TableRow[] = [
  {
    ...tableRow('n1', '一、本年新收政府信息公开申请数量', '本年新收政府信息公开申请数量', '本年新收'),
    figure: 'applications_received',
  },
  {
    ...tableRow('n2', '二、上年结转政府信息公开申请数量', '上年结转政府信息公开申请数量', '上年度?结转'),
    figure: 'applications_carried_in',
  },
  result(tableRow('r1', '（一）予以公开', '（一）予以公开', '(?<!不)予以公开')),
  result(tableRow('r2', '（二）部分公开', '（二）部分公开', '部分公开')),
  result(tableRow('r3_1', '1.属于国家秘密', '属于国家秘密', '国家秘密'), '（三）不予公开'),
  result(tableRow('r3_2', '2.其他法律行政法规禁止公开', '其[他它]法律', '行政法规禁止'), '（三）不予公开'),
  result(tableRow('r3_3', '3.危及“三安全一稳定”', '危及', '三安全一稳定'), '（三）不予公开'),
  result(tableRow('r3_4', '4.保护第三方合法权益', '保护第三方', '第三方'), '（三）不予公开'),
  result(tableRow('r3_5', '5.属于三类内部事务信息', '属于三类内部', '内部事务'), '（三）不予公开'),
  result(tableRow('r3_6', '6.属于四类过程性信息', '属于四类过程', '过程性'), '（三）不予公开'),
  result(tableRow('r3_7', '7.属于行政执法案卷', '属于行政执法', '执法案卷'), '（三）不予公开'),
  result(tableRow('r3_8', '8.属于行政查询事项', '属于行政查询', '行政查询'), '（三）不予公开'),
  result(tableRow('r4_1', '1.本机关不掌握相关政府信息', '本机关不掌握', '不掌握'), '（四）无法提供'),
  result(tableRow('r4_2', '2.没有现成信息需要另行制作', '没有现成', '另行制作'), '（四）无法提供'),
  result(tableRow('r4_3', '3.补正后申请内容仍不明确', '补正后', '仍不明确'), '（四）无法提供'),
  result(tableRow('r5_1', '1.信访举报投诉类申请', '信访举报', '信访'), '（五）不予处理'),
  result(tableRow('r5_2', '2.重复申请', '重复申请'), '（五）不予处理'),
  result(tableRow('r5_3', '3.要求提供公开出版物', '要求提供公开', '公开出版物'), '（五）不予处理'),
  result(tableRow('r5_4', '4.无正当理由大量反复申请', '无正当理由大量', '大量反复'), '（五）不予处理'),
  result(
    tableRow('r5_5', '5.要求行政机关确认或重新出具已获取信息', '要求行政机关确认', '确认或重新'),
    '（五）不予处理',
  ),
]

const AFTER_OTHERS: TableRow[] = [
  { ...tableRow('r7', '（七）总计', '（七）总计', '（七）'), figure: 'applications_handled', under: [RESULTS] },
  { ...tableRow('n4', '四、结转下年度继续办理', '结转下年', '结转下一年'), figure: 'applications_carried_out' },
]

const OTHERS: TableRow[] = [
  result(tableRow('r6_1', '1.申请人无正当理由逾期不补正', '申请人无正当理由逾期', '逾期不补'), '（六）其他处理'),
  result(
    tableRow('r6_2', '2.申请人逾期未按收费通知要求缴纳费用', '申请人逾期未按', '逾期不缴', '未按收费通知'),
    '（六）其他处理',
  ),
  result(tableRow('r6_3', '3.其他', '3[.、]其[他它]'), '（六）其他处理'),
]

/** （六）其他处理 as one line: the form of 2019, and many reports ever since. */
const OTHERS_IN_ONE = result(tableRow('r6', '（六）其他处理', '（六）其[他它]处理', '（六）其[他它]', '（六）'))

const applications = (others: TableRow[]): FormTable => {
  const rows = [...BEFORE_OTHERS, ...others, ...AFTER_OTHERS]
  const results = rows.map((row) => row.code).filter((code) => code.startsWith('r') && code !== 'r7')
  return {
    key: 'table3',
    caption: '收到和处理政府信息公开申请情况',
    stub: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
    layout: 'grid',
    columns: APPLICANTS,
    rows,
    total: 'c7',
    identities: [
      { left: ['n1', 'n2'], right: ['r7', 'n4'], says: '第一项加第二项之和，等于第三项加第四项之和' },
      { left: ['r7'], right: results, says: '办理结果总计等于各类结果之和' },
    ],
    bounds: [],
  }
}

export const APPLICATIONS_2021 = applications(OTHERS)
export const APPLICATIONS_2019 = applications([OTHERS_IN_ONE])

/** How a reconsideration or a suit ended; the last is the total of the others. */
export const ENDINGS: TableColumn[] = [
  { code: 'upheld', label: '结果维持', takes: 'part' },
  { code: 'corrected', label: '结果纠正', takes: 'part' },
  { code: 'other', label: '其他结果', takes: 'part' },
  { code: 'pending', label: '尚未审结', takes: 'part' },
  { code: 'total', label: '总计' },
]

const remedy = (code: string, label: string, figure: string, under: string[]): TableRow => ({
  ...tableRow(code, label, label),
  figure,
  under,
})

export const REMEDIES: TableRow[] = [
  remedy('p', '行政复议', 'reconsiderations', ['行政复议']),
  remedy('q', '行政诉讼（未经复议直接起诉）', 'suits_direct', ['行政诉讼', '未经复议直接起诉']),
  remedy('s', '行政诉讼（复议后起诉）', 'suits_after', ['行政诉讼', '复议后起诉']),
]

const ended = (figure: string) => ENDINGS.slice(0, -1).map(({ code }) => `${figure}.${code}`)

/** What each kind of remedy comes to: the parts by how they ended, added up. */
export const REMEDY_SUMS: Record<string, Source> = {
  reconsiderations: { sum: ended('reconsiderations') },
  suits_direct: { sum: ended('suits_direct') },
  suits_after: { sum: ended('suits_after') },
  litigations: { sum: ['suits_direct', 'suits_after'] },
}

/** 四、政府信息公开行政复议、行政诉讼情况: in 2019 and since. */
export const REMEDIES_TABLE: FormTable = {
  key: 'table4',
  caption: '政府信息公开行政复议、行政诉讼情况',
  layout: 'across',
  columns: ENDINGS,
  rows: REMEDIES,
  total: 'total',
  identities: [],
  bounds: [],
}
