/** What the receiving server found about who really sent the mail. */
export const VERDICTS = {
  pass: '通过',
  fail: '没有通过',
  softfail: '存疑',
  neutral: '未作判断',
  none: '没有设置',
  temperror: '暂时查不到',
  permerror: '设置有误',
} as const
export type Verdict = keyof typeof VERDICTS
export const METHODS = ['spf', 'dkim', 'dmarc'] as const
export type Method = (typeof METHODS)[number]
export type Authentication = Partial<Record<Method, Verdict>>

const isVerdict = (text: string): text is Verdict => Object.hasOwn(VERDICTS, text)

/**
 * The findings in Authentication-Results (RFC 8601). Anybody can write such a line into a mail; only that of our own server
 * counts: the one with its name, or without a name to go by one that stands above the first `Received`, where only the
 * server that received it last can have put it. Null when it said nothing. Pure.
 */
export function authenticationOf(
  lines: readonly { key: string; line: string }[],
  serverName: string | null,
): Authentication | null {
  const received = lines.findIndex(({ key }) => key === 'received')
  const ours = lines.filter(({ key, line }, at) => {
    if (key !== 'authentication-results') return false
    const by = /^[^:]*:\s*([^\s;]+)/.exec(line)?.[1]?.toLowerCase()
    return serverName ? by === serverName.toLowerCase() : received >= 0 && at < received
  })
  if (ours.length === 0) return null
  const found: Authentication = {}
  for (const { line } of ours)
    for (const [, method, verdict] of line.toLowerCase().matchAll(/[;\s](spf|dkim|dmarc)\s*=\s*([a-z]+)/g)) {
      // Of several signatures one that passes is enough.
      if (isVerdict(verdict!) && found[method as Method] !== 'pass') found[method as Method] = verdict
    }
  return found
}

/** `SPF 通过，DKIM 没有设置`; says plainly when nothing is known. */
export function authenticationSays(found: Authentication | null): string {
  if (!found || Object.keys(found).length === 0) return '收件服务器没有给出检查结果，发件人可能是假冒的'
  return METHODS.flatMap((method) => {
    const verdict = found[method]
    return verdict ? [`${method.toUpperCase()} ${VERDICTS[verdict]}`] : []
  }).join('，')
}
