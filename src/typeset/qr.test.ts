import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encode } from 'uqr'
import { exampleDocument } from './example.ts'
import { toHtml } from './html.ts'
import { qrPng, qrSvg } from './qr.ts'
import { toDocx } from './typeset.ts'
import { readZip } from './zip.ts'

const ADDRESS = 'https://www.nanan.gov.cn/matou/ysqgk/track?number=2026-001'

/** The modules that a drawing of runs covers. */
function modulesOf(svg: string): boolean[][] {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
    rows[Number(y)]!.fill(true, Number(x), Number(x) + Number(length))
  return rows
}

describe('a QR code', () => {
  it('is drawn module by module as the library encodes it, with four of white around it', () => {
    const rows = modulesOf(qrSvg(ADDRESS))
    assert.deepEqual(rows, encode(ADDRESS, { ecc: 'M', border: 4 }).data)
    assert.ok(
      rows
        .slice(0, 4)
        .flat()
        .every((black) => !black),
    )
  })

  it('brings nothing that a strict page would refuse', () => {
    assert.doesNotMatch(qrSvg(ADDRESS), /<script|<style| style=| on\w+=/)
  })

  it('is a PNG that a decoder can open', async () => {
    const bytes = qrPng(ADDRESS)
    const { fileTypeFromBuffer } = await import('file-type')
    assert.equal((await fileTypeFromBuffer(bytes))?.mime, 'image/png')
  })

  it('stands in every format of a document', async () => {
    const doc = await exampleDocument(1)
    assert.match(toHtml(doc), /<figure class="document-code"><img src="data:image\/svg\+xml;base64,/)
    const names = [...readZip(await toDocx(doc)).keys()]
    assert.ok(
      names.some((name) => /^word\/media\/.*\.png$/.test(name)),
      names.join(),
    )
  })
})
