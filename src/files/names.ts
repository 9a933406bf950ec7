/** Longest name kept, in characters, ending included. */
export const LONGEST_NAME = 120

/**
 * A name safe to keep, show and send: no folder, no control or invisible characters (which can turn `gpj.exe` around), none
 * of the signs Windows refuses. The ending stays. Never empty.
 */
export function safeName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const at = plain.lastIndexOf('.')
  const [stem, ending] = at > 0 ? [plain.slice(0, at), plain.slice(at)] : [plain, '']
  const tail = [...ending].slice(0, 12).join('')
  const room = LONGEST_NAME - [...tail].length
  return `${[...stem].slice(0, room).join('').trimEnd() || '附件'}${tail}`
}

/** The header that gives a download its name in every browser (RFC 6266, RFC 5987). */
export function disposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const coded = encodeURIComponent(name).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${coded}`
}
