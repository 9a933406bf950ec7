import type { Rule } from '../form.ts'

/**
 * What every form is held to besides its own identities: its year, whole numbers, last year's and others' figures, and its
 * text. `watched` are the figures that should not jump; `problems` is the part that has to say something, `last` the one
 * where 无 is allowed as long as no fees were collected.
 */
export const commonRules = (of: { watched: readonly string[]; problems?: string; last: string }): Rule[] => [
  { code: 'whole-numbers', kind: 'whole-numbers', says: '件数、条数是0或者正整数' },
  { code: 'form-of-year', kind: 'form-of-year', says: '报告应当使用当年的格式' },
  { code: 'outlier', kind: 'outliers', figures: of.watched, says: '与上年、与同类机关相差悬殊的数，应当核对' },
  ...(of.problems === undefined
    ? []
    : [
        {
          code: 'problems-said',
          kind: 'says-something' as const,
          narrative: of.problems,
          says: '存在的问题应当写实，不能写“无”',
        },
      ]),
  { code: 'nothing-against', kind: 'nothing-against', narrative: of.last, says: '写“无”“未发生”的，数字应当是0' },
  { code: 'alike', kind: 'alike', says: '不得与上年、与其他机关的报告雷同' },
  { code: 'read-again', kind: 'read-again', says: '正文中的数应当与附表、与前后文一致' },
  { code: 'narrative-own', kind: 'narrative-own', says: '不得照抄上年报告' },
  { code: 'narrative-present', kind: 'narrative-present', says: '应当写的部分不能空着' },
  { code: 'narrative-year', kind: 'narrative-year', says: '正文中“本年”的年份应当是报告年度' },
]
