import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Page } from 'playwright-core'
import { PASSWORD, SEATS } from '../../src/demo/cast.ts'
import { buildSite, type House } from '../../src/served.ts'
import { readSettings } from '../../src/settings.ts'
import { demoDatabase } from './demo.ts'

export type Journey = {
  /** A browser of its own for somebody of the demo, already signed in; `citizen` for anybody at all. */
  as: (who: keyof typeof SEATS | 'citizen') => Promise<Page>
  /** Anybody at all with a telephone, with or without scripts. */
  phone: (options: { scripts: boolean }) => Promise<Page>
  /** Cuts the line between every browser and the site, or mends it. */
  cut: (down: boolean) => void
  end: () => Promise<void>
}

/** The demo site on a port of its own, at this moment (or whatever moment the function says), and a browser to walk through it. */
export async function beginJourney(now: string | (() => string)): Promise<Journey> {
  const { database, root, end } = await demoDatabase()
  const settings = readSettings({ DATA_DIR: root })
  assert.ok(settings.ok)
  const house: House = {
    sql: database.sql,
    databaseUrl: database.url,
    files: { root: join(root, 'files') },
    settings: settings.value,
    now: () => new Date(typeof now === 'string' ? now : now()),
  }
  const site = await buildSite(house)
  let down = false
  const server = createServer((request, response) => {
    if (down) request.socket.destroy()
    else site.answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })

  return {
    as: async (who) => {
      const context = await browser.newContext({ baseURL: address, acceptDownloads: true })
      context.setDefaultTimeout(15_000)
      const page = await context.newPage()
      if (who !== 'citizen') await signIn(page, SEATS[who].username)
      return page
    },
    phone: async ({ scripts }) => {
      const screen = { viewport: { width: 390, height: 844 }, javaScriptEnabled: scripts }
      const context = await browser.newContext({ baseURL: address, ...screen })
      context.setDefaultTimeout(15_000)
      return context.newPage()
    },
    cut: (so) => {
      down = so
    },
    end: async () => {
      await browser.close()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await site.close?.()
      await end()
    },
  }
}

async function signIn(page: Page, username: string) {
  await page.goto('/console')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(PASSWORD)
  await press(page, '登录')
}

/** Presses a button, and the one that asks again where there is one. */
export async function press(page: Page, label: string) {
  const main = page.getByRole('main')
  const button = main.getByRole('button', { name: label, exact: true })
  const asking = main.locator('summary', { hasText: label })
  await button.or(asking).first().waitFor()
  if ((await asking.count()) === 0) return button.first().click()
  await asking.first().click()
  await main.getByRole('button', { name: `确认${label}` }).click()
}

export const follow = (page: Page, label: string | RegExp) =>
  page.getByRole('main').getByRole('link', { name: label }).first().click()

export const reads = async (page: Page, text: string | RegExp) => {
  await page.getByText(text).first().waitFor()
}

/** On the page of a review: nothing was found, and it may be public. */
export async function reviewerAgrees(page: Page) {
  await page.getByLabel(/已逐项审查/).check()
  await hasNoBarrier(page)
  await press(page, '提交审查意见')
  await page.getByLabel(/已逐项审查/).waitFor({ state: 'detached' })
}

/** No barrier that a machine can see on this page (WCAG 2 A and AA, and good practice). */
export async function hasNoBarrier(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    [],
    page.url(),
  )
}

/** What a click on this link brings down. */
export async function downloaded(page: Page, label: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), follow(page, label)])
  const pieces: Buffer[] = []
  for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer)
  return { name: download.suggestedFilename(), bytes: Buffer.concat(pieces) }
}
