import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../../bin/gongkai', import.meta.url))
let folder = ''

const screen = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) =>
    execFile(PROGRAM, ['screen', ...args], { cwd: folder }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    ),
  )

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-screen-'))
  await writeFile(join(folder, 'clean.txt'), '码头镇政府信息公开工作年度报告，电话：0595-86468502。\n')
  await writeFile(join(folder, 'leak.csv'), '姓名,手机\n甲,13812345678\n')
  await writeFile(join(folder, 'large.txt'), '')
  await truncate(join(folder, 'large.txt'), 200 * 1024 * 1024)
})
after(() => rm(folder, { recursive: true, force: true }))

describe('bin/gongkai screen', () => {
  it('answers 0 for a clean file, and says so', async () => {
    const { code, out } = await screen('clean.txt')
    assert.equal(code, 0)
    assert.match(out, /clean\.txt：没有发现/)
  })
  it('answers 1 for a leak; for the eye the value is masked, progress goes to stderr', async () => {
    const { code, out, err } = await screen('leak.csv', 'clean.txt')
    assert.equal(code, 1)
    assert.match(out, /第2行 {2}电话号码 {2}138\*{4}5678/)
    assert.ok(!`${out}${err}`.includes('13812345678'))
    assert.match(err, /正在筛查 leak\.csv/)
  })
  it('gives an array as JSON, one object a file', async () => {
    const { code, out } = await screen('--json', 'leak.csv', 'clean.txt')
    assert.equal(code, 1)
    const why = '11位手机号码'
    const hit = { kind: 'phone', level: 'block', text: '13812345678', where: '第2行', mask: '138****5678', why }
    assert.deepEqual(JSON.parse(out), [
      { file: 'leak.csv', hits: [hit], unread: [] },
      { file: 'clean.txt', hits: [], unread: [] },
    ])
  })
  it('never calls a file clean that it could not read', async () => {
    const { code, out } = await screen('large.txt')
    assert.equal(code, 1)
    assert.match(out, /200 MB，超过100 MB的上限/)
  })
  it('answers 2 when it is called wrongly', async () => {
    for (const args of [[], ['none.txt'], ['.'], ['--loud', 'clean.txt']]) {
      const { code, err } = await screen(...args)
      assert.equal(code, 2, args.join(' '))
      assert.match(err, /用法：bin\/gongkai screen/)
    }
  })
})
