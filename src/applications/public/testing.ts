import type { deskOf } from '../../../test/support/desk.ts'

type Portal = ReturnType<typeof deskOf>

export const ONLINE = '/matou/ysqgk/online'
export const TRACK = '/matou/ysqgk/track'

export const WHO = { kind: 'natural', name: '申请人甲', phone: '0595-86000000' }
export const WHAT = { subject: '2025年度农村危房改造补助名单' }
export const HOW = { wantedForm: 'electronic', wantedWay: 'web' }

/** A link of one's own, as the first page hands it out. */
export async function newLink(portal: Portal): Promise<string> {
  const { text } = await portal.see(ONLINE)
  return /href="(\/matou\/ysqgk\/online\/[\w-]{22})\/who"/.exec(text)![1]!
}

/** Fills in the three steps; what is given comes in place of what is usual. */
export async function fillIn(portal: Portal, more: Record<string, string> = {}): Promise<string> {
  const link = await newLink(portal)
  for (const [step, fields] of [
    ['who', WHO],
    ['what', WHAT],
    ['how', HOW],
  ] as const) {
    const changed = Object.fromEntries(Object.entries(more).filter(([name]) => !(name in WHO) || step === 'who'))
    const sent = await portal.send(`${link}/${step}`, { ...fields, ...changed })
    if (sent.status !== 303) throw new Error(`${step}: ${sent.status}`)
  }
  return link
}

/** Number and code, as the receipt shows them. */
export async function receiptOn(portal: Portal, link: string): Promise<{ number: string; code: string; text: string }> {
  const { text } = await portal.see(`${link}/receipt`)
  const [, number, code] = /<dd>(\d{4}-\d+)<\/dd>[\s\S]*?<dd>([0-9A-Z]{5}-[0-9A-Z]{5})<\/dd>/.exec(text)!
  return { number: number!, code: code!, text }
}

/** Fills in and sends. */
export async function file(portal: Portal, more: Record<string, string> = {}) {
  const link = await fillIn(portal, more)
  const sent = await portal.send(`${link}/check`, {})
  if (sent.status !== 303) throw new Error(`sent: ${sent.status} ${sent.text}`)
  return { link, ...(await receiptOn(portal, link)) }
}

/** The pages of a case, opened with number and code. */
export async function open(portal: Portal, { number, code }: { number: string; code: string }): Promise<string> {
  const { to, status } = await portal.send(TRACK, { number, code })
  if (status !== 303 || !to) throw new Error(`not opened: ${status}`)
  return to
}
