import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import type { Sql } from 'postgres'
import { v7 as uuid } from 'uuid'
import type { FileStore } from './context.ts'
import type { Settings } from './settings.ts'

/** What the running program stands on when the site is built and when data are loaded. */
export type House = { sql: Sql; databaseUrl: string; files: FileStore; settings: Settings; now: () => Date }

/** The site, ready to answer. `close` ends what it started beside: jobs, mail, open streams. */
export type Served = { answer: RequestListener; close?: () => Promise<void> }

/** Accounts made while loading, shown once at start. */
export type Account = { username: string; password: string; post: string }
export type Seeded = { accounts: Account[] }

/** Builds the portal and the console. */
export async function buildSite(_house: House): Promise<Served> {
  const app = new Hono()
  app.get('*', (c) => c.text('公开'))
  return { answer: getRequestListener(app.fetch) }
}

/** True when nobody has set up a site in this database yet. */
export async function isEmpty({ sql }: House): Promise<boolean> {
  const [row] = await sql`select not exists (select from tenants) as empty`
  return row?.empty === true
}

/** Loads the demo cast. */
export async function loadDemo(house: House): Promise<Seeded> {
  return loadEmpty(house)
}

/** Makes a tenant with one administrator, whose one-time password is shown once. */
export async function loadEmpty({ sql, now }: House): Promise<Seeded> {
  await sql`insert into tenants (id, code, name, created_at) values (${uuid()}, 'site', '政府信息公开', ${now()})`
  return { accounts: [] }
}
