import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { isRole, type Role } from '../roles.ts'

export const Roles = z.array(z.custom<Role>((text) => typeof text === 'string' && isRole(text)))

/** An account, with the posts it holds on the day asked about. */
export const Account = z.object({
  id: z.string(),
  username: z.string(),
  mustChangePassword: z.boolean(),
  lockedUntil: z.date().nullable(),
  disabledAt: z.date().nullable(),
  lastSignInAt: z.date().nullable(),
  createdAt: z.date(),
  posts: z.array(z.string()),
  roles: Roles,
})
export type Account = z.infer<typeof Account>

/** Who held which post, from which day to which day, both included. No last day: still held. */
export const Appointment = z.object({
  id: z.string(),
  accountId: z.string(),
  postId: z.string(),
  postName: z.string(),
  organName: z.string().nullable(),
  roles: Roles,
  fromDay: Day,
  toDay: Day.nullable(),
})
export type Appointment = z.infer<typeof Appointment>
