import * as oidc from 'openid-client'
import type { IdentitySettings } from './settings.ts'

const known = new Map<string, Promise<oidc.Configuration>>()

/** What the service publishes of itself, asked once. A service that was down is asked again the next time. */
function serviceOf({ issuer, clientId, secret }: IdentitySettings): Promise<oidc.Configuration> {
  const name = `${issuer.href} ${clientId}`
  const asked =
    known.get(name) ??
    oidc.discovery(issuer, clientId, secret, undefined, {
      // Only ever on this machine: `readIdentitySettings` refuses any other.
      execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
    })
  known.set(name, asked)
  asked.catch(() => known.delete(name))
  return asked
}

export type Asked = { address: string; state: string; nonce: string; verifier: string }

/** Where to send a visitor, with proof that only this visitor can come back (state, nonce, PKCE). */
export async function askIdentity(settings: IdentitySettings): Promise<Asked> {
  const service = await serviceOf(settings)
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  const address = oidc.buildAuthorizationUrl(service, {
    redirect_uri: settings.callback,
    scope: 'openid profile phone email address',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  return { address: address.href, state, nonce, verifier }
}

/** Who came back, in the words of the service. Rejects when it is not who was sent, or nobody signed in. */
export async function readIdentity(
  settings: IdentitySettings,
  search: string,
  { state, nonce, verifier }: Pick<Asked, 'state' | 'nonce' | 'verifier'>,
): Promise<Record<string, unknown>> {
  const service = await serviceOf(settings)
  const tokens = await oidc.authorizationCodeGrant(service, new URL(`${settings.callback}${search}`), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()!
  if (!service.serverMetadata().userinfo_endpoint) return claims
  return { ...claims, ...(await oidc.fetchUserInfo(service, tokens.access_token, claims.sub)) }
}
