import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { auditText } from '../reports/audit/audit.ts'
import { textOfFile } from '../reports/audit/files/report-file.ts'
import type { Audit } from '../reports/audit/findings.ts'
import { FORM_NAMES, figureLines } from '../reports/audit/words.ts'
import { ok, type Result, refuse } from '../result.ts'
import { type Command, EXIT, tell, tellUsage } from './command.ts'

/** `audit FILE...`: the figures of any annual report, and what in it contradicts itself. */
export const audit: Command = {
  usage: 'bin/gongkai audit 文件... [--json]',

  async run(args) {
    let files: string[]
    let json: boolean
    try {
      const read = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean', default: false } } })
      files = read.positionals
      json = read.values.json
    } catch (error) {
      return tellUsage(error, audit.usage)
    }
    if (files.length === 0) {
      process.stderr.write(`请写明要核对的文件；用法：${audit.usage}\n`)
      return EXIT.usage
    }
    const done: ({ file: string } & Audit)[] = []
    let refused = false
    for (const [index, file] of files.entries()) {
      if (files.length > 1 && process.stderr.isTTY) process.stderr.write(`\r${index + 1}/${files.length} `)
      const result = await auditFile(file)
      if (!result.ok) {
        refused = true
        tell(result.refusal)
      }
      done.push({ file, ...(result.ok ? result.value : unreadable(result.refusal.says)) })
    }
    const out = json
      ? `${JSON.stringify(files.length > 1 ? done : (done[0] ?? null), null, 1)}\n`
      : done.map(inWords).join('\n')
    await new Promise((written) => process.stdout.write(out, written))
    const found = done.some(({ contradictions }) => contradictions.length > 0)
    return refused || found ? EXIT.findings : EXIT.fine
  },
}

async function auditFile(file: string): Promise<Result<Audit>> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const says = code === 'ENOENT' ? `没有“${file}”这个文件` : code === 'EISDIR' ? `“${file}”是文件夹` : null
    if (!says) throw error
    return refuse('audit.file', says)
  }
  const text = await textOfFile(file, bytes)
  return text.ok ? ok(auditText(text.value)) : text
}

/** A file that could not be opened still has its place in the answer. */
const unreadable = (says: string): Audit => ({ ...auditText(''), unread: [says] })

/** For people: what it is, its figures, what does not add up with the words of the report, and what was not read. */
function inWords({ file, organ, year, form, ...audit }: { file: string } & Audit): string {
  const lines = [`${file}`, `  ${organ ?? '机关不详'}，${year ?? '年度不详'}${year ? '年度' : ''}，${FORM_NAMES[form]}`]
  for (const line of figureLines(audit.figures)) lines.push(`  ${line}`)
  if (audit.contradictions.length === 0) lines.push('  没有发现自相矛盾之处。')
  for (const { severity, says, quotes } of audit.contradictions) {
    lines.push(`  ${severity === 'hard' ? '【矛盾】' : '【存疑】'}${says}`)
    for (const quote of quotes) lines.push(`      原文：${quote.replace(/\s+/g, ' ')}`)
  }
  if (audit.unread.length > 0) lines.push('  未能确定的：')
  for (const words of audit.unread) lines.push(`      ${words.replace(/\s+/g, ' ')}`)
  return `${lines.join('\n')}\n`
}
