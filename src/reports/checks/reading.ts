import { auditText } from '../audit/audit.ts'
import { type Case, type Found, finder, narrativesOf } from './case.ts'
import { plain } from './likeness.ts'

/**
 * Reads the report again as it would be printed, as anybody outside would (年报体检), and keeps what the written parts are at
 * fault for: a number in words against the tables or against another sentence, shares, dates, years. What tables alone are at
 * fault for, their own rules say.
 */
export function readAgain(report: Case, rule: { code: string }): Found[] {
  const { around, form } = report
  if (!around) return []
  const { hard, soft } = finder(rule)
  const parts = narrativesOf(form).map(({ key }) => ({ key, text: plain(around.filled[key] ?? '') }))
  const partOf = (quote: string) => parts.find(({ text }) => text.includes(plain(quote)))?.key
  return auditText(around.printed).contradictions.flatMap(({ rule: kind, severity, says, figures, quotes }) => {
    const keys = [...new Set(quotes.flatMap((quote) => partOf(quote) ?? []))]
    if (keys.length === 0) return []
    const quoted = quotes.map((quote) => `“${quote.replace(/\s+/g, ' ').slice(0, 60)}”`).join('与')
    const make = severity === 'hard' ? hard : soft
    return [
      make(`${says}：${quoted}。`, figures, {
        about: `${kind}:${figures.join('-')}`,
        places: keys.map((text) => ({ text })),
      }),
    ]
  })
}
