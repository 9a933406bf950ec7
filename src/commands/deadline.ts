import { parseArgs } from 'node:util'
import { chineseDay, Day } from '../calendar/day.ts'
import { NATIONAL, type Workdays } from '../calendar/workdays.ts'
import { calendarOf } from '../holidays/store.ts'
import { type Clock, replyClock } from '../law/clock.ts'
import { type ClockEvent, EVENT_KINDS, type EventKind } from '../law/clock-events.ts'
import { restsOf } from '../law/clock-words.ts'
import { EDITIONS, type Edition, editionOn } from '../law/editions.ts'
import { ok, type Result, refuse } from '../result.ts'
import { type Command, EXIT, tell, tellUsage } from './command.ts'
import { withSite } from './site.ts'

type Asked = { law: Edition | null; received: Day; events: ClockEvent[]; asOf?: Day; site: boolean; json: boolean }

const KINDS = Object.entries(EVENT_KINDS).map(([kind, label]) => `  ${kind.padEnd(22)}${label}`)

/** `deadline`: the day a reply is due, and why, step by step. Needs no database unless it is asked for the site's notices. */
export const deadline: Command = {
  usage: [
    'bin/gongkai deadline --received 日期 [--law 2008|2019] [--event 事项:日期[:哪一方]]... [--as-of 日期] [--site] [--json]',
    '日期写作 2026-02-06；不写 --law 时按收到之日适用的条例。事项：',
    ...KINDS,
    'extended 后面写工作日数，如 extended:10。--as-of：算到那一天为止，沉默和逾期按那一天判断。',
    '--site：采用本站点登记的放假通知；不写时用全国2004至2026年的放假安排。',
  ].join('\n'),

  async run(args) {
    const asked = readArgs(args)
    if (typeof asked === 'number') return asked
    const calendar = asked.site ? await withSite(async (site) => ok(await calendarOf(site))) : ok(NATIONAL)
    const answer = calendar.ok ? answerTo(asked, calendar.value) : calendar
    if (!answer.ok) {
      tell(answer.refusal)
      return EXIT.findings
    }
    process.stdout.write(answer.value)
    return EXIT.fine
  },
}

function answerTo(asked: Asked, calendar: Workdays): Result<string> {
  const inForce = editionOn(asked.received)
  if (!inForce)
    return refuse('clock.too-early', `《条例》自${chineseDay(EDITIONS['2008'].from)}起施行，收到日期不能更早`)
  const law = asked.law ?? inForce
  if (law !== inForce) process.stderr.write(`注意：收到之日适用${inForce}年《条例》，现按${law}年《条例》计算。\n`)
  const { received, events, asOf } = asked
  const clock = replyClock({ edition: law, receivedOn: received, events }, calendar, { asOf })
  if (!clock.ok) return clock
  if (!asked.json) return ok(inWords(law, clock.value, calendar))
  const { due, state, provisional, ...rest } = clock.value
  return ok(`${JSON.stringify({ law, received, due, state, provisional, ...rest }, null, 2)}\n`)
}

/** The explanation as a clerk would read it out. */
function inWords(law: Edition, clock: Clock, calendar: Workdays): string {
  const steps = clock.steps.map((step) => {
    const span = step.to === null ? `${step.from} 起` : step.from === step.to ? step.from : `${step.from} 至 ${step.to}`
    const rests = restsOf(step, calendar)
    return `${span}\n    ${step.says}（${step.article}）${rests && `\n    ${rests}`}`
  })
  const ending = {
    running: () => `答复期限：${chineseDay(clock.due!)}，当日结束前答复为按期（共${clock.limit}个工作日）`,
    paused: () =>
      `计时暂停，收到结果后继续计算${clock.waiting?.until ? `；对方的期限到${chineseDay(clock.waiting.until)}` : ''}`,
    lapsed: () => '申请已视为放弃，不再处理',
  }[clock.state]()
  const provisional = '暂定：涉及的年度还没有公布放假安排，先按周六、周日休息计算，公布后须重新计算'
  return `${[EDITIONS[law].name, ...steps, ending, ...(clock.provisional ? [provisional] : []), ...clock.notes].join('\n')}\n`
}

function readArgs(args: string[]): Asked | number {
  const wrong = (says: string) => {
    process.stderr.write(`${says}；用法：${deadline.usage}\n`)
    return EXIT.usage
  }
  try {
    const { values } = parseArgs({
      args,
      options: {
        law: { type: 'string' },
        received: { type: 'string' },
        event: { type: 'string', multiple: true, default: [] },
        'as-of': { type: 'string' },
        site: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const { law, site, json } = values
    if (law !== undefined && !isEdition(law)) return wrong(`没有“${law}”年的《条例》`)
    const received = Day.safeParse(values.received)
    if (!received.success) return wrong(values.received ? `没有“${values.received}”这一天` : '请写明收到日期')
    const asOf = values['as-of'] === undefined ? null : Day.safeParse(values['as-of'])
    if (asOf && !asOf.success) return wrong(`没有“${values['as-of']}”这一天`)
    const events: ClockEvent[] = []
    for (const text of values.event) {
      const event = eventIn(text)
      if (!event) return wrong(`看不懂事项“${text}”`)
      events.push(event)
    }
    return { law: law ?? null, received: received.data, events, asOf: asOf?.data, site, json }
  } catch (error) {
    return tellUsage(error, deadline.usage)
  }
}

const isEdition = (text: string): text is Edition => Object.hasOwn(EDITIONS, text)
const isKind = (text: string): text is EventKind => Object.hasOwn(EVENT_KINDS, text)

/** `third-party-asked:2026-03-02:甲公司` or `extended:10`; null when it is neither. */
function eventIn(text: string): ClockEvent | null {
  const [kind = '', value = '', ...party] = text.split(':')
  if (!isKind(kind)) return null
  if (kind === 'extended') return /^\d{1,4}$/.test(value) && party.length === 0 ? { kind, days: Number(value) } : null
  const on = Day.safeParse(value)
  return on.success ? { kind, on: on.data, party: party.join(':') || undefined } : null
}
