/** By what two applications can be told to come from the same person. */
export const MARKS = { name: '姓名或者名称', email: '邮箱', phone: '电话', identity: '证件号码' } as const
export type MarkKind = keyof typeof MARKS
export type Marked = { kind: MarkKind; words: string }

/** As much of a person as is compared. */
export type Marking = { name: string; contact: string; email?: string; phone?: string; identityNumber?: string }

/** What of a person is compared, in one spelling. Pure. */
export function markedIn({ name, contact, email, phone, identityNumber }: Marking): Marked[] {
  const words = [contact, email, phone].filter(Boolean).join(' ').normalize('NFKC').toLowerCase()
  const emails = words.match(/[^\s<>",;:，；：、（）()@]+@[^\s<>",;:，；：、（）()@]+\.[a-z0-9-]+/g) ?? []
  const phones = words.match(/(?<!\d)(?:1\d{2}[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?!\d)/g) ?? []
  const squeezed = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  const found: Marked[] = [
    { kind: 'name', words: squeezed(name) },
    { kind: 'identity', words: squeezed(identityNumber ?? '') },
    ...emails.map((one) => ({ kind: 'email' as const, words: one })),
    ...phones.map((one) => ({ kind: 'phone' as const, words: one.replace(/\D/g, '') })),
  ]
  return found.filter(({ words }) => words !== '')
}
