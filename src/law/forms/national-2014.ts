import type { ReportForm } from '../form.ts'
import { commonRules } from './common-rules.ts'
import { REMEDY_SUMS } from './tables-2021.ts'
import { NATIONAL_2014, NATIONAL_RULES } from './tables-national-2014.ts'

/** 政府信息公开情况统计表 on its own, as organs hand it to the office above them: report years 2014 to 2018. */
export const NATIONAL_2014_FORM: ReportForm = {
  code: 'national-2014',
  name: '国家统计表（2014—2018年度，单独报送）',
  years: { from: 2014, to: 2018 },
  basis: '国办发〔2014〕32号',
  title: '{short}{year}年度政府信息公开\n情况统计表',
  noticeTitle: '关于报送{short}{year}年度政府信息公开\n情况统计表的通知',
  notice: '现将《{short}{year}年度政府信息公开情况统计表》印发给你们。',
  preface: [],
  parts: [
    {
      number: '',
      title: '',
      pieces: [
        { kind: 'sentence', text: '填报单位：{organ}　　统计年度：{year}年' },
        { kind: 'table', table: NATIONAL_2014.key },
        {
          kind: 'narrative',
          key: 'notes',
          label: '填报说明',
          hint: '数据口径、来源和与往年的差别，可以不写。',
          required: false,
        },
        { kind: 'sentence', text: '单位负责人：　　　　审核人：　　　　填报人：' },
        { kind: 'sentence', text: '联系电话：{phone}' },
      ],
    },
  ],
  tables: [NATIONAL_2014],
  handled: 'answered',
  derived: REMEDY_SUMS,
  rules: [
    ...NATIONAL_RULES,
    ...commonRules({
      watched: ['proactive_total', 'applications_received', 'reconsiderations', 'litigations'],
      last: 'notes',
    }),
  ],
}
