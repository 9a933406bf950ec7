/** 有效性 of a rule or a policy. Whoever reads an old one must see at once that it no longer holds. */
export const VALIDITIES = { 'in-force': '有效', repealed: '已废止', expired: '已失效' } as const
export type Validity = keyof typeof VALIDITIES

export const isValidity = (text: unknown): text is Validity =>
  typeof text === 'string' && Object.hasOwn(VALIDITIES, text)

/** What is said beside a title: nothing of what is in force or does not say. */
export const noLonger = (validity: Validity | null): string | undefined =>
  validity === null || validity === 'in-force' ? undefined : VALIDITIES[validity]
