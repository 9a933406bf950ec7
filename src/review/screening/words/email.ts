import { narrowed, visible } from '../characters.ts'
import type { Found } from '../hit.ts'

/** Mail services for everybody: a mailbox there is a person's, unless an office has nothing better. */
const PERSONAL =
  /^(?:(?:vip\.)?(?:qq|163|126|sina|sohu|foxmail|139|189|wo|aliyun|tom|21cn|yeah|263|188|88|hotmail|outlook|gmail|live|msn|yahoo|icloud|me|proton|protonmail)\.(?:com|net|cn|com\.cn|me))$/
const OFFICE_NEARBY = /(?:邮编|办公室|办公地址|联系地址|公众|公开|投诉|举报|征求意见|反馈|政府|门户|受理|来信)/

/** The e-mail address around the sign at `at`; the sign may be written @, ＠ or (at). */
export function readEmail(text: string, at: number, length = 1): Found | null {
  const left = visible(text, at - 80, at)
  const right = visible(text, at + length, at + length + 90)
  const name = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63} {0,2}$/.exec(left.text)
  const host = /^ {0,2}((?:[A-Za-z0-9][A-Za-z0-9-]{0,62}[.。])+[A-Za-z]{2,12})(?![A-Za-z0-9-])/.exec(right.text)
  if (!name || !host) return null
  const start = left.at[name.index]!
  const end = right.at[host[0].length - 1]! + 1
  const domain = narrowed(host[1]!).replaceAll('。', '.').toLowerCase()
  const mask = `${name[0][0]}***@${domain}`
  const found = { kind: 'email', mask, start, end } as const
  if (/(?:^|\.)gov\.cn$/.test(domain)) return { ...found, level: 'warn', why: '政务邮箱；专门对外公布的可以保留' }
  if (!PERSONAL.test(domain))
    return { ...found, level: 'warn', why: '单位邮箱；请确认是对外公布的，不是工作人员个人的' }
  const near = visible(text, at - 160, at - name[0].length).text
  return OFFICE_NEARBY.test(near)
    ? {
        ...found,
        level: 'warn',
        why: '公众邮箱服务上的地址，前文像单位的联系方式；个人邮箱须遮盖，单位对外公布的可以保留',
      }
    : { ...found, level: 'block', why: '公众邮箱服务上的地址，像个人邮箱' }
}
