import { z } from 'zod'
import { isRole, type Role } from '../roles.ts'
import { OrganProfile, OrganSettings, TenantSettings } from './settings.ts'

export const ORGAN_KINDS = {
  county: '县级人民政府',
  department: '部门',
  township: '乡镇人民政府',
  subdistrict: '街道办事处',
} as const
export type OrganKind = keyof typeof ORGAN_KINDS

export const UNIT_KINDS = { section: '内设机构', village: '村（居）' } as const
export type UnitKind = keyof typeof UNIT_KINDS

export const Tenant = z.object({ id: z.string(), code: z.string(), name: z.string(), settings: TenantSettings })
export type Tenant = z.infer<typeof Tenant>

export const Organ = z.object({
  id: z.string(),
  slug: z.string(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(['county', 'department', 'township', 'subdistrict']),
  profile: OrganProfile,
  settings: OrganSettings,
  sort: z.number(),
  /** A fingerprint of profile and settings as they were read; a change says which one it started from. */
  version: z.string(),
})
export type Organ = z.infer<typeof Organ>

/** 内设机构 or 村（居） of an organ. */
export const Unit = z.object({
  id: z.string(),
  organId: z.string(),
  kind: z.enum(['section', 'village']),
  name: z.string(),
  sort: z.number(),
})
export type Unit = z.infer<typeof Unit>

/** A post, and what it may do. `organId` null: a post of the whole site, such as 系统管理员. */
export const Post = z.object({
  id: z.string(),
  organId: z.string().nullable(),
  organName: z.string().nullable(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  name: z.string(),
  roles: z.array(z.custom<Role>((text) => typeof text === 'string' && isRole(text))),
  sort: z.number(),
})
export type Post = z.infer<typeof Post>
