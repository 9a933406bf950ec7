import { parseArgs } from 'node:util'
import { dayOf } from '../calendar/day.ts'
import { findOrganByName } from '../organs/store.ts'
import { ok, type Result } from '../result.ts'
import { endReading, merged, runSelfcheck, type Told } from '../selfcheck/check.ts'
import type { Finding } from '../selfcheck/model.ts'
import { RULE_CODES, ruleOf, SOURCES } from '../selfcheck/rules.ts'
import { scoreOf } from '../selfcheck/score.ts'
import { countFindings, listFindings, settingsOf } from '../selfcheck/store.ts'
import { type Command, EXIT, tell, tellUsage } from './command.ts'
import { type Site, withSite } from './site.ts'

type Asked = { organ: string | null; all: boolean; json: boolean }
type Answer = { whose: string; day: string; score: number; findings: Finding[] }

/** How many findings of one rule a terminal shows; `--json` has all of them. */
const SHOWN = 20
const MOST = 1_000_000

/**
 * `selfcheck [ORGAN]`: checks the whole site again and says what an inspector would find, by rule. Exits 1 with open findings,
 * red or yellow; what was explained is none. Sends nothing anywhere.
 */
export const selfcheck: Command = {
  usage: 'bin/gongkai selfcheck [机关] [--all] [--json]',

  async run(args) {
    const asked = readArgs(args)
    if (typeof asked === 'number') return asked
    const answer = await withSite((site) => check(site, asked))
    await endReading()
    if (!answer.ok) {
      tell(answer.refusal)
      return EXIT.findings
    }
    const { findings } = answer.value
    process.stdout.write(
      asked.json ? `${JSON.stringify(contracted(answer.value), null, 2)}\n` : sentences(answer.value),
    )
    return findings.length > 0 ? EXIT.findings : EXIT.fine
  },
}

function readArgs(args: string[]): Asked | number {
  try {
    const options = { all: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    if (positionals.length > 1) {
      process.stderr.write(`一次只能写一个机关；用法：${selfcheck.usage}\n`)
      return EXIT.usage
    }
    return { organ: positionals[0] ?? null, ...values }
  } catch (error) {
    return tellUsage(error, selfcheck.usage)
  }
}

async function check(site: Site, { organ: name, all }: Asked): Promise<Result<Answer>> {
  const organ = name === null ? null : await findOrganByName(site, name)
  if (organ && !organ.ok) return organ
  const bar = barOn(process.stderr)
  const done = await runSelfcheck(
    { ...site, actor: { kind: 'system', name: '命令行' } },
    { all, told: bar.at, base: site.base },
  )
  bar.done()
  if (!done.ok) return done
  const sight = organ ? { organId: organ.value.id } : {}
  const [{ rows }, counted, { settings }] = await Promise.all([
    listFindings(site, sight, { limit: MOST, offset: 0 }),
    countFindings(site, sight),
    settingsOf(site),
  ])
  return ok({
    whose: organ ? organ.value.name : site.tenant.name,
    day: dayOf(site.now),
    score: scoreOf(merged(counted), settings).score,
    findings: rows,
  })
}

const WIDTH = 24

/** A bar that grows on a terminal; elsewhere one line at the start. */
function barOn(out: NodeJS.WriteStream): { at: Told; done(): void } {
  let shown = ''
  if (!out.isTTY) out.write('正在自查……\n')
  return {
    at({ stage, done, total }) {
      if (!out.isTTY) return
      const share = total === 0 ? 1 : done / total
      const full = Math.round(share * WIDTH)
      const line = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.floor(share * 100)}% ${stage}`
      if (line === shown) return
      shown = line
      out.write(`\r\u001b[K正在自查 ${line}`)
    },
    done() {
      if (out.isTTY) out.write('\r\u001b[K')
    },
  }
}

function sentences({ whose, day, score, findings }: Answer): string {
  if (findings.length === 0) return `${whose}（${day}）：没有发现问题，得${score}分。\n`
  const parts = RULE_CODES.flatMap((rule) => {
    const of = findings.filter((finding) => finding.rule === rule)
    if (of.length === 0) return []
    const { title, source, basis, fix } = ruleOf(rule)
    const more = of.length > SHOWN ? [`  ……还有${of.length - SHOWN}个，全部见工作台“自查”或者 --json`] : []
    return [
      `${title}：${of.length}个（${[SOURCES[source], basis].filter(Boolean).join('：')}）`,
      ...of.slice(0, SHOWN).map(line),
      ...more,
      `  怎么办：${fix}`,
    ]
  })
  const red = findings.filter(({ colour }) => colour === 'red').length
  const total = `${whose}（${day}）：${findings.length}个问题，红灯${red}个，黄灯${findings.length - red}个，得${score}分`
  return `${[total, ...parts].join('\n')}\n`
}

const line = ({ colour, title, place, says, foundAt }: Finding) =>
  `  ${colour === 'red' ? '✘' : '！'} ${title}${place ? `（${place}）` : ''}：${says}；${dayOf(foundAt)}发现`

const contracted = ({ whose, day, score, findings }: Answer) => ({
  whose,
  day,
  score,
  findings: findings.map(({ rule, colour, organName, title, place, says, href, foundAt }) => {
    const { title: ruleTitle, source, basis, fix } = ruleOf(rule)
    return {
      rule,
      ruleTitle,
      source: SOURCES[source],
      basis,
      colour,
      organ: organName,
      title,
      place,
      says,
      href,
      since: dayOf(foundAt),
      fix,
    }
  }),
})
