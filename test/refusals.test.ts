import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { connect } from '../src/db/connect.ts'
import { startEmbedded } from '../src/db/embedded.ts'
import { embeddedBinaries } from '../src/db/embedded-binaries.ts'
import { createCluster } from '../src/db/embedded-cluster.ts'
import { databaseUser } from '../src/db/embedded-user.ts'
import { checkVersion } from '../src/db/open.ts'
import { testDatabase } from './support/database.ts'
import { gongkai, inFolder } from './support/program.ts'

const root = process.getuid?.() === 0

/** A start that must fail: exit 2, one sentence, no stack trace, nothing on stdout. */
async function refuses(env: Record<string, string>, sentence: RegExp, args = ['serve', '--empty']) {
  const { code, out, err } = await gongkai(args, env).ended
  assert.equal(code, 2, out + err)
  assert.equal(out, '')
  assert.match(err, sentence)
  assert.match(err, /^[^\n]+\n$/)
}

/** A small disk of its own for one test. Only root may have one; says so when it cannot. */
async function onDisk(t: TestContext, options: string, work: (folder: string) => Promise<void>) {
  await inFolder(async (folder) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      return t.skip('需要 root 权限挂载一个小磁盘')
    }
    try {
      await work(folder)
    } finally {
      execFileSync('umount', [folder])
    }
  })
}

describe('what the machine forbids is said in one sentence, and nothing is touched', () => {
  it('a port that is taken', () =>
    inFolder(async (folder) => {
      const taken = createServer()
      await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
      const { port } = taken.address() as { port: number }
      await refuses({ DATA_DIR: join(folder, 'data'), PORT: String(port) }, new RegExp(`端口 ${port} 已被其他程序占用`))
      assert.deepEqual(await readdir(folder), [])
      taken.close()
    }))

  it('a setting that makes no sense', async () => {
    await refuses({ PORT: 'eighty' }, /端口“eighty”无效/)
    await refuses({ BASE_PATH: 'zfxxgk' }, /BASE_PATH“zfxxgk”无效/)
    await refuses({ DATABASE_URL: 'mysql://localhost/' }, /DATABASE_URL 无效/)
    await refuses({ HOST: '192.0.2.200' }, /本机没有地址 192.0.2.200/)
    await refuses({}, /只能选一个/, ['serve', '--demo', '--empty'])
    await refuses({}, /选项 --prot/, ['serve', '--prot', '80'])
    await refuses({}, /没有“sevre”这个命令/, ['sevre'])
  })

  it('a file where the data folder should be', () =>
    inFolder(async (folder) => {
      await writeFile(join(folder, 'data'), '账本')
      await refuses({ DATA_DIR: join(folder, 'data') }, /无法建立数据目录/)
      assert.equal(await readFile(join(folder, 'data'), 'utf8'), '账本')
    }))

  it('a folder with other things in the place of the database', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, 'postgres'))
      await writeFile(join(folder, 'postgres', 'notes.txt'), '备忘')
      await refuses({ DATA_DIR: folder }, /不是 PostgreSQL 数据库/)
      assert.deepEqual(await readdir(join(folder, 'postgres')), ['notes.txt'])
    }))

  it('a folder that cannot be written', async (t) => {
    const check = (folder: string) => refuses({ DATA_DIR: join(folder, 'data') }, /不可写；请检查目录的所有者和权限/)
    if (root) return onDisk(t, 'ro', check)
    await inFolder(async (folder) => {
      await chmod(folder, 0o555)
      await check(folder)
      await chmod(folder, 0o755)
    })
  })

  it('a disk that is nearly full', (t) =>
    onDisk(t, 'size=20m', async (folder) => {
      await refuses({ DATA_DIR: folder }, /磁盘空间不足.*（需要 128 MB，剩余 \d+ MB）/)
      assert.deepEqual(await readdir(folder), [])
    }))

  it('a disk that fills up while the database is being made', (t) =>
    onDisk(t, 'size=20m,mode=755', async (folder) => {
      const binaries = await embeddedBinaries()
      assert.ok(binaries.ok)
      const made = await createCluster(folder, binaries.value, await databaseUser(folder), true)
      assert.equal(!made.ok && made.refusal.code, 'machine.disk-full')
      assert.deepEqual(await readdir(folder), [])
    }))

  it('a disk that has filled up since the last start', (t) =>
    onDisk(t, 'size=160m,mode=755', async (folder) => {
      const first = await startEmbedded(folder)
      assert.ok(first.ok)
      await first.value.close()
      execFileSync('sh', ['-c', 'cat /dev/zero > "$0/ballast" 2>"$0/.err" || true', folder])
      await refuses({ DATA_DIR: folder }, /磁盘空间不足/)

      execFileSync('rm', [join(folder, 'ballast')])
      const again = await startEmbedded(folder)
      assert.ok(again.ok)
      await again.value.close()
    }))
})

describe('data of another version are not opened', () => {
  it('a database of a newer PostgreSQL', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, 'postgres'))
      await writeFile(join(folder, 'postgres', 'PG_VERSION'), '19\n')
      await refuses({ DATA_DIR: folder }, /由更新的版本（PostgreSQL 19）创建，请使用新版本程序打开/)
      assert.deepEqual(await readdir(join(folder, 'postgres')), ['PG_VERSION'])
    }))

  it('tables of a newer program', async () => {
    const { sql, url, close } = await testDatabase()
    await sql`insert into schema_migrations (version, name, checksum) values (9999, '9999_future', '')`
    await inFolder((folder) =>
      refuses(
        { DATA_DIR: folder, DATABASE_URL: url },
        /^数据目录由更新的版本（9999_future）创建，请使用新版本程序打开/,
      ),
    )
    await close()
  })
})

describe('a database elsewhere is used only when it can be trusted', () => {
  it('one that is not there', () =>
    inFolder((folder) =>
      refuses(
        { DATA_DIR: folder, DATABASE_URL: 'postgres://gongkai:secret@127.0.0.1:1/gongkai' },
        /^(?!.*secret).*无法连接 .*127\.0\.0\.1:1\/gongkai：该地址没有数据库在运行/,
      ),
    ))

  it('one that does not know the password', async () => {
    const { url, close } = await testDatabase()
    const wrong = new URL(url)
    wrong.password = 'wrong'
    await inFolder((folder) => refuses({ DATA_DIR: folder, DATABASE_URL: wrong.href }, /用户名或密码不正确/))
    await close()
  })

  it('one that is too old or not yet known', () => {
    const refused = checkVersion(14)
    assert.equal(!refused.ok && refused.refusal.says, '不支持 PostgreSQL 14，没有改动任何数据')
    assert.equal(checkVersion(15).ok, true)
    assert.equal(checkVersion(18).ok, true)
    assert.equal(checkVersion(19).ok, false)
  })

  it('one another program serves', async () => {
    const { url, close } = await testDatabase()
    await inFolder(async (folder) => {
      const env = { DATA_DIR: folder, DATABASE_URL: url }
      const first = gongkai(['serve', '--empty'], env)
      await first.started
      await refuses(env, /另一个 gongkai serve 正在使用/)
      first.signal('SIGINT')
      assert.equal((await first.ended).code, 0)
    })
    await close()
  })

  it('its own, when it runs without writing to disk', () =>
    inFolder(async (folder) => {
      const careless = await startEmbedded(folder, { durable: false })
      assert.ok(careless.ok)
      await refuses({ DATA_DIR: folder }, /设置不安全（fsync=off）/)
      await careless.value.close()
    }))
})

describe('the database of the program is closed to others', () => {
  it('no network address, a folder of its owner alone, and a password', () =>
    inFolder(async (folder) => {
      const started = await startEmbedded(folder)
      assert.ok(started.ok)
      const { url, cluster, close } = started.value
      const sql = connect(url('gongkai'), { max: 1 })
      const [row] =
        await sql`select current_setting('listen_addresses') as tcp, current_setting('lc_collate', true) as c`
      assert.equal(row?.tcp, '')
      await sql.end()
      assert.equal((await stat(cluster)).mode & 0o777, 0o700)
      assert.equal((await stat(join(cluster, 'gongkai.password'))).mode & 0o777, 0o600)

      const without = connect(url('gongkai').replace(/:[^:@]+@/, ':@'), { max: 1 })
      await assert.rejects(without`select 1`)
      await without.end()
      await close()
    }))
})
