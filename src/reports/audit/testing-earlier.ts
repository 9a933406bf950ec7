import { NATIONAL_2014 } from '../../law/forms/tables-national-2014.ts'
import { type Dice, diceOf, KINDS, type Layout, listed, organOf, row, table, withPercent } from './testing.ts'

/** Made-up reports of the years before 2019, with known figures. */
export type MadeUpEarlier = {
  text: string
  organ: string
  year: number
  form: 'fujian-2008' | 'national-2014'
  layout: Layout
  figures: Record<string, number>
  categories: { name: string; count: number; percent: number | null }[]
  /** Rows of the statistics: the year's figure and the cumulative one, or one figure. */
  rows: Record<string, number[]>
}

/** The annex as most provinces had it: rows, their units, and which row they are a part of. */
const ANNEX: [label: string, unit: string, part: boolean][] = [
  ['主动公开信息数', '条', false],
  ['网站公开', '条', true],
  ['政府公报公开', '条', true],
  ['受理依申请公开信息总数', '件', false],
  ['当面申请数', '件', true],
  ['传真申请数', '件', true],
  ['电子邮件申请数', '件', true],
  ['网上申请数', '件', true],
  ['信函申请数', '件', true],
  ['对申请的答复总数', '件', false],
  ['同意公开答复数', '件', true],
  ['同意部分公开答复数', '件', true],
  ['否决公开答复数', '件', true],
  ['行政复议数', '件', false],
  ['行政诉讼数', '件', false],
  ['行政申诉数', '件', false],
]

type Parts = Omit<MadeUpEarlier, 'text'>

export function madeUpEarlier(
  seed: number,
  wanted: { layout: Layout; form: MadeUpEarlier['form']; tamper?: (report: Parts) => void },
): MadeUpEarlier {
  const dice = diceOf(seed * 104729 + 7)
  const { layout, form } = wanted
  const year = form === 'national-2014' ? 2014 + dice.below(5) : 2009 + dice.below(10)
  const kinds = KINDS.slice(0, 3 + dice.below(6)).map((name) => ({ name: `${name}类信息`, count: 1 + dice.below(300) }))
  const total = kinds.reduce((sum, { count }) => sum + count, 0)
  const rows = form === 'national-2014' ? nationalRows(dice, total) : annexRows(dice, total)
  const of = (label: string) => rows[label]![0]!
  const national = form === 'national-2014'
  const report: Parts = {
    organ: organOf(dice),
    year,
    form,
    layout,
    figures: {
      proactive_total: total,
      applications_received: of(national ? '收到申请数' : '受理依申请公开信息总数'),
      applications_handled: of(national ? '申请答复数' : '对申请的答复总数'),
      reconsiderations: of(national ? '行政复议数量' : '行政复议数'),
      litigations: of(national ? '行政诉讼数量' : '行政诉讼数'),
    },
    categories: withPercent(kinds, total, dice.chance(0.5)).map((kind) => ({
      ...kind,
      name: kind.name.replace(/类信息$/, '类'),
    })),
    rows,
  }
  wanted.tamper?.(report)
  return { ...report, text: written(report, dice) }
}

function annexRows(dice: Dice, total: number): Record<string, number[]> {
  const rows: Record<string, number[]> = {}
  const grown = (value: number) => [value, value + dice.below(dice.pick(1, 20, 4000))]
  for (const [label] of ANNEX) rows[label] = grown(dice.pick(0, 0, dice.below(40)))
  rows.主动公开信息数 = grown(total)
  rows.网站公开 = [...rows.主动公开信息数!]
  rows.政府公报公开 = [0, 0]
  const sum = (labels: string[]) =>
    [0, 1].map((column) => labels.reduce((all, label) => all + rows[label]![column]!, 0))
  rows.受理依申请公开信息总数 = sum(['当面申请数', '传真申请数', '电子邮件申请数', '网上申请数', '信函申请数'])
  // Every application is answered in its year.
  const received = rows.受理依申请公开信息总数!
  const partly = received.map((count) => (count > 2 ? 1 : 0))
  rows.同意部分公开答复数 = partly
  rows.否决公开答复数 = [0, 0]
  rows.同意公开答复数 = received.map((count, column) => count - partly[column]!)
  rows.对申请的答复总数 = [...received]
  return rows
}

function nationalRows(dice: Dice, total: number): Record<string, number[]> {
  const values = new Map<string, number>()
  for (const { code } of NATIONAL_2014.rows) values.set(code, dice.pick(0, 0, dice.below(30)))
  const sum = (code: string) => {
    const { right } = NATIONAL_2014.identities.find(({ left }) => left[0] === code)!
    values.set(
      code,
      right.reduce((all, part) => all + values.get(part)!, 0),
    )
  }
  values.set('1.1', total)
  values.set('1.1.1', 0)
  values.set('2.2.1.1', 0)
  values.set('2.2.2.1', 0)
  for (const code of ['3.1', '3.3.4', '4', '5', '8.3']) sum(code)
  // As many answered as came in: the last kind takes the rest.
  const received = values.get('3.1')!
  for (let index = 1; index <= 8; index++) if (index !== 4) values.set(`3.3.${index}`, 0)
  for (let index = 1; index <= 6; index++) values.set(`3.3.4.${index}`, 0)
  values.set('3.3.4', 0)
  values.set('3.3.2', received)
  for (const code of ['3.3']) sum(code)
  values.set('3.2.1', received)
  values.set('3.2.2', 0)
  sum('3.2')
  return Object.fromEntries(NATIONAL_2014.rows.map(({ code, label }) => [label, [values.get(code)!]]))
}

function written(report: Parts, dice: Dice): string {
  const { organ, year, figures, categories, form, layout, rows } = report
  const list = listed(categories, dice)
  const received = figures.applications_received!
  const text = [
    `${organ}${year}年政府信息公开工作年度报告`,
    `本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`,
    '一、概述',
    `${year}年，领导重视，机构健全。`,
    '二、主动公开政府信息的情况',
    dice.pick(
      `${year}年，共主动公开政府信息${figures.proactive_total}条，分类为：${list}。`,
      `全年主动公开政府信息${figures.proactive_total}条，其中：${list}。`,
    ),
    '三、依申请公开政府信息办理情况',
    received === 0
      ? dice.pick(`${year}年未收到政府信息公开申请。`, '全年没有收到公开政府信息的申请。')
      : `${year}年共受理政府信息公开申请${received}件，答复${figures.applications_handled}件。`,
    '四、收费及减免情况',
    `${year}年没有收取任何费用。`,
    '五、政府信息公开情况统计表',
    table(layout, form === 'national-2014' ? nationalTable(report) : annexTable(report, rows)),
  ]
  return text.join('\n')
}

function annexTable({ layout, year }: Parts, rows: Record<string, number[]>): string[] {
  let ordinal = 0
  return [
    row(layout, '指标名称', ['计量单位', `${year}年度`, '历年累计']),
    ...ANNEX.map(([label, unit, part]) => {
      ordinal = part ? ordinal + 1 : 0
      const printed = part ? `${ordinal === 1 ? '其中：' : ''}${ordinal}.${label}` : label
      return row(layout, printed, [unit, ...rows[label]!])
    }),
  ]
}

const NOTED: Record<string, string> = {
  主动公开政府信息数: '主动公开政府信息数（不同渠道和方式公开相同信息计1条）',
  主动公开规范性文件数: '其中：主动公开规范性文件数',
  回应公众关注热点或重大舆情数: '回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）',
  '维持具体行政行为数（复议）': '维持具体行政行为数',
  '被依法纠错数（复议）': '被依法纠错数',
  '其他情形数（复议）': '其他情形数',
  '被依法纠错数（诉讼）': '被依法纠错数',
  '其他情形数（诉讼）': '其他情形数',
  专职人员数: '专职人员数（不包括政府公报及政府网站工作人员数）',
}

function nationalTable({ layout, rows }: Parts): string[] {
  return [
    row(layout, '统计指标', ['单位', '统计数']),
    ...NATIONAL_2014.rows.map(({ code, label, unit }) => {
      const depth = code.split('.').length
      const mark = depth === 1 ? '四、' : depth === 2 ? '（一）' : depth === 3 ? `${code.split('.').at(-1)}．` : ''
      return row(layout, mark + (NOTED[label] ?? label), [unit!, ...rows[label]!])
    }),
  ]
}
