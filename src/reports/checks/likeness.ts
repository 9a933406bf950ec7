import { ownLines } from '../changes.ts'
import { type Case, type Found, finder, narrativesOf } from './case.ts'
import { printOf, sharedWith } from './similarity.ts'

/** Text without blanks and punctuation: a comma moved is still a copy. */
export const plain = (text: string): string => text.replace(/[\s\p{P}]/gu, '')

/** Parts that repeat last year's report, or another organ's: 雷同. The closest other is named, once for each part. */
export function likenesses({ form, narrative, around, lastYear }: Case, rule: { code: string }): Found[] {
  if (!around) return []
  const { likeOwn, likeOthers } = around.thresholds
  const { soft } = finder(rule)
  return narrativesOf(form).flatMap(({ key, label, draft }) => {
    const print = printOf(ownLines(narrative[key] ?? '', draft), around.names)
    if (print.length === 0) return []
    return [true, false].flatMap((own) => {
      const most = own ? likeOwn : likeOthers
      const closest = around.others
        .filter((other) => other.own === own && other.prints[key])
        .map((other) => ({ other, percent: Math.floor(sharedWith(print, other.prints[key]!) * 100) }))
        .reduce<{ other: (typeof around.others)[number]; percent: number } | null>(
          (best, one) => (best && best.percent >= one.percent ? best : one),
          null,
        )
      if (!closest || closest.percent < most) return []
      // Word for word is a finding of its own, and a hard one.
      if (own && plain(narrative[key] ?? '') === plain(lastYear?.narrative[key] ?? '')) return []
      const { other, percent } = closest
      return [
        soft(`“${label}”有${percent}%与${other.label}相同，请写本机关今年的情况。`, [percent, most], {
          about: own ? key : `${key}:others`,
          places: [{ text: key }, { report: other.report, label: other.label }],
        }),
      ]
    })
  })
}
