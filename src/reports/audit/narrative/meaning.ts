import type { Count } from './counts.ts'
import type { Key } from './keys.ts'

const CASES = /^(?:件次|件|条次|条|起|份|宗|例|次|项|个|)$/
const ITEMS = /^(?:条次|条|件|项|篇|份|则|)$/
/** Applications that have nothing to do with disclosure. */
const OTHER_BUSINESS =
  /许可申请|审批|行政服务|政务服务|服务中心|服务大厅|窗口|不动产|低保|救助|补贴|贷款|工单|信访|热线|咨询|建议|提案|议案|留言|来信|来电|办件|投诉件|证照|备案申请|公证|仲裁|法律援助|入党|办证/
/** A verb the count is the object of, with only such words between them. */
const GENERIC =
  '(?:了|的|到|各类|各种|各项|各|类|政府|政务|公共|公开|相关|有关|信息|文件|数据|资料|动态|内容|条目|总条数|条数|件数|总数|总量|数量|数|总计|总|共计|合计|共|累计|计|达到|达|为|约|近|全年|年度|有|（[^）]{0,16}）|）|：)'
const DISCLOSED = new RegExp(
  `(?:主动(?:地|向社会|对外|向公众)?(?:公开|发布|公布)|主动政府信息公开|公开发布|公开|公布|发布)${GENERIC}*$`,
)
const STATED = /(主动)|(信息|文件)/

/** The last clause before the number, where its subject usually is. */
export const clauseOf = (count: Count): string => /[^，。；：]*$/.exec(count.lead.replace(/[，；：、]$/, ''))![0]

/** The clause before that one: 还通过公众号，发布信息97条. */
const clauseBefore = (count: Count): string =>
  /([^，。；：]*)，[^，。；：]*$/.exec(count.lead.replace(/[，；：、]$/, ''))?.[1] ?? ''

/** What a count is a figure of, or null. `sentence` is the whole sentence up to the number, for words said once ahead. */
export function meaningOf(count: Count, sentence: string): Key | null {
  const { unit, tail, approximate } = count
  const lead = count.lead.replace(/[“”"]/g, '')
  const whole = `${lead}#${tail}`
  if (/元$/.test(unit)) return isFee(count, lead, sentence) ? 'fees_yuan' : null
  if (unit === '人次' || unit === '次') {
    const seen = /访问|浏览|查阅|点击|阅览/.test(whole) && /网站|专栏|门户|平台|网页|栏目/.test(sentence + tail)
    if (seen && !/现场|窗口|接待|查阅点|查阅室|查阅场所|公众号|微信|微博/.test(whole)) return 'site_visits'
    if (unit === '人次') return null
  }
  if (!CASES.test(unit) && !ITEMS.test(unit)) return null
  return ITEMS.test(unit) || CASES.test(unit)
    ? (caseMeaning(count, lead, sentence) ?? (approximate ? null : documentMeaning(lead)))
    : null
}

function isFee({ value, sentence: { heading } }: Count, lead: string, sentence: string): boolean {
  if (value === 0 && /收费/.test(heading) && /支出|收入|费/.test(lead)) return true
  if (/减免|免收|采购|事业性|经费|资金|投入|罚/.test(lead)) return false
  return /处理费|检索|复制|邮寄|(?:收取|收费|收)[^，；]{0,12}$/.test(lead) && /费|收取/.test(sentence)
}

const OUTCOMES =
  /(?:予以公开|部分公开|不予公开|无法提供|不予处理|其[他它]处理|已主动公开|同意公开|同意全部|同意部分|否决|不同意|维持|纠正|撤销|驳回|其[他它]结果|审结|不属于|不存在|重复|不明确|逾期|延期|补正|撤回|超期)[^，；]{0,12}$/

/** Applications, reconsiderations, suits and complaints. */
function caseMeaning(count: Count, lead: string, sentence: string): Key | null {
  if (!CASES.test(count.unit)) return null
  const { tail } = count
  const clause = clauseOf(count)
  const last = lastOf(clause, /复议|诉讼|起诉|举报|投诉|申诉/g)
  const both =
    /复议[^，；]{0,6}(?:、|和|及|与|或|以及)[^，；]{0,10}诉讼[^，；]{0,12}$|诉讼[^，；]{0,6}(?:、|和|及|与)[^，；]{0,10}复议[^，；]{0,12}$/.test(
      lead,
    )
  if (
    last &&
    !/电话|热线|信箱|工单|决定书|文书|答复书|维持|纠正|撤销|驳回|其[他它]结果|尚未|审结/.test(clause.slice(last.at))
  ) {
    if (both) return null
    if (/复议后|未经复议/.test(clause)) return null
    if (last.word === '复议') return 'reconsiderations'
    if (last.word === '诉讼' || last.word === '起诉') return 'litigations'
    return /信息公开|申诉/.test(sentence) || /复议|诉讼/.test(count.sentence.heading) ? 'complaints' : null
  }
  // "收到1份有关政府信息公开行政复议申请": what it is a number of stands behind it.
  const behind = /^(?:有关|关于|涉及|因|针对|对)?[^，；。]{0,16}(行政复议|行政诉讼)/.exec(tail)?.[1]
  if (behind && /(?:收到|受理|接到|被|发生|产生|提起)[^，；]{0,6}$/.test(lead))
    return behind === '行政复议' ? 'reconsiderations' : 'litigations'
  const around = `${clause}${count.value}${tail}`
  if (/(?:上年|上一年|上年度|去年|往年|上年底)度?[^，；]{0,8}(?:结转|转入|遗留|延续)|结转[^，；]{0,4}上年/.test(around))
    return 'applications_carried_in'
  const onward =
    /(?:结转|转入|转至|转到|延至|延到|顺延|留待|转)[^，；]{0,4}(?:下年|次年|下一年|下个年|明年|20\d\d年)|结转(?:办理|继续办理)/
  if (onward.test(around) && !/上年/.test(around)) return 'applications_carried_out'
  const business = `${sentence}${tail}`
  const ofPart = /依申请|公开申请|申请公开|申请情况/.test(count.sentence.heading)
  const disclosing = ofPart || /信息公开|政务公开|公开申请|依申请|申请公开|申请政府/.test(business)
  if (!disclosing || (OTHER_BUSINESS.test(clause) && !/信息公开/.test(clause))) return handledAlone(count, sentence)
  // "2017年依申请政府信息公开信息数为0件": another way to say how many applications came in.
  if (
    /依申请(?:公开)?(?:政府)?信息(?:公开)?(?:信息)?(?:总)?数[^，；]{0,3}$|依申请政府信息公开[^，；]{0,6}$/.test(
      clause,
    ) ||
    (ofPart && /依申请公开(?:政府)?信息(?:共|为|有|计)$/.test(clause))
  )
    return 'applications_received'
  if (OUTCOMES.test(clause)) return null
  // "其中10件已经按时完成答复": the verb stands behind the number.
  if (/(?:其中|有)[^，；]{0,4}$/.test(lead) && /^(?:均?已|都)[^，；]{0,16}(?:答复|办结|回复)/.test(tail))
    return 'applications_handled'
  const verb = lastOf(
    clause,
    /收到|受理|接收|接到|收办|新收|收悉|办结|答复|办理(?!事项)|回复|处理(?!情况|结果|决定|费)|已办/g,
  )
  if (verb && /收到|受理|接收|接到|收办|新收|收悉/.test(verb.word)) {
    const object = clause.slice(verb.at)
    if (/当面|现场|网[上络]|信函|传真|邮件|邮寄|自然人|法人|企业/.test(object) && !/申请[^，；]{0,6}$/.test(object))
      return null
    return /申请/.test(`${object}${tail}`) || /申请/.test(sentence) ? 'applications_received' : null
  }
  if (verb) return /当场|口头|电话/.test(clause) ? null : 'applications_handled'
  if (/^(?:政府)?(?:信息)?公开申请/.test(tail) && /收|受理|接/.test(lead)) return 'applications_received'
  // "全年受理的信息公开申请，全县为749件": the verb stands one clause ahead.
  if (/(?:收到|受理|接到|接收)的?[^，；]{0,12}申请[^，；]{0,4}，?[^，；\d]{0,6}(?:共|为|计|共计|合计|总计)$/.test(lead))
    return 'applications_received'
  if (
    /(?:依申请公开|信息公开申请|公开申请)(?:数|总数|数量|件)?(?:共|为|计|达)?$/.test(clause) &&
    !/公开申请[^，；]{0,2}(?:答复|办)|网[上络]|书面|信函|现场|当面|邮|传真/.test(clause)
  )
    return 'applications_received'
  return null
}

/** "；办理718件": said in the sentence of the applications, or under their heading. */
function handledAlone(count: Count, sentence: string): Key | null {
  if (!/申请/.test(sentence) || !/依申请/.test(count.sentence.heading)) return null
  return /(?:办结|答复|办理)[^，；]{0,4}$/.test(count.lead) && !OUTCOMES.test(count.lead)
    ? 'applications_handled'
    : null
}

function documentMeaning(lead: string): Key | null {
  const clause = /[^，；。：]*$/.exec(lead)![0]
  if (/规范性文件/.test(clause)) {
    if (/现行有效|继续有效/.test(clause)) return 'normative_documents_valid'
    if (/(?:制发|制定|出台|印发|新制作|制作|新发布)[^，；]{0,14}规范性文件[^，；]{0,6}$/.test(clause))
      return 'normative_documents_made'
  }
  return /(?:制作|生成|产生|形成)(?:与|和|及|、|并)?(?:获取|保存|获得)?的?[^，；。]{0,4}(?:政府|公共)?信息[^，；。]{0,8}$/.test(
    clause,
  )
    ? 'information_total'
    : null
}

const CHANNEL_LIMITED =
  /(?:通过|在|经|利用|依托|从|于|借助)[^，；]{0,30}(?:网|平台|公众号|微信|微博|公报|专栏|系统|媒体|公开栏)/
/** 通过网站、微信等渠道, 在各个平台: no channel in particular. */
const ALL_CHANNELS =
  /等(?:多种|各种|多个|各类)?(?:渠道|形式|方式|途径|平台|媒体|载体)|(?:各个|各类|各种|不同|多种|多个)(?:渠道|平台|形式|方式|途径)/
/** 主动公开财政预算、招生政策等信息共计86条: the matters are named between the verb and the count. */
const MATTERS_NAMED =
  /(?:主动)?(?:公开|发布|公布|更新)(?!情况|工作|栏|专栏|网|平台|目录|指南)[^，；：]{0,140}(?:信息|文件|资料|内容|政策)(?:总?(?:条数|件数|数量|数))?(?:总计|共计|合计|累计|共|计|达|为)*$|信息(?:更新|发布|公开)总?[量数](?:共|达|为)?$/

/** How well a count states the year's total of disclosed information; null when it does not. */
export function proactiveWorth(count: Count, year: number | null): { worth: number; cumulative: boolean } | null {
  if (!ITEMS.test(count.unit)) return null
  const clause = clauseOf(count)
  if (/依申请|不予|不公开|(?:规范性文件|规章|解读)[^，；]{0,6}$/.test(clause)) return null
  const plain = DISCLOSED.exec(clause)
  const stated = plain && STATED.test(plain[0]) ? plain : MATTERS_NAMED.exec(clause)
  if (!stated) return null
  if (/(?:解读|回应|热点|重点领域|全文|电子化|应当|应(?!急))[^，；]{0,6}$/.test(clause.slice(0, stated.index)))
    return null
  const ahead = count.lead
  const yearly =
    /全年|本年|当年|今年|年度|新增/.test(clause) ||
    (year !== null && ahead.includes(`${year}年`) && !/截[至止]/.test(clause))
  const asOf = /截[至止]/.test(ahead)
  const ofTheYear =
    /全年|本年|当年|今年|年度|新增/.test(clause) ||
    clause.includes(`${year}年`) ||
    (ahead.includes(`${year}年`) && !asOf)
  const cumulative = /累计|历年/.test(clause) && !ofTheYear
  const several = /、|共|计/.test(stated[0])
  let worth = stated === plain ? 2 : several ? 1 : -2
  if (/主动/.test(stated[0])) worth += 2
  if (/信息|文件/.test(stated[0])) worth += 1
  if (yearly) worth += 1
  if (/共|合计|总/.test(stated[0])) worth += 1
  const before = clause.slice(0, stated.index)
  const channel =
    CHANNEL_LIMITED.test(clause) ||
    /(?:网|网站|微信|微博|平台|公报|公开栏|[众条频音账]号|客户端|其[他它](?:方式|渠道|形式|途径))[^，；]{0,4}$/.test(
      before,
    ) ||
    (before.length < 3 && CHANNEL_LIMITED.test(clauseBefore(count))) ||
    /互联网上/.test(ahead.slice(-60))
  if (channel && !ALL_CHANNELS.test(clause)) worth -= 2
  if (
    /此外|另外|同时|还通过/.test(ahead.slice(-40)) ||
    /公众号|微信|微博|抖音|视频号/.test(before + clauseBefore(count))
  )
    worth -= 1
  if (!/主动|信息/.test(stated[0])) worth -= 2
  if (count.value >= 10_000 && count.value % 100 === 0) worth -= 1
  if (/(?:文件|手册|代表大会|资料)(?:公开|发布)|法定主动公开/.test(clause)) worth -= 2
  return { worth, cumulative }
}

function lastOf(words: string, search: RegExp): { word: string; at: number } | null {
  const last = [...words.matchAll(search)].at(-1)
  return last ? { word: last[0], at: last.index } : null
}
