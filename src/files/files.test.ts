import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import excel from 'exceljs'
import fc from 'fast-check'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import type { Context } from '../context.ts'
import { createTenant } from '../organs/store.ts'
import { disposition, LONGEST_NAME, safeName } from './names.ts'
import { findFiles, keepFile, readFile } from './store.ts'
import { pathOf } from './vault.ts'

let db: TestDatabase
let ctx: Context
before(async () => {
  db = await testDatabase()
  const files = { root: await mkdtemp(join(tmpdir(), 'gongkai-files-')) }
  const now = new Date('2017-03-08T01:30:00Z')
  const tenant = await createTenant(db.sql, { code: 'nanan', name: '南安市', settings: { siteName: '南安' } }, now)
  assert.ok(tenant.ok)
  ctx = { sql: db.sql, tenantId: tenant.value.id, actor: { kind: 'system', name: '测试' }, now, files }
})
after(async () => {
  await rm(ctx.files.root, { recursive: true })
  await db.close()
})

const text = (content: string) => Buffer.from(content)
const PDF = text('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF')
const keep = (name: string, bytes: Uint8Array) => keepFile(ctx, { name, bytes })
const code = async (name: string, bytes: Uint8Array) => {
  const kept = await keep(name, bytes)
  return kept.ok ? 'ok' : kept.refusal.code
}
const sheet = async () => {
  const book = new excel.Workbook()
  book.addWorksheet('表').addRow(['甲', 1])
  return Buffer.from(await book.xlsx.writeBuffer())
}
/** The beginning of an Office 97 container that holds one stream. */
const container = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(64),
  ])

describe('a file is kept when it is what it says', () => {
  it('comes back byte for byte', async () => {
    const kept = await keep('实施方案.pdf', PDF)
    assert.ok(kept.ok)
    const back = await readFile(ctx, kept.value.id)
    assert.deepEqual(back?.bytes, PDF)
    assert.equal(back?.file.name, '实施方案.pdf')
  })

  it('lies on disk once under its SHA-256, however often it is sent, and no half-written file stays behind', async () => {
    const [one, two] = [await keep('甲.pdf', PDF), await keep('乙.pdf', PDF)]
    assert.ok(one.ok && two.ok)
    assert.notEqual(one.value.id, two.value.id)
    assert.equal(one.value.sha256, createHash('sha256').update(PDF).digest('hex'))
    const folder = join(pathOf(ctx.files, one.value.sha256), '..')
    assert.deepEqual(await readdir(folder), [one.value.sha256])
    assert.equal((await findFiles(ctx, [two.value.id, 'nothing', one.value.id])).length, 2)
  })

  it('is one of the allowed kinds', async () => {
    assert.equal(await code('表.xlsx', await sheet()), 'ok')
    assert.equal(await code('旧文件.doc', container('WordDocument')), 'ok')
    assert.equal(await code('旧文件.wps', container('WordDocument')), 'ok')
    assert.equal(await code('旧表.xls', container('Workbook')), 'ok')
    assert.equal(await code('名单.csv', text('姓名,金额\n甲,1')), 'ok')
    assert.equal(await code('国标编码.txt', Buffer.from('d6d0cec4', 'hex')), 'ok')
  })

  it('is refused when its ending says something else', async () => {
    assert.equal(await code('表.docx', await sheet()), 'files.mismatch')
    assert.equal(await code('表.pdf', await sheet()), 'files.mismatch')
    assert.equal(await code('安装.doc', container('MsiPackage')), 'files.mismatch')
    assert.equal(await code('图.png', PDF), 'files.mismatch')
  })

  it('is refused when it is a program, a page, a script, nothing, or too much', async () => {
    const program = Buffer.concat([text('MZ'), Buffer.alloc(200)])
    assert.equal(await code('通知.pdf', program), 'files.program')
    assert.equal(await code('通知.exe', program), 'files.kind')
    assert.equal(await code('页.html', text('<html></html>')), 'files.kind')
    assert.equal(await code('页.txt', text('  <!DOCTYPE html><p>')), 'files.markup')
    assert.equal(await code('图.txt', text('<svg onload=alert(1)>')), 'files.markup')
    assert.equal(await code('空.pdf', Buffer.alloc(0)), 'files.empty')
    assert.equal(await code('大.pdf', Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)])), 'files.large')
    const refused = await keep('空.pdf', Buffer.alloc(0))
    assert.match(refused.ok ? '' : refused.refusal.says, /空\.pdf/)
  })

  it('is not given out when its bytes were changed on disk', async () => {
    const kept = await keep('丙.txt', text('原来的内容'))
    assert.ok(kept.ok)
    await writeFile(pathOf(ctx.files, kept.value.sha256), text('后来的内容'))
    await assert.rejects(() => readFile(ctx, kept.value.id), /damaged/)
  })
})

describe('a file name', () => {
  it('has no folder, no direction marks and no control characters', () => {
    assert.equal(safeName('../../etc/passwd'), 'passwd')
    assert.equal(safeName('C:\\桌面\\方案.docx'), '方案.docx')
    assert.equal(safeName('方案\u202Efdp.exe'), '方案fdp.exe')
    assert.equal(safeName('.\u0000.'), '附件')
    assert.equal(safeName('.htaccess'), 'htaccess')
  })

  it('is short, keeps its ending, and can be made safe twice without changing', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeName(name)
        assert.ok([...safe].length <= LONGEST_NAME && safe.length > 0)
        assert.doesNotMatch(safe, /[/\\\p{Cc}\p{Cf}<>:"|?*]/u)
        assert.equal(safeName(`${'长'.repeat(300)}.pdf`).slice(-4), '.pdf')
      }),
    ))

  it('is sent so that every browser can read it, and can never end its header', () => {
    assert.match(disposition('方案 (一)".pdf'), /filename\*=UTF-8''%E6%96%B9%E6%A1%88%20%28%E4%B8%80%29%22\.pdf$/)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => assert.doesNotMatch(disposition(name), /[^\x20-\x7e]/)),
    )
  })
})
