/** Who asks for it: data, so that a page can say where each rule comes from. */
export const SOURCES = {
  veto: '国家检查指标（单项否决）',
  national: '国家检查指标、网站规范',
  law: '《政府信息公开条例》',
  sheet: '设区市考核扣分项',
  office: '本站自定',
} as const

export type Rule = {
  title: string
  source: keyof typeof SOURCES
  /** The document the rule was read from. */
  basis: string
  /** What to do about a finding. */
  fix: string
  /** Points a finding costs, and at most all of them together; both can be set. */
  each: number
  most: number
  /** A leak: every finding of it goes into the ledger. */
  leak?: true
}

const INDICATORS = '国办秘函〔2019〕19号'
const SHEET = '鲤城区2020年政务公开考核扣分项'
const SITES = '国办发〔2017〕47号'

/** What an inspector would look for. Points of the prefecture's sheet are its own; the others are where an office begins. */
export const RULES = {
  'home-stale': {
    title: '首页不更新',
    source: 'veto',
    basis: INDICATORS,
    fix: '发布一条新的信息；确实没有的，写明原因',
    each: 10,
    most: 10,
  },
  'column-stale': {
    title: '栏目不更新',
    source: 'veto',
    basis: INDICATORS,
    fix: '补充这一栏目应当公开的信息',
    each: 2,
    most: 20,
  },
  'column-blank': {
    title: '空白栏目',
    source: 'veto',
    basis: INDICATORS,
    fix: '发布这一类信息；本机关没有这类信息的，写明原因',
    each: 1,
    most: 10,
  },
  'guide-elements': {
    title: '办事指南缺要素',
    source: 'veto',
    basis: INDICATORS,
    fix: '打开事项，补上缺的要素；确实没有的写“无”',
    each: 0.5,
    most: 10,
  },
  'organ-guide': {
    title: '公开指南缺要素',
    source: 'law',
    basis: '《条例》2019年第十二条、2008年第十九条',
    fix: '在“机关与村居”里补上，公开指南随之更新',
    each: 1,
    most: 5,
  },
  'site-marks': {
    title: '网站标识不全',
    source: 'national',
    basis: SITES,
    fix: '请技术人员在站点设置里补上，每一页的页脚和元标签随之更新',
    each: 1,
    most: 5,
  },
  'dead-link': {
    title: '站内链接打不开',
    source: 'national',
    basis: INDICATORS,
    fix: '修订信息，改正或者去掉链接',
    each: 0.5,
    most: 5,
  },
  'attachment-broken': {
    title: '附件打不开',
    source: 'national',
    basis: INDICATORS,
    fix: '修订信息，重新上传附件',
    each: 1,
    most: 10,
  },
  'attachment-unread': {
    title: '附件没有文字，没有筛查',
    source: 'office',
    basis: '',
    fix: '请人工看一遍，确认没有不宜公开的内容后写明；最好换成有文字的文件',
    each: 0,
    most: 0,
  },
  late: {
    title: '逾期公开',
    source: 'sheet',
    basis: `${SHEET}；《条例》2019年第二十六条`,
    fix: '写明逾期的原因；以后在“公开期限”里看到黄灯时就公开',
    each: 5,
    most: 20,
  },
  'not-published': {
    title: '到期没有公开',
    source: 'law',
    basis: '《条例》2019年第二十六条、2008年第十八条',
    fix: '今天公开；不能公开的，按程序改公开属性',
    each: 5,
    most: 20,
  },
  'index-number': {
    title: '索引号有误',
    source: 'sheet',
    basis: SHEET,
    fix: '索引号公布后不能改；写明原因，并核对编号样式',
    each: 1,
    most: 10,
  },
  'date-order': {
    title: '成文日期晚于发布日期',
    source: 'veto',
    basis: INDICATORS,
    fix: '修订信息，核对成文日期',
    each: 1,
    most: 10,
  },
  'personal-data': {
    title: '公开了个人信息',
    source: 'law',
    basis: '《条例》2019年第十五条、2008年第十四条',
    fix: '立即撤回，遮盖以后重新发布',
    each: 10,
    most: 40,
    leak: true,
  },
  secrecy: {
    title: '公开了密级、内部标志',
    source: 'veto',
    basis: INDICATORS,
    fix: '立即撤回，报保密审查员核实',
    each: 20,
    most: 40,
    leak: true,
  },
  'cites-closed': {
    title: '引用了不公开的文件',
    source: 'sheet',
    basis: SHEET,
    fix: '修订信息，去掉引用',
    each: 2,
    most: 20,
    leak: true,
  },
  wording: {
    title: '错敏词、名称有误',
    source: 'office',
    basis: '',
    fix: '修订信息，改正用语；原文如此的，写明原因',
    each: 0.5,
    most: 5,
  },
  expired: {
    title: '过了有效期仍标为有效',
    source: 'office',
    basis: '',
    fix: '修订信息，把有效性改为已失效，或者写明已经延期',
    each: 1,
    most: 5,
  },
  'reply-overdue': {
    title: '申请逾期没有答复',
    source: 'sheet',
    basis: `${SHEET}；《条例》2019年第三十三条、2008年第二十四条`,
    fix: '今天答复；尚有法定事由的，补登记延期、征求意见等步骤',
    each: 6,
    most: 30,
  },
  'account-idle': {
    title: '账号长期不用',
    source: 'office',
    basis: '',
    fix: '核对这个人是否还在岗；不在岗的停用账号',
    each: 0.5,
    most: 5,
  },
} as const satisfies Record<string, Rule>

export type RuleCode = keyof typeof RULES
export const RULE_CODES = Object.keys(RULES) as RuleCode[]
export const isRule = (text: string): text is RuleCode => Object.hasOwn(RULES, text)
export const ruleOf = (code: RuleCode): Rule => RULES[code]

export type Colour = 'red' | 'yellow'

/** What the kinds of hits of screening come under here. */
export function ruleOfHit(kind: string): RuleCode {
  if (kind === 'secrecy-mark' || kind === 'internal-mark') return 'secrecy'
  if (kind === 'citation') return 'cites-closed'
  if (kind === 'wording') return 'wording'
  if (kind === 'unread') return 'attachment-unread'
  return 'personal-data'
}
