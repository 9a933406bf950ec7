import { z } from 'zod'
import type { Draft } from '../rules.ts'
import { LONGEST } from '../rules.ts'

const text = z.string().trim().catch('')
const Claims = z.object({
  name: text,
  phone_number: text,
  email: text,
  address: z.union([z.string(), z.object({ formatted: z.string() }).transform(({ formatted }) => formatted)]).catch(''),
})

/** What the identity service says of a person, as the fields of the form; what it does not say stays as it was typed. Pure. */
export function filledFrom(claims: Record<string, unknown>, cardClaim: string | null, draft: Draft): Draft {
  const { name, phone_number: phone, email, address } = Claims.parse(claims)
  const number = cardClaim ? text.parse(claims[cardClaim]) : ''
  const told = { name, phone, email, address: address.trim(), identityNumber: number, identity: number && 'id-card' }
  const filled = Object.fromEntries(
    Object.entries(told)
      .filter(([, value]) => value !== '')
      .map(([field, value]) => [
        field,
        field in LONGEST ? value.slice(0, LONGEST[field as keyof typeof LONGEST]) : value,
      ]),
  )
  return { ...draft, kind: 'natural', ...filled }
}
