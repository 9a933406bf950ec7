import { z } from 'zod'
import { RULE_CODES, type RuleCode, ruleOf } from './rules.ts'

const days = (preset: number, name: string, least = 1) =>
  z.coerce
    .number(`${name}应当是数字`)
    .int(`${name}应当是整数`)
    .min(least, `${name}在${least}到3650之间`)
    .max(3650, `${name}在${least}到3650之间`)
    .default(preset)

const points = z.coerce.number('分数应当是数字').min(0, '分数在0到100之间').max(100, '分数在0到100之间')

/** A word that is wrong on this site, and the right one. */
export const OwnWord = z.object({ wrong: z.string().min(2).max(40), right: z.string().min(1).max(40) })
export type OwnWord = z.infer<typeof OwnWord>

/** The numbers of the self-check. Presets: 国办秘函〔2019〕19号 where it names one, else where an office begins. */
export const SelfcheckSettings = z.object({
  /** 首页: two weeks. */
  homeDays: days(14, '首页更新期限'),
  /** 政策文件等栏目: six months; a column may have its own number, 0 for one that is not checked. */
  columnDays: days(180, '栏目更新期限'),
  columns: z.record(z.string(), z.coerce.number().int().min(0, '在0到3650之间').max(3650, '在0到3650之间')).default({}),
  /** Yellow from this part of a period on, in percent. */
  yellowShare: days(70, '黄灯起点', 10).refine((share) => share <= 100, '黄灯起点在10到100之间'),
  /** 单项否决: so many columns stale, or so many blank; so many elements missing in so many guides (the last two unconfirmed). */
  vetoStale: days(10, '不更新栏目数'),
  vetoBlank: days(5, '空白栏目数'),
  vetoElements: days(4, '缺少要素数'),
  vetoGuides: days(5, '缺要素的事项数'),
  /** Late publications of so many days back cost points. */
  lateDays: days(365, '逾期公开回看天数'),
  idleDays: days(90, '账号不用的天数'),
  /** Rules this site does not check. */
  off: z.array(z.custom<RuleCode>((text) => RULE_CODES.includes(text as RuleCode))).default([]),
  points: z.record(z.string(), z.object({ each: points, most: points })).default({}),
  words: z.array(OwnWord).max(2000, '最多2000条').default([]),
})
export type SelfcheckSettings = z.infer<typeof SelfcheckSettings>

export const DEFAULTS: SelfcheckSettings = SelfcheckSettings.parse({})

export const NUMBER_LABELS = {
  homeDays: { label: '首页多少天没有更新亮红灯', unit: '天' },
  columnDays: { label: '栏目多少天没有更新亮红灯', unit: '天' },
  yellowShare: { label: '到期限的百分之几亮黄灯', unit: '%' },
  vetoStale: { label: '单项否决：不更新的栏目达到', unit: '个' },
  vetoBlank: { label: '单项否决：空白栏目达到', unit: '个' },
  vetoElements: { label: '单项否决：一份指南缺少要素达到', unit: '类' },
  vetoGuides: { label: '单项否决：这样的指南达到', unit: '份' },
  lateDays: { label: '逾期公开往回看', unit: '天' },
  idleDays: { label: '账号多少天没有登录要核对', unit: '天' },
} as const satisfies Partial<Record<keyof SelfcheckSettings, { label: string; unit: string }>>
export type NumberName = keyof typeof NUMBER_LABELS

/** What a finding of a rule costs on this site. */
export function pointsOf(settings: SelfcheckSettings, rule: RuleCode): { each: number; most: number } {
  const { each, most } = ruleOf(rule)
  return settings.points[rule] ?? { each, most }
}

/** `错的→对的`, one a line, as they are typed. Answers the first line that is none. */
export function readWords(text: string): { words: OwnWord[]; wrongLine: string | null } {
  const words: OwnWord[] = []
  for (const line of text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)) {
    const [wrong = '', right = ''] = line.split(/→|->|=>/).map((part) => part.trim())
    const word = OwnWord.safeParse({ wrong, right })
    if (!word.success || wrong === right) return { words, wrongLine: line }
    words.push(word.data)
  }
  return { words, wrongLine: null }
}

export const wordsText = (words: readonly OwnWord[]): string =>
  words.map(({ wrong, right }) => `${wrong}→${right}`).join('\n')
