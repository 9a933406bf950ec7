import { ROLES, type Role } from '../roles.ts'

/** 三员: those who keep the system and those who watch it should not be those who handle information in it. */
const KEEPERS: readonly Role[] = ['admin', 'auditor']

/** What is mixed in one account that should be apart, in words; null when nothing is. */
export function mixedDuties(roles: readonly Role[]): string | null {
  const held = new Set(roles)
  const keeping = KEEPERS.filter((role) => held.has(role))
  const handling = [...held].filter((role) => !KEEPERS.includes(role))
  if (keeping.length === 2) return '系统管理员与审计员不宜为同一账号'
  if (keeping.length === 0 || handling.length === 0) return null
  return `${name(keeping)}不宜与${name(handling)}为同一账号`
}

const name = (roles: readonly Role[]) => roles.map((role) => ROLES[role]).join('、')
