import { figureNamed, figureValue } from '../figures.ts'
import { type Case, type Found, finder, narrativesOf } from './case.ts'

const NOTHING =
  /^[一二三四五六七八九十\d]*(?:本年度?|今年|目前|我[镇乡街道局县市区]{1,2}|本[单位机关镇乡街道局]{1,2}|存在的?)*(?:暂时?)?(?:无|没有|未发现|不存在)(?:其[他它])?(?:任何)?(?:需要?|应当?)?(?:报告|说明|存在)?的?(?:主要)?(?:问题|事项|情况)?$/

/** Whether a part only says that there is nothing to say. */
export const saysNothing = (text: string): boolean => NOTHING.test(text.replace(/[\s\p{P}]/gu, ''))

/** Shorter than this, a part that has to say something says nothing (国办公开办函〔2021〕30号: 不得漏项). */
const SHORTEST = 10

/** Part five tells of problems and of what is done about them: 无, or a few characters, will not do. */
export function saysSomething({ form, narrative }: Case, rule: { code: string; narrative: string }): Found[] {
  const piece = narrativesOf(form).find(({ key }) => key === rule.narrative)
  const text = narrative[rule.narrative]?.trim() ?? ''
  if (!piece || text === '') return []
  const short = text.replace(/[\s\p{P}]/gu, '').length
  if (!saysNothing(text) && short >= SHORTEST) return []
  const { hard } = finder(rule)
  const says = saysNothing(text) ? `“${piece.label}”写的是“${text.slice(0, 20)}”` : `“${piece.label}”只有${short}个字`
  return [hard(`${says}，这一部分应当写实际的问题和措施。`, [short, SHORTEST], { places: [{ text: rule.narrative }] })]
}

/** What a text denies while the figures have it. */
const DENIED: readonly { figure: string; pattern: RegExp }[] = [
  { figure: 'fees_yuan', pattern: /(?:未|没有|不)(?:发生|收取|收)[^，。；]{0,14}费/ },
  { figure: 'reconsiderations', pattern: /(?:未|没有|无)(?:发生|收到|出现|被|因)?[^，。；\d]{0,16}行政复议/ },
  {
    figure: 'litigations',
    pattern: /(?:未|没有|无)(?:发生|收到|出现|被|因)?[^，。；\d]{0,24}(?:行政诉讼|行政复议[、和或]诉讼)/,
  },
  { figure: 'applications_received', pattern: /(?:未|没有)(?:收到|受理|接到|收取到)[^，。；\d]{0,16}申请/ },
]

const PLANNED = /如|若|应当|确保|避免|防止|今后|力争|做到/

/** The sentence up to a place of it. */
const sentenceAt = (text: string, at: number) =>
  text
    .slice(0, at)
    .split(/[。；\n]/)
    .at(-1) ?? ''

/** A part that says 无 or denies something, while the figures say otherwise. */
export function nothingAgainst(
  { form, reckoning, narrative }: Case,
  rule: { code: string; narrative: string },
): Found[] {
  const { hard } = finder(rule)
  const told = (text: string, label: string, key: string, figure: string) => {
    const value = figureValue(reckoning, figure)
    const named = figureNamed(reckoning, figure)
    if (!value || !named) return []
    return [
      hard(`“${label}”写“${text}”，${named.label}却是${value}${named.unit}。`, [0, value], {
        about: `${key}:${figure}`,
        places: [{ text: key }, { figure }],
      }),
    ]
  }
  return narrativesOf(form).flatMap(({ key, label }) => {
    const text = narrative[key]?.trim() ?? ''
    if (text === '') return []
    if (key === rule.narrative && saysNothing(text)) return told(text.slice(0, 20), label, key, 'fees_yuan')
    return DENIED.flatMap(({ figure, pattern }) => {
      const denied = pattern.exec(text)
      return denied && !PLANNED.test(sentenceAt(text, denied.index)) ? told(denied[0], label, key, figure) : []
    })
  })
}
