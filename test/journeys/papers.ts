import assert from 'node:assert/strict'
import ExcelJS from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { press } from '../support/journey.ts'

/** Opens an account's page at the administrator's desk. */
export async function openAccount(admin: Page, username: string) {
  await admin.goto('/console/accounts')
  await admin.getByRole('main').getByRole('link', { name: username, exact: true }).click()
}

/** Fills in the opinion of a review and sends it. */
export async function giveOpinion(page: Page, verdict: string, basis: string, words: string) {
  await page.getByRole('radio', { name: verdict }).check()
  await page.getByLabel(`“${verdict}”的依据`).selectOption({ label: basis })
  await page.getByLabel('理由和说明').fill(words)
  await page.getByLabel(/已逐项审查/).check()
  await press(page, '提交审查意见')
}

/** What was done with a thing, in its own order: the labels of its history on the page that is open. */
export const historyOn = (page: Page): Promise<string[]> => page.locator('.history-what').allTextContents()

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An identity number whose check digit holds, of nobody: region and day of birth are made up. */
export function idNumber(region: string, born: string, serial: string): string {
  const first = `${region}${born}${serial}`
  assert.equal(first.length, WEIGHTS.length)
  const sum = WEIGHTS.reduce((all, weight, at) => all + weight * Number(first[at]), 0)
  return first + '10X98765432'[sum % 11]
}

/** A workbook of one sheet. */
export async function workbook(name: string, rows: (string | number)[][]) {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('名单').addRows(rows)
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { name, mimeType, buffer: Buffer.from(await book.xlsx.writeBuffer()) }
}

/** Everything that stands in a workbook, in whatever part of it. */
export const insideOf = (bytes: Buffer): string =>
  Object.values(unzipSync(new Uint8Array(bytes)))
    .map((part) => strFromU8(part))
    .join('\n')
