import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { dayOf } from '../calendar/day.ts'
import { LIMITS } from '../review/screening/extraction/limits.ts'
import { stopThread } from '../review/screening/extraction/thread.ts'
import { type FileScreening, screenFile, tooLarge } from '../review/screening/file.ts'
import { type Hit, KINDS } from '../review/screening/hit.ts'
import { preview } from '../review/screening/mask.ts'
import { type Command, EXIT, tellUsage } from './command.ts'

type Screened = FileScreening & { file: string }

/**
 * `screen FILE…`: what a text or attachment would leak. Needs no database, so cited documents are only reported when they
 * are marked internal. A file that could not be read is a finding: it has not been found clean.
 */
export const screen: Command = {
  usage: 'bin/gongkai screen 文件… [--json]',

  async run(args) {
    const asked = readArgs(args)
    if (typeof asked === 'number') return asked
    const missing: string[] = []
    for (const file of asked.files) if (!(await isFile(file))) missing.push(file)
    if (missing.length > 0) {
      process.stderr.write(`找不到文件：${missing.join('、')}；用法：${screen.usage}\n`)
      return EXIT.usage
    }
    const screened: Screened[] = []
    for (const file of asked.files) {
      const one = { file, ...(await look(file)) }
      screened.push(one)
      if (!asked.json) await write(sentences(one))
    }
    if (asked.json) await write(`${JSON.stringify(screened.map(asContracted), null, 2)}\n`)
    await stopThread()
    const isFound = screened.some(({ hits, unread }) => hits.length > 0 || unread.some(({ whole }) => whole))
    return isFound ? EXIT.findings : EXIT.fine
  },
}

function readArgs(args: string[]): { files: string[]; json: boolean } | number {
  try {
    const options = { json: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    if (positionals.length > 0) return { files: positionals, json: values.json }
    process.stderr.write(`请写明要筛查的文件；用法：${screen.usage}\n`)
    return EXIT.usage
  } catch (error) {
    return tellUsage(error, screen.usage)
  }
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )

async function look(file: string): Promise<FileScreening> {
  const { size } = await stat(file)
  if (size > LIMITS.bytes) return { hits: [], unread: [tooLarge(size)] }
  const progress = progressOf(file)
  const bytes = await readFile(file).catch(() => null)
  const found = bytes
    ? await screenFile({ name: file, bytes }, { today: dayOf(new Date()), onProgress: progress.at })
    : { hits: [], unread: [{ where: '文件', why: '没有权限读取，没有检查', whole: true }] }
  progress.done()
  return found
}

/** A line on stderr that grows; on a terminal only, one line a file elsewhere. */
function progressOf(file: string): { at(share: number): void; done(): void } {
  const { isTTY } = process.stderr
  let shown = -1
  if (!isTTY) process.stderr.write(`正在筛查 ${file}\n`)
  return {
    at(share) {
      const percent = Math.floor(share * 100)
      if (percent < shown + (isTTY ? 1 : 25)) return
      shown = percent
      process.stderr.write(isTTY ? `\r正在筛查 ${file} ${percent}%` : `  ${percent}%\n`)
    },
    done() {
      if (isTTY) process.stderr.write('\r\u001b[K')
    },
  }
}

/** For the eye: what was found is shown masked. The values themselves are only in `--json`. */
function sentences({ file, hits, unread }: Screened): string {
  const lines = hits.map(
    (hit) =>
      `  ${hit.level === 'block' ? '✘' : '！'} ${hit.where}  ${KINDS[hit.kind]}  ${shown(hit)}\n      ${hit.why}`,
  )
  const missed = unread.map(({ where, why }) => `  ？ ${where}：${why}`)
  const blocking = hits.filter(({ level }) => level === 'block').length
  const isUnread = unread.some(({ whole }) => whole)
  const total =
    hits.length > 0 ? `${hits.length}处，其中${blocking}处须遮盖或者说明理由` : isUnread ? '没有检查' : '没有发现'
  return `${[`${file}：${total}`, ...lines, ...missed].join('\n')}\n`
}

const shown = (hit: Hit): string =>
  hit.kind === 'wording' && hit.mask !== null ? `${hit.text} → ${hit.mask}` : preview(hit)

const asContracted = ({ file, hits, unread }: Screened) => ({
  file,
  hits: hits.map(({ kind, level, text, where, mask, why }) => ({ kind, level, text, where, mask, why })),
  unread,
})

const write = (text: string): Promise<void> => new Promise((done) => process.stdout.write(text, () => done()))
