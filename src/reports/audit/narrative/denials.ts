import type { Key } from './keys.ts'
import { isAbout, type Sentence } from './sentences.ts'

/** A plain "there was none": a figure of 0. */
export type Denial = { key: Key; from: number; to: number }

const DENIED = /(?:未曾|从未|尚未|暂未|均未|并未|也未|未|没有|没|暂无|并无|均无|无|不|免)/
const EVENT =
  /(?:收到|接到|受理|接收|接获|发生|产生|出现|被(?:提起|申请|起诉)|提起|涉及|收取|收费|收|有人|存在|引发|因)/
const FIRMLY = new RegExp(
  `${DENIED.source}[^，。；]{0,8}?${EVENT.source}|(?:没有|无|为零|未发生|均为零|未收到)$|(?:^|[年度我镇局县市区]|本机关|全)(?:没有|无)`,
)
const PLAN = /确保|避免|防止|杜绝|不得|应当|如果|若|不属于|对于?未|无正当|无法|力争|做到/
const BARE =
  /^(?:(?:[本我全](?:年度?|单位|机关|镇|乡|街道|局|委|办|院|校|县|区|市)|20\d\d年度?|年度|全年|目前)[，]?){0,3}(?:均?(?:没有|未)(?:发生|收到|接到|产生|出现|涉及)(?:过)?(?:此类|该类|相关|类似)?(?:情况|事项|案件|申请)?|[无没]有?申请|无|暂无|没有|未收取(?:任何)?费用|不收费)(?:此类情况|相关情况)?$/

type Topic = { key: Key; heading: RegExp }
const TOPICS: Topic[] = [
  { key: 'reconsiderations', heading: /复议/ },
  { key: 'litigations', heading: /诉讼/ },
  { key: 'complaints', heading: /申诉|投诉|举报/ },
  { key: 'fees_yuan', heading: /收费|费用|处理费/ },
  { key: 'applications_received', heading: /依申请/ },
]

/** What the sentence says there was none of. */
export function denialsIn(text: string, sentence: Sentence): Denial[] {
  const words = text.slice(sentence.from, sentence.to)
  if (!/[未没无不免零]|费[^，。；]{0,6}0/.test(words)) return []
  const denials: Denial[] = []
  if (BARE.test(words) && /费/.test(words)) return [{ key: 'fees_yuan', from: sentence.from, to: sentence.to }]
  if (BARE.test(words)) {
    for (const { key, heading } of TOPICS)
      if (
        (key !== 'fees_yuan' || !/申请/.test(words)) &&
        isAbout({ ...sentence, heading: nearest(sentence.heading) }, heading)
      )
        denials.push({ key, from: sentence.from, to: sentence.to })
    return denials
  }
  let from = 0
  for (const clause of words.split(/(?<=[，；：])/)) {
    const bare = clause.replace(/[，；：]$/, '')
    for (const key of deniedBy(bare, words + sentence.heading, sentence.heading)) {
      const at = sentence.from + from
      denials.push({ key, from: at, to: at + bare.length })
    }
    from += clause.length
  }
  return denials
}

const nearest = (heading: string) =>
  heading.split('>').findLast((words) => TOPICS.some((topic) => topic.heading.test(words))) ?? ''

function deniedBy(clause: string, context: string, heading: string): Key[] {
  if (/收费(?:金额|总额)?(?:为|是|计)?(?:0|零)(?:元)?$/.test(clause)) return ['fees_yuan']
  if (/\d/.test(clause.replace(/20\d\d年?/g, '').replace(/\d{1,2}月\d{1,2}日/g, '')) || PLAN.test(clause)) return []
  if (isFree(clause)) return ['fees_yuan']
  if (!FIRMLY.test(clause)) return []
  const denied = DENIED.exec(clause)!
  const object = clause.slice(denied.index)
  const keys: Key[] = []
  const about =
    /信息公开|政务公开|信息方面|公开工作|公开事务|申请公开|公开政府信息/.test(context) ||
    /复议|诉讼|依申请/.test(heading)
  if (!about) return []
  if (/复议/.test(clause)) keys.push('reconsiderations')
  if (/诉讼|起诉/.test(clause)) keys.push('litigations')
  if (/投诉|举报|申诉/.test(clause) && !/电话|热线/.test(clause)) keys.push('complaints')
  const own =
    keys.length === 0
      ? /申请/.test(clause) || (/依申请/.test(heading) && /要求公开/.test(clause))
      : /公开(?:的)?申请[、，和及与以]/.test(clause)
  if (own && isApplication(clause, object)) keys.push('applications_received')
  return keys
}

/** 未收到关于政府信息公开和不予公开的申请, 没有申请公开政府信息的情况. */
const NO_APPLICATION =
  /(?:未|没有|没|无)(?:收到|接到|受理)?(?:过)?[^，。；]{0,24}(?:公开)[^，。；]{0,10}申请$|(?:没有|无)申请公开(?:政府)?信息/

const isApplication = (clause: string, object: string) =>
  NO_APPLICATION.test(clause) ||
  ((/收到|接到|受理|接收|接获|发生|有|无|产生|提出/.test(object) || /没有$/.test(clause)) &&
    !/未答复|超期|逾期|未办|答复|不予|收费|结转|引起|引发|纠纷|费用/.test(clause))

/** 暂不收取费用, 未收取检索、复印、邮寄等费用, 没有收费. */
const isFree = (clause: string) =>
  new RegExp(
    `(?:${DENIED.source})[^，。；]{0,24}?(?:收取|收费|收过?[^，。；]{0,6}费)|(?:${DENIED.source})[^，。；]{0,6}?(?:产生|发生|有)[^，。；]{0,20}?(?:收费|收取|费用)`,
  ).test(clause) &&
  !/收不|公费|经费|采购|罚|减免[^，。；]*费用$/.test(clause.replace(/收取或减免|收费(?:及|和|、)(?:费用)?减免/, '收费'))
