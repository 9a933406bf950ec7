import { ok, type Result, refuse } from '../result.ts'

/**
 * Where the public finds this site, for links in mails that no request asked for: PUBLIC_URL, without a trailing slash, with the
 * path it is mounted under. Null: not set. Errors: an address that cannot be read.
 */
export function readPublicUrl(env: NodeJS.ProcessEnv): Result<string | null> {
  const text = env.PUBLIC_URL?.trim().replace(/\/+$/, '')
  if (!text) return ok(null)
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username)
    return refuse('settings.public-url', 'PUBLIC_URL 无效', {
      fix: '请写成公众访问本站的网址，例如 https://xxgk.example.gov.cn/zfxxgk',
    })
  return ok(text)
}
