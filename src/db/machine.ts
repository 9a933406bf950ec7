import { statfs } from 'node:fs/promises'
import { type Refusal, type Result, refuse } from '../result.ts'

const MB = 1024 * 1024

/** Says what is wrong with the machine in one sentence, from a system error or a PostgreSQL message; null for a bug. */
export function machineRefusal(cause: unknown, folder: string): Refusal | null {
  const text =
    cause instanceof Error ? `${(cause as NodeJS.ErrnoException).code ?? ''} ${cause.message}` : String(cause)
  const found = TROUBLES.find(({ pattern }) => pattern.test(text))
  return found ? { code: found.code, says: found.says(folder), fix: found.fix } : null
}

const TROUBLES = [
  {
    pattern: /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|Check free disk space/,
    code: 'machine.disk-full',
    says: (folder: string) => `磁盘空间不足，无法写入数据目录 ${folder}`,
    fix: '请清理磁盘，或用 DATA_DIR 指定空间充足的目录，然后重新启动',
  },
  {
    pattern: /EROFS|EACCES|EPERM|Read-only file system|Permission denied|Operation not permitted/,
    code: 'machine.read-only',
    says: (folder: string) => `数据目录 ${folder} 不可写`,
    fix: '请检查目录的所有者和权限，或用 DATA_DIR 指定可写的目录',
  },
  {
    pattern: /ENOTDIR|EEXIST|ENOENT|ENAMETOOLONG/,
    code: 'machine.no-folder',
    says: (folder: string) => `无法建立数据目录 ${folder}`,
    fix: '请检查路径中是否有同名文件或不存在的上级目录，或用 DATA_DIR 指定其他目录',
  },
]

/** Refuses while nothing has been written yet, since a database that runs out of space half-way is slower to mend. */
export async function needSpace(folder: string, megabytes: number): Promise<Result<never> | null> {
  const free = await freeBytes(folder)
  if (free >= megabytes * MB) return null
  const { code, says, fix } = machineRefusal('ENOSPC', folder) as Refusal
  return refuse(code, `${says}（需要 ${megabytes} MB，剩余 ${Math.floor(free / MB)} MB）`, { fix })
}

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
