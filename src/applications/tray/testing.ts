import type { Fetched } from '../../mail/incoming/fetch.ts'

/** A mail as a mailbox holds it: plain text, with what else the head says. */
export function aMail(
  head: Record<string, string>,
  text: string,
  arrivedAt = new Date('2026-03-02T01:00:00Z'),
): Fetched {
  const all = {
    From: '<shenqing@example.com>',
    To: 'xxgk@nanan.test',
    'Content-Type': 'text/plain; charset=utf-8',
    ...head,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  const raw = Buffer.from([...lines, '', text].join('\r\n'))
  return { arrivedAt, size: raw.length, raw, head: Buffer.from(`${lines.join('\r\n')}\r\n\r\n`) }
}
