import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { type Channel, isChannel } from './channels.ts'
import type { Standing } from './lifecycle.ts'
import { isValidity, type Validity } from './validity.ts'
import { isWithdrawal, type Withdrawal } from './withdrawals.ts'

export const Channels = z.array(z.custom<Channel>((text) => typeof text === 'string' && isChannel(text)))

export const Attachment = z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.number() })
export type Attachment = z.infer<typeof Attachment>

/** What an item said at one time. Version 1 is the first; a published version never changes. */
export const Version = z.object({
  version: z.number(),
  title: z.string(),
  summary: z.string(),
  body: z.string(),
  categoryId: z.string().nullable(),
  categoryCode: z.string().nullable(),
  categoryName: z.string().nullable(),
  uncategorisedReason: z.string().nullable(),
  documentNumber: z.string().nullable(),
  formedOn: Day,
  source: z.string(),
  /** Null: not stated. */
  validity: z.custom<Validity>(isValidity).nullable(),
  channels: Channels,
  note: z.string(),
  draftedBy: z.string(),
  draftedAs: z.string(),
  draftedAt: z.date(),
  reviewedBy: z.string().nullable(),
  reviewedAs: z.string().nullable(),
  publishedAt: z.date().nullable(),
  attachments: z.array(Attachment),
})
export type Version = z.infer<typeof Version>

export const Item = z.object({
  id: z.string(),
  organId: z.string(),
  organName: z.string(),
  organSlug: z.string(),
  state: z.enum(['draft', 'submitted', 'published', 'withdrawn']),
  indexNumber: z.string().nullable(),
  /** Of the first publication; it never changes. */
  publishedAt: z.date().nullable(),
  publishedVersion: z.number().nullable(),
  latestVersion: z.number(),
  /** Ways it went that other chapters have proof of. */
  notedChannels: Channels,
  withdrawnAt: z.date().nullable(),
  /** Not null as long as the public sees a tombstone: also while a restored draft is being prepared. */
  withdrawal: z.custom<Withdrawal>((text) => typeof text === 'string' && isWithdrawal(text)).nullable(),
  /** Rises by one with every step; a step says which one it started from. */
  version: z.number(),
  createdAt: z.date(),
  latest: Version,
})
export type Item = z.infer<typeof Item>

export const standingOf = (item: Pick<Item, 'publishedVersion' | 'withdrawal'>): Standing =>
  item.publishedVersion === null ? 'unseen' : item.withdrawal === null ? 'public' : 'tombstone'

/** Where the public finds an item. */
export const publicPath = (item: { organSlug: string; indexNumber: string }): string =>
  `/${item.organSlug}/fdzdgknr/${encodeURIComponent(item.indexNumber)}`
