import type { ReportForm } from '../form.ts'
import { sixParts } from './national-2019.ts'
import { APPLICATIONS_2021, DUTIES_TABLE_2021, REMEDIES_TABLE } from './tables-2021.ts'

/** 国办公开办函〔2021〕30号: report years from 2021. */
export const NATIONAL_2021: ReportForm = sixParts(
  {
    code: '2021',
    name: '2021年格式（六部分，三张表）',
    years: { from: 2021, to: null },
    basis: '《政府信息公开条例》（2019年）第四十九条、第五十条；国办公开办函〔2021〕30号',
  },
  [DUTIES_TABLE_2021, APPLICATIONS_2021, REMEDIES_TABLE],
)
