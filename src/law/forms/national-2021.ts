import type { ReportForm } from '../form.ts'
import { sixParts } from './national-2019.ts'
import { APPLICATIONS_2021, DUTIES_TABLE_2021, REMEDIES_TABLE } from './tables-2021.ts'

const FORM = sixParts(
  {
    code: '2021',
    name: '2021年格式（六部分，三张表）',
    years: { from: 2021, to: null },
    basis: '《政府信息公开条例》（2019年）第四十九条、第五十条；国办公开办函〔2021〕30号',
  },
  [DUTIES_TABLE_2021, APPLICATIONS_2021, REMEDIES_TABLE],
)

/** 国办公开办函〔2021〕30号: report years from 2021. Its table of part two tells what came, what went and what is in force. */
export const NATIONAL_2021: ReportForm = {
  ...FORM,
  rules: [
    ...FORM.rules,
    {
      code: 'in-force',
      kind: 'balance',
      now: 'normative_documents_valid',
      plus: ['normative_documents_made'],
      minus: ['normative_documents_repealed'],
      says: '现行有效件数应当等于上年现行有效件数加本年制发、减本年废止',
      article: '国办公开办函〔2021〕30号',
    },
  ],
}
