import { type DutyRow, dutiesTable, dutyRow as duty } from './tables-2021.ts'
import type { FormTable, Source } from './tables-shape.ts'

const MADE = ['本年新制作数量', '本年新公开数量', '对外公开总数量']
const MATTERS = ['上一年项目数量', '本年增/减', '处理决定数量']

/** Items of a kind at the end of a year: those of the year before, and how many more or fewer there are now. */
const items = (figure: string): Source[] => [{ before: figure }, { change: figure }]

/** Table of part two, 国办公开办函〔2019〕60号: report years 2019 and 2020. Parts three and four: `tables-2021.ts`. */
export const DUTIES_2019: DutyRow[] = [
  duty('rules', '规章', ['规章'], MADE, '一', ['rules_made', 'rules_published', 'rules_public']),
  duty('normative', '规范性文件', ['规范性文件'], MADE, '一', [
    'normative_documents_made',
    'normative_documents_published',
    'normative_documents_public',
  ]),
  duty('licences', '行政许可', ['行政许可'], MATTERS, '五', [...items('licence_items'), 'licences']),
  duty('services', '其他对外管理服务事项', ['其他对外管理服务事项', '其他对外管理'], MATTERS, '五', [
    ...items('service_matter_items'),
    'service_matters',
  ]),
  duty('penalties', '行政处罚', ['行政处罚'], MATTERS, '六', [...items('penalty_items'), 'penalties']),
  duty('coercion', '行政强制', ['行政强制'], MATTERS, '六', [...items('coercion_items'), 'coercions']),
  duty('charges', '行政事业性收费', ['行政事业性收费'], MATTERS.slice(0, 2), '八', items('charge_items')),
  duty('procurement', '政府集中采购', ['政府集中采购'], ['采购项目数量', '采购总金额（万元）'], '九', [
    'procurement_items',
    { wan: 'procurement_yuan' },
  ]),
]

export const DUTIES_TABLE_2019: FormTable = dutiesTable(DUTIES_2019)
