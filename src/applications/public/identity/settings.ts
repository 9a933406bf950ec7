import { ok, type Result, refuse } from '../../../result.ts'
import { readPublicUrl } from '../../../web/settings.ts'

/** The identity service of a province or a city, as its office gave it to us. `secret` is never shown, never logged. */
export type IdentitySettings = {
  issuer: URL
  clientId: string
  secret: string
  /** Where it sends people back to; registered there. */
  callback: string
  /** Under which name it tells the number of the identity card; services differ. Null: it does not. */
  cardClaim: string | null
}

/**
 * OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_CARD_CLAIM and PUBLIC_URL. Null: not set, so nobody is asked to sign in.
 * Errors: something of it is missing or cannot be read.
 */
export function readIdentitySettings(env: NodeJS.ProcessEnv): Result<IdentitySettings | null> {
  if (!env.OIDC_ISSUER) return ok(null)
  if (!URL.canParse(env.OIDC_ISSUER))
    return refuse('identity.issuer', 'OIDC_ISSUER 无效', { fix: '请写成 https:// 开头的网址' })
  const issuer = new URL(env.OIDC_ISSUER)
  const near = ['127.0.0.1', 'localhost'].includes(issuer.hostname)
  if (issuer.protocol !== 'https:' && !near)
    return refuse('identity.issuer', 'OIDC_ISSUER 应当以 https:// 开头', { fix: '身份信息不能明文传送' })
  if (!env.OIDC_CLIENT_ID || !env.OIDC_CLIENT_SECRET)
    return refuse('identity.client', '设置了 OIDC_ISSUER，没有设置 OIDC_CLIENT_ID 和 OIDC_CLIENT_SECRET')
  const url = readPublicUrl(env)
  if (!url.ok) return url
  if (!url.value)
    return refuse('identity.public-url', '设置了 OIDC_ISSUER，没有设置 PUBLIC_URL', { fix: '请设置公众访问本站的网址' })
  return ok({
    issuer,
    clientId: env.OIDC_CLIENT_ID,
    secret: env.OIDC_CLIENT_SECRET,
    callback: `${url.value}/identity/callback`,
    cardClaim: env.OIDC_CARD_CLAIM || null,
  })
}

/** The service, when sign-in can be offered. */
export function identityService(env: NodeJS.ProcessEnv = process.env): IdentitySettings | null {
  const read = readIdentitySettings(env)
  return read.ok ? read.value : null
}
