import { type Day, day } from '../calendar/day.ts'
import type { Edition } from './editions.ts'

/** What kind of answer somebody may be dissatisfied with; `ended`: the organ handles the application no longer. */
export type Remedy = 'withheld' | 'unable' | 'refused' | 'informed' | 'ended'

/** Whose answer it is decides who reconsiders it. */
export type OrganKind = 'county' | 'department' | 'township' | 'subdistrict'

/** What an organ knows of its own remedies; empty: said in general terms. */
export type RemedyPlaces = { reconsideration: string; court: string; online: string }

type Era = {
  from: Day
  /** Whether reconsideration must come first for a refusal under the grounds of withholding. */
  first: boolean
  /** Within what time one may go to court at once. */
  suit: string
  /** For which answers it is settled that one may go to court at once. */
  open: readonly Remedy[]
  source: string
}

const ALL = ['withheld', 'unable', 'refused', 'informed', 'ended'] as const

/** By the day of the answer, the latest first. The period for reconsideration has been 60 days throughout. */
const ERAS: readonly Era[] = [
  {
    from: day('2025-06-01'),
    first: true,
    suit: '6个月',
    open: ['unable', 'refused', 'informed', 'ended'],
    source: '《行政复议法》（2023年修订）第二十条、第二十三条；最高人民法院2025年政府信息公开司法解释第一条',
  },
  {
    from: day('2024-01-01'),
    first: true,
    suit: '6个月',
    open: ['informed', 'ended'],
    source: '《行政复议法》（2023年修订）第二十条、第二十三条；《行政诉讼法》第四十五条、第四十六条',
  },
  {
    from: day('2015-05-01'),
    first: false,
    suit: '6个月',
    open: ALL,
    source: '《行政复议法》（2017年）第九条；《行政诉讼法》第四十六条',
  },
  {
    from: day('2008-05-01'),
    first: false,
    suit: '3个月',
    open: ALL,
    source: '《行政复议法》第九条；《行政诉讼法》（1989年）',
  },
]

/** The government that reconsiders: since 2024 always a government; before, of a department also the one above it. */
function reconsidersOf(kind: OrganKind, since2024: boolean): string {
  if (kind === 'subdistrict') return '设立本机关的人民政府'
  if (kind !== 'department') return '上一级人民政府'
  return since2024 ? '本级人民政府' : '本级人民政府或者上一级主管部门'
}

export type RemedyNotice = {
  /** For the letter. */
  says: string
  /** Where it stands. */
  source: string
  /** What counsel should look at before the letter goes out; empty when the text is settled. */
  doubt: string
}

/**
 * 救济告知: what a person who disagrees may do, as it stood on the day of the answer. `partly`: something is given and
 * something kept back. Periods run from the day the answer was received. Pure.
 * Source: regulations of each era as named; what is not settled is said in `doubt`, for a lawyer to read.
 */
export function remedyNotice(
  on: Day,
  remedy: Remedy,
  of: { organ: OrganKind; places?: RemedyPlaces; partly?: boolean; edition: Edition },
): RemedyNotice {
  const era = ERAS.find(({ from }) => on >= from)
  if (!era) throw new Error(`no application was answered before the Regulations: ${on}`)
  const { reconsideration = '', court = '', online = '' } = of.places ?? {}
  const who = reconsideration || reconsidersOf(of.organ, era.first)
  const where = court || '有管辖权的人民法院'
  const what = remedy === 'ended' ? '本处理决定' : '本答复'
  const ask = `自收到${what}之日起60日内向${who}申请行政复议`
  const web = era.first && online ? `，也可以通过${online}提出` : ''
  const sue = `自收到${what}之日起${era.suit}内向${where}提起行政诉讼`
  const { source } = era
  if (!era.first || era.open.includes(remedy))
    return { says: `如不服${what}，可以${ask}${web}；也可以${sue}。`, source, doubt: '' }
  const after = `对行政复议决定不服的，可以自收到复议决定书之日起15日内向${where}提起行政诉讼`
  if (remedy === 'withheld')
    return {
      says:
        `如不服${what}，可以${ask}${web}。依照《中华人民共和国行政复议法》第二十三条第一款第四项的规定，` +
        `对不予公开政府信息的答复应当先申请行政复议；${after}。`,
      source,
      doubt: of.partly ? '部分公开是否适用复议前置没有明文，请法制人员核对救济告知' : '',
    }
  return {
    says: `如不服${what}，可以${ask}${web}；${after}。依法可以直接起诉的，可以${sue}。`,
    source,
    doubt: '2024年1月至2025年5月期间，这类答复是否须先申请行政复议没有明文，请法制人员核对救济告知',
  }
}
