import type { Part, Piece, ReportForm, Rule } from '../form.ts'
import { commonRules } from './common-rules.ts'
import { DUTIES_TABLE_2019 } from './tables-2019.ts'
import { APPLICANTS, APPLICATIONS_2019, REMEDIES_TABLE, REMEDY_SUMS } from './tables-2021.ts'
import type { FormTable } from './tables-shape.ts'

const narrative = (key: string, label: string, hint: string, required = true, draft?: string): Piece => ({
  kind: 'narrative',
  key,
  label,
  hint,
  required,
  draft,
})

/** 一、总体情况: what 《条例》 2019 art. 50 asks to be told, under five heads. */
const OVERALL: Piece[] = [
  { kind: 'heading', text: '（一）主动公开' },
  { kind: 'sentence', text: '{year}年，我{kind}主动公开政府信息{proactive_total}条。' },
  narrative(
    'proactive',
    '一、（一）主动公开',
    '公开了哪些重点信息，政策解读和回应关切做了什么。',
    true,
    '主动公开的信息{proactive_total_change}。全年发布政策解读稿件{policy_readings}篇，回应公众关注热点或者重大舆情{concerns_answered}次。',
  ),
  { kind: 'chart', chart: 'months', title: '{year}年各月主动公开政府信息数' },
  { kind: 'heading', text: '（二）依申请公开' },
  {
    kind: 'sentence',
    text: '{year}年，我{kind}新收政府信息公开申请{applications_received}件，上年结转{applications_carried_in}件；办结{applications_handled}件，结转下年度继续办理{applications_carried_out}件。因政府信息公开被申请行政复议{reconsiderations}件，被提起行政诉讼{litigations}件。',
  },
  narrative(
    'applications',
    '一、（二）依申请公开',
    '办理中的做法和需要解释的事项，可以不写。',
    false,
    '新收申请{applications_received_change}，办结{applications_handled_change}。',
  ),
  { kind: 'heading', text: '（三）政府信息管理' },
  narrative('management', '一、（三）政府信息管理', '公开属性认定、发布审查、规范性文件清理和目录更新。'),
  { kind: 'heading', text: '（四）平台建设' },
  narrative(
    'platform',
    '一、（四）平台建设',
    '网站专栏、新媒体、查阅点、公开栏。',
    true,
    '在{readingPoint}设有政府信息公开查阅点。政府信息公开专栏全年查阅{site_visits}人次，{site_visits_change}。',
  ),
  { kind: 'heading', text: '（五）监督保障' },
  narrative(
    'supervision',
    '一、（五）监督保障',
    '机构人员、培训、考核、社会评议、责任追究。',
    true,
    '从事政府信息公开工作的专职人员{staff_full}人、兼职人员{staff_part}人。全年召开工作会议{disclosure_meetings}次，举办培训班{trainings}次，接受培训{trained}人次。',
  ),
]

/** The six parts of 2019, kept in 2021; the tables are those of the form. */
const PARTS: Part[] = [
  { number: '一', title: '总体情况', pieces: OVERALL },
  { number: '二', title: '主动公开政府信息情况', pieces: [{ kind: 'table', table: 'table2' }] },
  { number: '三', title: '收到和处理政府信息公开申请情况', pieces: [{ kind: 'table', table: 'table3' }] },
  {
    number: '四',
    title: '政府信息公开行政复议、行政诉讼情况',
    pieces: [{ kind: 'table', table: 'table4' }],
  },
  {
    number: '五',
    title: '存在的主要问题及改进情况',
    pieces: [
      narrative('problems', '五、存在的主要问题及改进情况', '写今年的实际问题和改进情况；写“无”或者照抄上年会被查出。'),
    ],
  },
  {
    number: '六',
    title: '其他需要报告的事项',
    pieces: [
      { kind: 'sentence', text: '{year}年，我{kind}未收取信息处理费。', when: { figure: 'fees_yuan', is: 'zero' } },
      {
        kind: 'sentence',
        text: '{year}年，我{kind}共收取信息处理费{fees_yuan}元。',
        when: { figure: 'fees_yuan', is: 'positive' },
      },
      narrative('others', '六、其他需要报告的事项', '上级要求报告的其他事项，可以不写。', false),
    ],
  },
]

const SAID = '(?:本年|全年|{year}年度?)[^。；]{0,12}'

const RULES: Rule[] = [
  {
    code: 'table3-sum',
    kind: 'table-sums',
    table: 'table3',
    says: '新收加上年结转，应当等于办理结果总计加结转下年度；各列之和应当等于总计',
    article: '国办公开办函〔2019〕60号、〔2021〕30号',
  },
  { code: 'table4-sum', kind: 'table-sums', table: 'table4', says: '复议、诉讼各种结果之和应当等于总计' },
  ...['table2', 'table3', 'table4'].map(
    (table): Rule => ({ code: `${table}-filled`, kind: 'table-filled', table, says: '没有发生的填0，不能空着' }),
  ),
  { code: 'not-entered', kind: 'entered', figures: ['fees_yuan'], says: '没有发生的填0，不能空着' },
  {
    code: 'text-received',
    kind: 'text-figure',
    figure: 'applications_received',
    pattern: `${SAID}(?:新收|收到|受理)(?:政府信息公开)?申请(\\d+)件`,
    says: '正文中的新收申请数应当与表三一致',
  },
  {
    code: 'text-handled',
    kind: 'text-figure',
    figure: 'applications_handled',
    pattern: `${SAID}办结(?:政府信息公开)?(?:申请)?(\\d+)件`,
    says: '正文中的办结数应当与表三一致',
  },
  {
    code: 'carried-in',
    kind: 'brought-forward',
    into: 'applications_carried_in',
    from: 'applications_carried_out',
    parts: APPLICANTS.slice(0, -1).map(({ code }) => code),
    says: '上年结转应当等于上年报告的结转下年度，各类申请人都应当相等',
    article: '国办公开办函〔2019〕60号、〔2021〕30号',
  },
  {
    code: 'rules-never',
    kind: 'never',
    figures: ['rules_made', 'rules_repealed', 'rules_valid', 'rules_published', 'rules_public'],
    says: '规章只能由国务院部门、省级和设区的市、自治州的人民政府制定',
    article: '《立法法》（2023年）第九十一条、第九十三条',
  },
  {
    code: 'trained',
    kind: 'when-positive',
    figure: 'trained',
    needs: 'trainings',
    says: '有人接受培训，就应当有培训班',
  },
  ...commonRules({
    watched: [
      'proactive_total',
      'applications_received',
      'applications_handled',
      'reconsiderations',
      'litigations',
      'normative_documents_made',
      'normative_documents_valid',
      'licences',
      'penalties',
      'coercions',
      'charges_yuan',
    ],
    problems: 'problems',
    last: 'others',
  }),
]

/** Figures the text of these years may use, which no table asks for. */
const ALSO = [
  'proactive_site',
  'proactive_gazette',
  'proactive_other',
  'service_items',
  'service_items_one_trip',
  'one_trip_percent',
  'villages',
  'site_visits',
  'concerns_answered',
  'policy_readings',
  'press_conferences',
  'interviews',
  'disclosure_meetings',
  'trainings',
  'trained',
  'staff_full',
  'staff_part',
  'complaints',
]

/** What the forms of 2019 and since have in common; `tables` are 表二, 表三 and 表四. */
export const sixParts = (
  form: Pick<ReportForm, 'code' | 'name' | 'years' | 'basis'>,
  tables: FormTable[],
): ReportForm => ({
  ...form,
  title: '{short}{year}年政府信息公开\n工作年度报告',
  noticeTitle: '关于印发{short}{year}年政府信息公开\n工作年度报告的通知',
  notice: '现将《{short}{year}年政府信息公开工作年度报告》印发给你们，并向社会公开发布。',
  preface: [
    '本报告根据《中华人民共和国政府信息公开条例》（以下简称《条例》）的规定编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。',
    '本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。电子版可在“{site}”网站（{domain}）下载。如有疑问，请与{office}联系（地址：{address}，邮编：{postcode}，电话：{phone}，电子邮箱：{email}）。',
  ],
  parts: PARTS,
  tables,
  handled: 'ended',
  derived: REMEDY_SUMS,
  also: ALSO,
  rules: RULES,
})

/** 国办公开办函〔2019〕60号, for trial use: report years 2019 and 2020. */
export const NATIONAL_2019: ReportForm = sixParts(
  {
    code: '2019',
    name: '2019年试行格式（六部分，三张表）',
    years: { from: 2019, to: 2020 },
    basis: '《政府信息公开条例》（2019年）第四十九条、第五十条；国办公开办函〔2019〕60号',
  },
  [DUTIES_TABLE_2019, APPLICATIONS_2019, REMEDIES_TABLE],
)
