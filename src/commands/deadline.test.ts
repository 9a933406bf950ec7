import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const GONGKAI = join(import.meta.dirname, '../../bin/gongkai')

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; told: string }>((done) => {
    execFile(GONGKAI, ['deadline', ...args], (error, out, told) => {
      done({ code: error ? Number(error.code) : 0, out, told })
    })
  })

describe('bin/gongkai deadline', () => {
  it('answers the day and the steps as JSON, without a database', async () => {
    const { code, out } = await run('--law', '2019', '--received', '2026-02-06', '--json')
    const { due, state, provisional, steps } = JSON.parse(out)
    assert.deepEqual([code, due, state, provisional], [0, '2026-03-12', 'running', false])
    assert.deepEqual(Object.keys(steps[0]), ['from', 'to', 'counted', 'skipped', 'says', 'article'])
  })
  it('takes events in any order, and several parties', async () => {
    const events = ['third-party-answered:2026-03-20:甲', 'extended:5', 'third-party-asked:2026-03-09:甲']
    const { out } = await run('--received', '2026-03-02', '--json', ...events.flatMap((event) => ['--event', event]))
    assert.equal(JSON.parse(out).due, '2026-04-21')
  })
  it('explains itself to people, article by article', async () => {
    const { out } = await run('--received', '2026-12-15')
    assert.match(out, /第1至第20个工作日（第三十三条）/)
    assert.match(out, /答复期限：2027年1月12日/)
    assert.match(out, /暂定/)
  })
  it('ends with 1 for what cannot have happened, and with 2 for what it cannot read', async () => {
    const refused = await run('--received', '2026-02-06', '--event', 'corrected:2026-02-10')
    assert.deepEqual([refused.code, refused.out], [1, ''])
    assert.match(refused.told, /之前没有“告知申请人补正”/)
    assert.equal((await run('--received', '2008-04-30')).code, 1)
    for (const args of [[], ['--received', '2026-02-30'], ['--law', '2020', '--received', '2026-02-06']])
      assert.equal((await run(...args)).code, 2, args.join(' '))
    assert.equal((await run('--received', '2026-02-06', '--event', 'lunch:2026-02-10')).code, 2)
  })
})
