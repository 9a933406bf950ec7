/** What happens to a service in the list, as the public reads it. */
export const CHANGE_KINDS = {
  listed: '列入',
  changed: '变更',
  corrected: '更正',
  delisted: '取消',
  restored: '恢复',
} as const
export type ChangeKind = keyof typeof CHANGE_KINDS

/** A field that was changed, in words. */
export type ChangedField = { label: string; before: string; after: string }
