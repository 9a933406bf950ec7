import { type FormTable, type TableColumn, type TableRow, tableRow } from './tables-shape.ts'

/** One line of 二、主动公开政府信息情况: its label, and how many figures stand beside it. */
export type DutyRow = TableRow & { columns: string[] }

const duty = (code: string, label: string, marks: string[], columns: string[]): DutyRow => ({
  ...tableRow(code, label, ...marks),
  columns,
})

const DOCUMENTS = ['本年制发件数', '本年废止件数', '现行有效件数']
const DECISIONS = ['本年处理决定数量']

/** Table of part two, 国办公开办函〔2021〕30号: report years from 2021. */
export const DUTIES_2021: DutyRow[] = [
  duty('rules', '规章', ['规章'], DOCUMENTS),
  duty('normative', '行政规范性文件', ['行政规范性文件', '规范性文件'], DOCUMENTS),
  duty('licences', '行政许可', ['行政许可'], DECISIONS),
  duty('penalties', '行政处罚', ['行政处罚'], DECISIONS),
  duty('coercion', '行政强制', ['行政强制'], DECISIONS),
  duty('charges', '行政事业性收费', ['行政事业性收费'], ['本年收费金额（万元）']),
]

/** Who applied: the columns of part three, with the total last. */
export const APPLICANTS: TableColumn[] = [
  { code: 'c1', label: '自然人' },
  { code: 'c2', label: '商业企业' },
  { code: 'c3', label: '科研机构' },
  { code: 'c4', label: '社会公益组织' },
  { code: 'c5', label: '法律服务机构' },
  { code: 'c6', label: '其他' },
  { code: 'c7', label: '总计' },
]

const BEFORE_OTHERS: TableRow[] = [
  tableRow('n1', '一、本年新收政府信息公开申请数量', '本年新收政府信息公开申请数量', '本年新收'),
  tableRow('n2', '二、上年结转政府信息公开申请数量', '上年结转政府信息公开申请数量', '上年度?结转'),
  tableRow('r1', '（一）予以公开', '（一）予以公开', '(?<!不)予以公开'),
  tableRow('r2', '（二）部分公开', '（二）部分公开', '部分公开'),
  tableRow('r3_1', '1.属于国家秘密', '属于国家秘密', '国家秘密'),
  tableRow('r3_2', '2.其他法律行政法规禁止公开', '其[他它]法律', '行政法规禁止'),
  tableRow('r3_3', '3.危及“三安全一稳定”', '危及', '三安全一稳定'),
  tableRow('r3_4', '4.保护第三方合法权益', '保护第三方', '第三方'),
  tableRow('r3_5', '5.属于三类内部事务信息', '属于三类内部', '内部事务'),
  tableRow('r3_6', '6.属于四类过程性信息', '属于四类过程', '过程性'),
  tableRow('r3_7', '7.属于行政执法案卷', '属于行政执法', '执法案卷'),
  tableRow('r3_8', '8.属于行政查询事项', '属于行政查询', '行政查询'),
  tableRow('r4_1', '1.本机关不掌握相关政府信息', '本机关不掌握', '不掌握'),
  tableRow('r4_2', '2.没有现成信息需要另行制作', '没有现成', '另行制作'),
  tableRow('r4_3', '3.补正后申请内容仍不明确', '补正后', '仍不明确'),
  tableRow('r5_1', '1.信访举报投诉类申请', '信访举报', '信访'),
  tableRow('r5_2', '2.重复申请', '重复申请'),
  tableRow('r5_3', '3.要求提供公开出版物', '要求提供公开', '公开出版物'),
  tableRow('r5_4', '4.无正当理由大量反复申请', '无正当理由大量', '大量反复'),
  tableRow('r5_5', '5.要求行政机关确认或重新出具已获取信息', '要求行政机关确认', '确认或重新'),
]

const AFTER_OTHERS: TableRow[] = [
  tableRow('r7', '（七）总计', '（七）总计', '（七）'),
  tableRow('n4', '四、结转下年度继续办理', '结转下年', '结转下一年'),
]

const OTHERS: TableRow[] = [
  tableRow('r6_1', '1.申请人无正当理由逾期不补正', '申请人无正当理由逾期', '逾期不补'),
  tableRow('r6_2', '2.申请人逾期未按收费通知要求缴纳费用', '申请人逾期未按', '逾期不缴', '未按收费通知'),
  tableRow('r6_3', '3.其他', '3[.、]其[他它]'),
]

/** （六）其他处理 as one line: the form of 2019, and many reports ever since. */
const OTHERS_IN_ONE = tableRow('r6', '（六）其他处理', '（六）其[他它]处理', '（六）其[他它]', '（六）')

const applications = (others: TableRow[]): FormTable => {
  const rows = [...BEFORE_OTHERS, ...others, ...AFTER_OTHERS]
  const results = rows.map((row) => row.code).filter((code) => code.startsWith('r') && code !== 'r7')
  return {
    key: 'table3',
    caption: '收到和处理政府信息公开申请情况',
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
export const ENDINGS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'] as const
export const REMEDIES = [
  { code: 'p', label: '行政复议' },
  { code: 'q', label: '行政诉讼（未经复议直接起诉）' },
  { code: 's', label: '行政诉讼（复议后起诉）' },
] as const
