import type { Refusal } from '../result.ts'

/** One word of the command line. Answers the exit code: 0 fine, 1 findings or refusal, 2 usage. */
export type Command = { usage: string; run(args: string[]): Promise<number> }

export const EXIT = { fine: 0, findings: 1, usage: 2 } as const

/** A refusal as one sentence on stderr: what is wrong, and what to do. */
export function tell({ says, fix }: Refusal): void {
  process.stderr.write(fix ? `${says}；${fix}。\n` : `${says}。\n`)
}

/** For `parseArgs`: what was typed wrongly, and how it is typed rightly. */
export function tellUsage(error: unknown, usage: string): number {
  const { code, message } = error as NodeJS.ErrnoException
  if (!code?.startsWith('ERR_PARSE_ARGS')) throw error
  const option = /'(-[^']*)'/.exec(message)?.[1]
  process.stderr.write(`${option ? `无法识别或不完整的选项 ${option}` : '参数不正确'}；用法：${usage}\n`)
  return EXIT.usage
}
