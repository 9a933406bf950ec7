import type { Key } from './narrative/keys.ts'
import { bestOf, type Statement } from './narrative/narrative.ts'
import { type Report, tableFigures } from './reading.ts'

/** A figure of the report: what the text says, what the tables say, and which of them is given. */
export type Settled = { key: Key; value: number; said: Statement | null; table: number | null }

const KEYS: Key[] = [
  'proactive_total',
  'proactive_cumulative',
  'information_total',
  'on_request_total',
  'not_disclosed_total',
  'applications_received',
  'applications_carried_in',
  'applications_carried_out',
  'applications_handled',
  'reconsiderations',
  'litigations',
  'complaints',
  'normative_documents_made',
  'normative_documents_valid',
  'site_visits',
  'fees_yuan',
]

/** How well a statement must say so to count: a list's item alone never gives a total. */
const LEAST = 2

/** The figures stated, text before table unless the text means something else. */
export function settle(report: Report): Settled[] {
  const tables = tableFigures(report)
  return KEYS.flatMap((key) => {
    const said = statementOf(report, key)
    const table = tables[key] ?? null
    if (said === null && table === null) return []
    if (said === null || table === null) return [{ key, value: (said?.value ?? table)!, said, table }]
    return [{ key, value: meansOther(report, said, table, tables) ? table : said.value, said, table }]
  })
}

function statementOf(report: Report, key: Key): Statement | null {
  const best = bestOf(report.narrative, key)
  const sure = best && best.worth >= LEAST ? best : null
  if (key === 'proactive_total' && !sure) {
    // Only a running total is given, and no figure of the year beside it: then that is the year's.
    const running = bestOf(report.narrative, 'proactive_cumulative')
    const vague = report.narrative.approximate.some(
      ({ lead }) => /主动公开|(?:公开|发布|推送)[^，；]{0,60}$/.test(lead) && !NEW_MEDIA.test(lead.slice(-14)),
    )
    return vague ? null : (running ?? platformTotal(report))
  }
  if (key === 'proactive_cumulative')
    return (bestOf(report.narrative, 'proactive_total')?.worth ?? 0) >= LEAST ? sure : null
  return sure
}

const NEW_MEDIA = /公众号|微信|微博|抖音|视频号|头条/

/** Only what one platform published is given: then that is the year's. The first is meant, a website before the rest. */
const platformTotal = ({ narrative }: Report): Statement | null =>
  narrative.statements.find(({ key, worth, count }) => {
    if (key !== 'proactive_total' || worth < -2 || !count || count.inList || /^[，；]?其中/.test(count.lead))
      return false
    const said = /(?:[^，。；：]*，)?[^，。；：]*$/.exec(count.lead)![0]
    return (
      /网|门户|平台|专栏|主动公开|全面公开/.test(said) &&
      !(NEW_MEDIA.test(said) && !/网站/.test(said)) &&
      !/申请/.test(said)
    )
  }) ?? null

/** 收办 and 共受理 may include what was carried in; one office's share is not the whole. */
function meansOther(report: Report, said: Statement, table: number, tables: Partial<Record<Key, number>>): boolean {
  if (said.value === table) return false
  if (said.narrow) return true
  if (said.key === 'applications_received' && report.applications)
    return said.value === table + (tables.applications_carried_in ?? 0)
  return false
}
