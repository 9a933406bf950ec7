import { readMailSettings } from '../mail/settings.ts'
import { readPublicUrl } from '../web/settings.ts'

/** The address for links, when subscriptions can be offered: mail goes out, and links know where to lead. */
export function offeredAt(env: NodeJS.ProcessEnv = process.env): string | null {
  const mail = readMailSettings(env)
  const url = readPublicUrl(env)
  return mail.ok && mail.value.smtp && mail.value.from && url.ok ? url.value : null
}
