import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { applicantKey } from '../../../files/seal.ts'
import { findOrgan } from '../../../organs/store.ts'
import { type Refusal, refuse } from '../../../result.ts'
import { type C, scopeOf, seeOther } from '../../../web/env.ts'
import { portalPage } from '../../../web/frame.tsx'
import { A } from '../../../web/ui/index.ts'
import { originOf } from '../../../web/visitor.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { ofDraft, onlinePath, refusalOf, visitOf } from '../common.tsx'
import { findDraft } from '../drafts/store.ts'
import { EMPTY } from '../rules.ts'
import { showStep } from '../steps.tsx'
import { filledFrom } from './claims.ts'
import { askIdentity, readIdentity } from './provider.ts'
import { identityService } from './settings.ts'
import { openTicket, sealTicket, TICKET_MINUTES } from './ticket.ts'

const COOKIE = 'identity'

const cookieFor = (c: C, callback: string) => ({
  path: `${c.var.base}/identity/callback`,
  httpOnly: true,
  // The service sends people back from another site, with an address they open: that is lax.
  sameSite: 'Lax' as const,
  secure: callback.startsWith('https:'),
})

const NOT_REACHED: Refusal | null = refusalOf(
  refuse('identity.not-reached', '统一身份认证暂时连不上', { fix: '可以直接填写，不影响申请' }),
)
const NOT_SIGNED_IN: Refusal | null = refusalOf(
  refuse('identity.not-signed-in', '没有登录成功', { fix: '可以再试一次，也可以直接填写，不影响申请' }),
)

const tell = (what: string, error: unknown) =>
  process.stderr.write(`identity ${what} ${error instanceof Error ? error.name : 'unknown error'}\n`)

/** A link somebody sent must not fill a stranger's draft with the name of whoever opens it: one starts at the form. */
const fromHere = (c: C) =>
  c.req.header('sec-fetch-site') === 'same-origin' || (c.req.header('referer') ?? '').startsWith(`${originOf(c)}/`)

/** Sends a visitor to the identity service. At /:organ/ysqgk/online/:secret/identity */
export const goToIdentity = ofDraft(async (c, organ, secret, kept) => {
  const settings = identityService()
  if (!settings) return answerNotFound(c)
  if (!fromHere(c)) return seeOther(c, onlinePath(organ, secret, 'who'))
  try {
    const { address, ...proof } = await askIdentity(settings)
    const until = c.var.now.getTime() + TICKET_MINUTES * 60_000
    const ticket = sealTicket(await applicantKey(c.var.files), { organ: organ.slug, secret, until, ...proof })
    setCookie(c, COOKIE, ticket, { ...cookieFor(c, settings.callback), maxAge: TICKET_MINUTES * 60 })
    c.header('cache-control', 'no-store')
    return c.redirect(address, 303)
  } catch (error) {
    tell('asking', error)
    const draft = { ...(kept?.draft ?? EMPTY), kind: 'natural' }
    return showStep(c, { organ, secret, step: 'who', draft, kept: kept !== null, refusal: NOT_REACHED })
  }
})

/** Comes back with what the service says, as a form to look over; nothing is kept until it is saved. At /identity/callback */
export async function backFromIdentity(c: C) {
  const settings = identityService()
  if (!settings) return answerNotFound(c)
  const ticket = openTicket(await applicantKey(c.var.files), getCookie(c, COOKIE), c.var.now)
  deleteCookie(c, COOKIE, cookieFor(c, settings.callback))
  const organ = ticket && (await findOrgan(scopeOf(c), ticket.organ))
  if (!ticket || !organ) return over(c)
  const { secret } = ticket
  const kept = await findDraft(visitOf(c), secret)
  if (kept && (kept.organId !== organ.id || kept.applicationId)) return over(c)
  const page = { organ, secret, step: 'who' as const, kept: kept !== null }
  const draft = { ...(kept?.draft ?? EMPTY), kind: 'natural' }
  try {
    const claims = await readIdentity(settings, new URL(c.req.url).search, ticket)
    return showStep(c, {
      ...page,
      draft: filledFrom(claims, settings.cardClaim, draft),
      refusal: null,
      done: '已按统一身份认证填写，请核对后保存',
    })
  } catch (error) {
    tell('answering', error)
    return showStep(c, { ...page, draft, refusal: NOT_SIGNED_IN })
  }
}

/** Opened twice, or too late. The form is where it was: the browser's way back leads to it. */
const over = (c: C) =>
  portalPage(
    c,
    { title: '登录已经过期', crumbs: [{ label: '登录已经过期' }], status: 410, meta: { robots: 'noindex,nofollow' } },
    <>
      <h1>登录已经过期</h1>
      <p>
        请返回申请表，再试一次，或者直接填写。也可以<A href="/">回到首页</A>重新开始。
      </p>
    </>,
  )
