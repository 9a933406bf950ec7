import type { Rule } from '../form.ts'
import type { FormTable, Source, TableRow } from './tables-shape.ts'

/** `source`: the key of a figure, or what it is made of. */
const row = (code: string, label: string, unit: string, source: Source, ...marks: string[]): TableRow => ({
  code,
  label,
  unit,
  marks: marks.length > 0 ? marks : [label],
  cells: [source],
})
const suits = (ending: string) => ({ sum: [`suits_direct.${ending}`, `suits_after.${ending}`] })

/** 《政府信息公开情况统计表》 in the order it is printed, 国办发〔2014〕32号: report years 2014 to 2018. */
const ROWS: TableRow[] = [
  row('1.1', '主动公开政府信息数', '条', 'proactive_total'),
  row('1.1.1', '主动公开规范性文件数', '条', 'normative_documents_published'),
  row('1.1.2', '制发规范性文件总数', '件', 'normative_documents_made'),
  row('1.2.1', '政府公报公开政府信息数', '条', 'proactive_gazette'),
  row('1.2.2', '政府网站公开政府信息数', '条', 'proactive_site'),
  row('1.2.3', '政务微博公开政府信息数', '条', 'proactive_weibo'),
  row('1.2.4', '政务微信公开政府信息数', '条', 'proactive_weixin'),
  row('1.2.5', '其他方式公开政府信息数', '条', 'proactive_other', '其[他它]方式公开政府信息数'),
  row(
    '2.1',
    '回应公众关注热点或重大舆情数',
    '次',
    'concerns_answered',
    '回应公众关注热点或重大舆情数',
    '回应公众关注热点',
  ),
  row('2.2.1', '参加或举办新闻发布会总次数', '次', 'press_conferences', '(?:参加或)?举办新闻发布会总?次数'),
  row('2.2.1.1', '主要负责同志参加新闻发布会次数', '次', 'press_conferences_head'),
  row('2.2.2', '政府网站在线访谈次数', '次', 'interviews', '(?<!参加)政府网站在线访谈次数'),
  row('2.2.2.1', '主要负责同志参加政府网站在线访谈次数', '次', 'interviews_head'),
  row('2.2.3', '政策解读稿件发布数', '篇', 'policy_readings'),
  row('2.2.4', '微博微信回应事件数', '次', 'responses_social'),
  row('2.2.5', '其他方式回应事件数', '次', 'responses_other', '其[他它]方式回应事件数'),
  row('3.1', '收到申请数', '件', 'applications_received'),
  row('3.1.1', '当面申请数', '件', 'applications_counter'),
  row('3.1.2', '传真申请数', '件', 'applications_fax'),
  row('3.1.3', '网络申请数', '件', { sum: ['applications_web', 'applications_email'] }, '网[络上]申请数'),
  row('3.1.4', '信函申请数', '件', 'applications_letter'),
  row('3.2', '申请办结数', '件', 'applications_ended'),
  row('3.2.1', '按时办结数', '件', 'ended_in_time'),
  row('3.2.2', '延期办结数', '件', 'ended_extended'),
  row('3.3', '申请答复数', '件', 'applications_handled'),
  row('3.3.1', '属于已主动公开范围数', '件', 'answered.3.3.1'),
  row('3.3.2', '同意公开答复数', '件', 'answered.3.3.2'),
  row('3.3.3', '同意部分公开答复数', '件', 'answered.3.3.3'),
  row('3.3.4', '不同意公开答复数', '件', 'answered.3.3.4'),
  row('3.3.4.1', '涉及国家秘密', '件', 'answered.3.3.4.1'),
  row('3.3.4.2', '涉及商业秘密', '件', 'answered.3.3.4.2'),
  row('3.3.4.3', '涉及个人隐私', '件', 'answered.3.3.4.3'),
  row('3.3.4.4', '危及国家安全、公共安全、经济安全和社会稳定', '件', 'answered.3.3.4.4', '危及国家安全'),
  row('3.3.4.5', '不是《条例》所指政府信息', '件', 'answered.3.3.4.5', '不是《条例》所指'),
  row('3.3.4.6', '法律法规规定的其他情形', '件', 'answered.3.3.4.6', '法律法规规定的其[他它]情形'),
  row('3.3.5', '不属于本行政机关公开数', '件', 'answered.3.3.5'),
  row('3.3.6', '申请信息不存在数', '件', 'answered.3.3.6'),
  row('3.3.7', '告知作出更改补充数', '件', 'answered.3.3.7', '告知[作做]出更改补充数'),
  row('3.3.8', '告知通过其他途径办理数', '件', 'answered.3.3.8', '告知通过其[他它]途径'),
  row('4', '行政复议数量', '件', 'reconsiderations', '行政复议数量', '行政复议数'),
  row('4.1', '维持具体行政行为数（复议）', '件', 'reconsiderations.upheld', '维持具体行政行为数'),
  row('4.2', '被依法纠错数（复议）', '件', 'reconsiderations.corrected', '被依法纠错数'),
  row(
    '4.3',
    '其他情形数（复议）',
    '件',
    { sum: ['reconsiderations.other', 'reconsiderations.pending'] },
    '其[他它]情形数',
  ),
  row('5', '行政诉讼数量', '件', 'litigations', '行政诉讼数量', '行政诉讼数'),
  row('5.1', '维持具体行政行为或者驳回原告诉讼请求数', '件', suits('upheld'), '维持具体行政行为或者?驳回'),
  row('5.2', '被依法纠错数（诉讼）', '件', suits('corrected'), '被依法纠错数'),
  row('5.3', '其他情形数（诉讼）', '件', { sum: [...suits('other').sum, ...suits('pending').sum] }, '其[他它]情形数'),
  row('6', '举报投诉数量', '件', 'complaints', '举报投诉数量', '举报投诉数'),
  row('7', '依申请公开信息收取的费用', '万元', { wan: 'fees_yuan' }),
  row('8.1', '政府信息公开工作专门机构数', '个', 'disclosure_offices'),
  row('8.2', '设置政府信息公开查阅点数', '个', 'reading_points'),
  row('8.3', '从事政府信息公开工作人员数', '人', { sum: ['staff_full', 'staff_part'] }),
  row('8.3.1', '专职人员数', '人', 'staff_full'),
  row('8.3.2', '兼职人员数', '人', 'staff_part'),
  row('8.4', '政府信息公开专项经费', '万元', { wan: 'funds_yuan' }),
  row('9.1', '召开政府信息公开工作会议或专题会议数', '次', 'disclosure_meetings', '召开政府信息公开工作会议'),
  row('9.2', '举办各类培训班数', '次', 'trainings'),
  row('9.3', '接受培训人员数', '人次', 'trained'),
]

const sum = (whole: string, ...parts: string[]) => ({
  left: [whole],
  right: parts,
  says: '合计等于各项之和',
})
const within = (part: string, whole: string) => ({ part, whole, says: '其中的一部分不能多于全部' })
const numbered = (whole: string, count: number) => Array.from({ length: count }, (_, index) => `${whole}.${index + 1}`)

const CHAPTERS: Record<string, string> = {
  1: '一、主动公开情况',
  2: '二、回应解读情况',
  3: '三、依申请公开情况',
  8: '八、机构建设和保障经费情况',
  9: '九、政府信息公开会议和培训情况',
}
const SECTIONS: Record<string, string> = {
  1.2: '（二）通过不同渠道和方式公开政府信息的情况',
  2.2: '（二）通过不同渠道和方式回应解读的情况',
}
const PRINTED: Record<string, string> = {
  1.1: '（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）',
  '1.1.1': '其中：主动公开规范性文件数',
  '1.1.2': '制发规范性文件总数',
  2.1: '（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）',
  '2.2.1.1': '其中：主要负责同志参加新闻发布会总次数',
  '2.2.2.1': '其中：主要负责同志参加政府网站在线访谈次数',
  '3.3.4.1': '其中：1.涉及国家秘密',
  4: '四、行政复议数量',
  5: '五、行政诉讼数量',
  6: '六、举报投诉数量',
  7: '七、依申请公开信息收取的费用',
  '8.3.1': '1.专职人员数（不包括政府公报及政府网站工作人员数）',
  8.4: '（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）',
}
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** Its number as it is printed, （一） then 1., and the heads it stands under. */
function placed(row: TableRow): TableRow {
  const levels = row.code.split('.')
  const last = Number(levels.at(-1))
  const bare = row.label.replace(/（复议）|（诉讼）/, '')
  const number = levels.length === 2 ? `（${NUMERALS[last - 1]}）` : levels.length > 2 ? `${last}.` : ''
  return {
    ...row,
    printed: PRINTED[row.code] ?? `${number}${bare}`,
    indent: Math.max(0, levels.length - 2),
    group: CHAPTERS[levels[0]!],
    under: SECTIONS[levels.slice(0, 2).join('.')] ? [SECTIONS[levels.slice(0, 2).join('.')]!] : [],
  }
}

/** The channels of 1.2 are no parts of 1.1: one piece of information may stand in several of them. */
export const NATIONAL_2014: FormTable = {
  key: 'national',
  caption: '政府信息公开情况统计表',
  stub: '统计指标',
  layout: 'list',
  columns: [{ code: 'c1', label: '统计数' }],
  rows: ROWS.map(placed),
  identities: [
    sum('3.1', ...numbered('3.1', 4)),
    sum('3.2', ...numbered('3.2', 2)),
    sum('3.3', ...numbered('3.3', 8)),
    sum('3.3.4', ...numbered('3.3.4', 6)),
    sum('4', ...numbered('4', 3)),
    sum('5', ...numbered('5', 3)),
    sum('8.3', ...numbered('8.3', 2)),
  ],
  bounds: [within('1.1.1', '1.1'), within('1.1.1', '1.1.2'), within('2.2.1.1', '2.2.1'), within('2.2.2.1', '2.2.2')],
}

export const NATIONAL_RULES: Rule[] = [
  { code: 'national-sum', kind: 'table-sums', table: 'national', says: '统计表各项合计应当等于其下各项之和' },
  { code: 'national-filled', kind: 'table-filled', table: 'national', says: '没有发生的填0，不能空着' },
]
