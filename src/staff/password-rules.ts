import { ok, type Result, refuse } from '../result.ts'
import { COMMON_PASSWORDS } from './common-passwords.ts'

export const SHORTEST = 10
const LONGEST = 200

/** A user name as it is kept and compared: full-width letters and capitals make no difference. */
export const plainUsername = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/** Letters of any script, digits, dot, underscore, hyphen; 2 to 32 of them. */
export function checkUsername(typed: string): Result<string> {
  const username = plainUsername(typed)
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,31}$/u.test(username)
    ? ok(username)
    : refuse('staff.username', '用户名为2至32个汉字、字母或数字，可含“.”“_”“-”，不能有空格', { field: 'username' })
}

/**
 * What a password must be: long enough, not built around the user name, and not one everybody tries.
 * No rule asks for a mix of characters, and none makes it expire: both lead to worse passwords (NIST SP 800-63B).
 */
export function checkPassword(password: string, username: string, field = 'password'): Result<void> {
  const length = [...password].length
  const plain = password.normalize('NFKC').toLowerCase()
  if (length < SHORTEST) return refuse('staff.password-short', `密码至少${SHORTEST}个字符`, { field })
  if (length > LONGEST) return refuse('staff.password-long', `密码最多${LONGEST}个字符`, { field })
  if (plain.includes(plainUsername(username))) return refuse('staff.password-username', '密码不能包含用户名', { field })
  if (COMMON_PASSWORDS.has(plain) || new Set(plain).size < 4)
    return refuse('staff.password-common', '这个密码太常见，容易被猜中', { field, fix: '可以用几个不相干的词连成一句' })
  return ok(undefined)
}
