import { parseArgs } from 'node:util'
import { readSettings } from '../settings.ts'
import { type Command, EXIT, tell, tellUsage } from './command.ts'
import { examine, type Finding } from './examination.ts'

export const doctor: Command = {
  usage: 'bin/gongkai doctor [--json]',

  async run(args) {
    const options = readArgs(args)
    if (typeof options === 'number') return options
    const settings = readSettings(process.env)
    if (!settings.ok) {
      tell(settings.refusal)
      return EXIT.usage
    }
    const findings = await examine(settings.value)
    process.stdout.write(options.json ? `${JSON.stringify(findings, null, 2)}\n` : findings.map(line).join(''))
    return findings.some((finding) => finding.state === 'bad') ? EXIT.findings : EXIT.fine
  },
}

function readArgs(args: string[]) {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values
  } catch (error) {
    return tellUsage(error, doctor.usage)
  }
}

const SIGNS = { ok: '✓', warn: '!', bad: '✗' } as const

const line = ({ state, what, says, fix }: Finding) =>
  `${SIGNS[state]} ${what}：${says}\n${fix ? `    怎么办：${fix}\n` : ''}`
