import { verify } from '../ledger/store.ts'
import { ok } from '../result.ts'
import { type Command, EXIT, tell } from './command.ts'
import { withSite } from './site.ts'

/** `ledger verify`: proves that no recorded step was changed, removed or reordered. */
export const ledger: Command = {
  usage: 'bin/gongkai ledger verify [--json]',

  async run(args) {
    if (args[0] !== 'verify') {
      process.stderr.write(`用法：${ledger.usage}\n`)
      return EXIT.usage
    }
    const verdict = await withSite(async (site) => ok(await verify(site)))
    if (!verdict.ok) {
      tell(verdict.refusal)
      return EXIT.findings
    }
    const { entries, broken } = verdict.value
    if (args.includes('--json')) process.stdout.write(`${JSON.stringify(verdict.value)}\n`)
    else
      process.stdout.write(
        broken ? `第${broken.seq}条台账${broken.says}。\n` : `台账共${entries}条，逐条相接，没有发现改动。\n`,
      )
    return broken ? EXIT.findings : EXIT.fine
  },
}
