import type { DutyRow } from './tables-2021.ts'
import { tableRow } from './tables-shape.ts'

const DOCUMENTS = ['本年新制作数量', '本年新公开数量', '对外公开总数量']
const MATTERS = ['上一年项目数量', '本年增/减', '处理决定数量']

const duty = (code: string, label: string, columns: string[], ...marks: string[]): DutyRow => ({
  ...tableRow(code, label, label, ...marks),
  columns,
})

/** Table of part two, 国办公开办函〔2019〕60号: report years 2019 and 2020. Parts three and four: `tables-2021.ts`. */
export const DUTIES_2019: DutyRow[] = [
  duty('rules', '规章', DOCUMENTS),
  duty('normative', '规范性文件', DOCUMENTS),
  duty('licences', '行政许可', MATTERS),
  duty('services', '其他对外管理服务事项', MATTERS, '其他对外管理'),
  duty('penalties', '行政处罚', MATTERS),
  duty('coercion', '行政强制', MATTERS),
  duty('charges', '行政事业性收费', MATTERS.slice(0, 2)),
  duty('procurement', '政府集中采购', ['采购项目数量', '采购总金额']),
]
