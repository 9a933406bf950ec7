import type { ReportForm } from '../form.ts'
import { commonRules } from './common-rules.ts'
import { cumulativeOf, type FormTable, type TableRow } from './tables-shape.ts'

const row = (printed: string, figure: string, of?: string): TableRow => {
  const label = printed.replace(/^其中：/, '').replace(/^\d[.、]/, '')
  return { code: figure, label, marks: [label], printed, unit: '条', figure, indent: of ? 1 : 0 }
}

const ROWS: TableRow[] = [
  row('主动公开信息数', 'proactive_total'),
  row('其中：1、网站公开', 'proactive_site', 'proactive_total'),
  row('2、政府公报公开', 'proactive_gazette', 'proactive_total'),
  row('受理依申请公开信息总数', 'applications_received'),
  row('其中：1.当面申请数', 'applications_counter', 'applications_received'),
  row('2.传真申请数', 'applications_fax', 'applications_received'),
  row('3.电子邮件申请数', 'applications_email', 'applications_received'),
  row('4.网上申请数', 'applications_web', 'applications_received'),
  row('5.信函申请数', 'applications_letter', 'applications_received'),
  row('对申请的答复总数', 'applications_handled'),
  row('其中：1.同意公开答复数', 'answers_granted', 'applications_handled'),
  row('2.同意部分公开答复数', 'answers_partial', 'applications_handled'),
  row('3.否决公开答复总数', 'answers_refused', 'applications_handled'),
  row('行政复议数', 'reconsiderations'),
  row('行政诉讼数', 'litigations'),
  row('行政申诉数', 'complaints'),
]

/** 附表 of the year and of all years together. */
export const FUJIAN_ANNEX: FormTable = {
  key: 'annex',
  caption: '政府信息公开情况统计表',
  stub: '指标名称',
  layout: 'list',
  named: true,
  columns: [
    { code: 'year', label: '{year}年' },
    { code: 'cumulative', label: '历年累计', takes: 'cumulative' },
  ],
  rows: ROWS,
  identities: [],
  bounds: [],
}

const FIGURES = ROWS.map(({ code }) => code)
const CHANNELS = ['counter', 'fax', 'email', 'web', 'letter'].map((channel) => `applications_${channel}`)
const ANSWERS = ['granted', 'partial', 'refused'].map((outcome) => `answers_${outcome}`)
const cumulative = (keys: string[]) => keys.map(cumulativeOf)

/** Fujian's report in seven parts with its annex, report years 2008 to 2018 (part four went out of use from 2017 on in some places). */
export const FUJIAN_2008: ReportForm = {
  code: 'fujian-2008',
  name: '福建省2008年版（七部分，附表）',
  years: { from: 2008, to: 2018 },
  basis: '《政府信息公开条例》（2008年）第三十一条、第三十二条',
  title: '{short}{year}年政府信息公开\n工作年度报告',
  noticeTitle: '关于印发{short}{year}年政府信息公开\n工作年度报告的通知',
  notice: '现将《{short}{year}年政府信息公开工作年度报告》印发给你们，并向社会公开发布。',
  preface: [
    '本年报根据《中华人民共和国政府信息公开条例》（以下简称《条例》）的规定编制，由概述，主动公开政府信息情况，政府信息依申请公开办理情况，政府信息公开的收费及减免情况，因政府信息公开申请行政复议、提起行政诉讼的情况，政府信息公开工作存在的主要问题及改进措施，需要说明的事项与附表等七部分组成。',
    '本年报所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。电子版可在“{site}”网站（{domain}）下载。如有疑问，请与{office}联系（地址：{address}，邮编：{postcode}，电话：{phone}，电子邮箱：{email}）。',
  ],
  parts: [
    {
      number: '一',
      title: '概述',
      pieces: [
        {
          kind: 'narrative',
          key: 'overview',
          label: '一、概述',
          hint: '本年部署、组织领导、审核把关、制度落实。以（一）（二）开头的一行排成小标题。',
          required: true,
        },
        {
          kind: 'sentence',
          text: '全{kind}{service_items}项行政审批和服务事项已录入省网上办事大厅，其中最多跑一趟{service_items_one_trip}项，占总数的{one_trip_percent}%。',
          when: { figure: 'service_items', is: 'positive' },
        },
      ],
    },
    {
      number: '二',
      title: '主动公开政府信息的情况',
      pieces: [
        { kind: 'heading', text: '（一）主动公开政府信息数量' },
        {
          kind: 'sentence',
          text: '截至{year}年12月31日，全{kind}历年累计主动公开政府信息{proactive_cumulative}条，其中{year}年度主动公开政府信息{proactive_total}条，全文电子化的主动公开信息{electronic_total}条，全文电子化率{electronic_percent}%。',
        },
        { kind: 'heading', text: '（二）主动公开政府信息的主要类别情况' },
        { kind: 'categories', text: '{year}年度主动公开的信息中，' },
        { kind: 'chart', chart: 'categories', title: '{year}年主动公开政府信息分类情况' },
        { kind: 'chart', chart: 'months', title: '{year}年各月主动公开政府信息数' },
        { kind: 'heading', text: '（三）政府信息公开形式' },
        {
          kind: 'sentence',
          text: '{year}年公众通过政府信息公开专栏查阅政府信息{site_visits}人次。全{kind}{villages}个村（居）均设立村务公开栏。',
        },
        {
          kind: 'narrative',
          key: 'channels',
          label: '二、（三）政府信息公开形式',
          hint: '网站、公共查阅点、公开栏、热线各做了什么。',
          required: true,
          draft:
            '1.政府门户网站。全年在网站公开政府信息{proactive_site}条，{proactive_site_change}。\n2.公共查阅点。在{readingPoint}设立政府信息公开查阅点。\n3.政务公开栏。\n4.热线。保持{hotline}便民电话畅通。',
        },
      ],
    },
    {
      number: '三',
      title: '政府信息依申请公开办理情况',
      pieces: [
        {
          kind: 'sentence',
          text: '{year}年，我{kind}共受理政府信息公开申请{applications_received}件，答复{applications_handled}件；历年累计受理{applications_received_cumulative}件，答复{applications_handled_cumulative}件。',
        },
        {
          kind: 'narrative',
          key: 'applications',
          label: '三、依申请公开办理情况',
          hint: '办理中的做法和需要解释的事项，可以不写。',
          required: false,
          draft: '受理的申请{applications_received_change}。',
        },
      ],
    },
    {
      number: '四',
      title: '政府信息公开的收费及减免情况',
      pieces: [
        {
          kind: 'sentence',
          text: '{year}年我{kind}对依申请公开政府信息未收取费用。',
          when: { figure: 'fees_yuan', is: 'zero' },
        },
        {
          kind: 'sentence',
          text: '{year}年我{kind}依申请公开政府信息共收取检索、复制、邮寄费{fees_yuan}元。',
          when: { figure: 'fees_yuan', is: 'positive' },
        },
      ],
    },
    {
      number: '五',
      title: '因政府信息公开申请行政复议、提起行政诉讼的情况',
      pieces: [
        {
          kind: 'sentence',
          text: '{year}年我{kind}因政府信息公开被申请行政复议{reconsiderations}件，被提起行政诉讼{litigations}件，被申诉{complaints}件。',
        },
      ],
    },
    {
      number: '六',
      title: '政府信息公开工作存在的主要问题及改进措施',
      pieces: [
        {
          kind: 'narrative',
          key: 'problems',
          label: '六、存在的主要问题及改进措施',
          hint: '写今年的实际问题和下一步措施；照抄上年会被查出。',
          required: true,
        },
      ],
    },
    {
      number: '七',
      title: '需要说明的事项与附表',
      pieces: [
        {
          kind: 'sentence',
          text: '（一）主动公开情况：{year}年主动公开政府信息{proactive_total}条。',
        },
        {
          kind: 'sentence',
          text: '（二）依申请公开情况：{year}年受理政府信息公开申请{applications_received}件。',
        },
        {
          kind: 'narrative',
          key: 'notes',
          label: '七、需要说明的事项',
          hint: '数据口径、来源和与往年的差别。',
          required: false,
        },
        { kind: 'heading', text: '（三）附表' },
        { kind: 'table', table: 'annex' },
      ],
    },
  ],
  tables: [FUJIAN_ANNEX],
  handled: 'answered',
  also: ['applications_open'],
  rules: [
    {
      code: 'category-sum',
      kind: 'categorised',
      whole: 'proactive_total',
      says: '各类别条数之和应当等于主动公开总数',
    },
    { code: 'percent-sum', kind: 'percents', digits: 2, says: '各类别占比之和应当是100%，误差不超过四舍五入' },
    {
      code: 'table-sum',
      kind: 'sum',
      whole: 'applications_received',
      parts: CHANNELS,
      says: '受理总数应当等于五种渠道之和',
    },
    {
      code: 'table-sum-cumulative',
      kind: 'sum',
      whole: 'applications_received_cumulative',
      parts: cumulative(CHANNELS),
      says: '历年累计受理总数应当等于五种渠道之和',
    },
    {
      code: 'answer-sum',
      kind: 'sum',
      whole: 'applications_handled',
      parts: ANSWERS,
      says: '答复总数应当等于各类答复之和',
    },
    {
      code: 'answer-sum-cumulative',
      kind: 'sum',
      whole: 'applications_handled_cumulative',
      parts: cumulative(ANSWERS),
      says: '历年累计答复总数应当等于各类答复之和',
    },
    {
      code: 'part-site',
      kind: 'part',
      part: 'proactive_site',
      whole: 'proactive_total',
      says: '网站公开数不应大于主动公开总数',
    },
    {
      code: 'part-gazette',
      kind: 'part',
      part: 'proactive_gazette',
      whole: 'proactive_total',
      says: '公报公开数不应大于主动公开总数',
    },
    {
      code: 'part-one-trip',
      kind: 'part',
      part: 'service_items_one_trip',
      whole: 'service_items',
      says: '最多跑一趟事项不应多于事项总数',
    },
    {
      code: 'part-electronic',
      kind: 'part',
      part: 'electronic_total',
      whole: 'proactive_total',
      says: '全文电子化数不应大于主动公开总数',
    },
    {
      code: 'within-cumulative',
      kind: 'within-cumulative',
      figures: FIGURES,
      says: '当年数不应大于历年累计数',
    },
    {
      code: 'cumulative',
      kind: 'carried-forward',
      figures: FIGURES,
      says: '历年累计应当等于上年报告的累计加上本年数',
    },
    {
      code: 'received-answered',
      kind: 'all-answered',
      received: 'applications_received_cumulative',
      answered: 'applications_handled_cumulative',
      unanswered: 'applications_unanswered_cumulative',
      open: 'applications_open',
      says: '每一件申请都应当已经答复，或者结转下年继续办理',
      article: '《条例》（2008年）第二十一条、第二十四条',
    },
    {
      code: 'not-entered',
      kind: 'entered',
      figures: ['site_visits', 'reconsiderations', 'litigations', 'complaints', 'fees_yuan'],
      says: '没有发生的填0，不能空着',
    },
    {
      code: 'text-proactive',
      kind: 'text-figure',
      figure: 'proactive_total',
      pattern: '(?:本年|全年|{year}年度?)[^。；]{0,12}主动公开政府信息(\\d+)条',
      says: '正文中的主动公开数应当与附表一致',
    },
    {
      code: 'text-applications',
      kind: 'text-figure',
      figure: 'applications_received',
      pattern: '(?:本年|全年|{year}年度?)[^。；]{0,12}(?:受理|收到)(?:政府信息公开)?申请(\\d+)件',
      says: '正文中的受理申请数应当与附表一致',
    },
    {
      code: 'text-one-trip',
      kind: 'text-figure',
      figure: 'service_items_one_trip',
      pattern: '最多跑一[趟次](?:事项)?(\\d+)项',
      says: '正文中的最多跑一趟事项数应当与事项清单一致',
    },
    ...commonRules({
      watched: ['proactive_total', 'applications_received', 'site_visits', 'reconsiderations', 'litigations'],
      problems: 'problems',
      last: 'notes',
    }),
  ],
}
