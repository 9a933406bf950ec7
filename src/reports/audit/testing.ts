import { APPLICATIONS_2019, APPLICATIONS_2021 } from '../../law/forms/tables-2021.ts'
import type { Cell } from './findings.ts'

/** Made-up reports with known figures, for tests and the bench: the same seed gives the same report. */

export type Dice = {
  below: (count: number) => number
  pick: <T>(...options: T[]) => T
  chance: (share: number) => boolean
}

/** Numbers that look random and are not (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    below: (count) => Math.floor(next() * count),
    pick: (...options) => options[Math.floor(next() * options.length)]!,
    chance: (share) => next() < share,
  }
}

export type Layout = 'piped' | 'markdown' | 'lines' | 'spaced' | 'broken' | 'run' | 'html'
export const LAYOUTS: Layout[] = ['piped', 'markdown', 'lines', 'spaced', 'broken', 'run', 'html']

export type MadeUp = {
  text: string
  organ: string
  year: number
  form: '2019' | '2021'
  layout: Layout
  figures: Record<string, number>
  categories: { name: string; count: number; percent: number | null }[]
  table2: Record<string, Cell[]>
  table3: Record<string, Cell[]>
  table4: Record<string, Cell[]>
}

/** What a test changes before the report is written, so that it contradicts itself. */
export type Tampering = (report: Omit<MadeUp, 'text'>) => void

const PLACES = ['东溪县', '北原市', '临河区', '望山县', '长岭区', '金沙县']
const TOWNS = ['青石镇人民政府', '白塘乡人民政府', '水利局', '教育局', '民政局', '人民政府', '新桥街道办事处']
export const KINDS = [
  '机构职能',
  '政策法规',
  '规划计划',
  '工作动态',
  '财政预决算',
  '通知公告',
  '人事信息',
  '重大项目',
  '民生保障',
  '安全生产',
]

export const organOf = (dice: Dice): string => dice.pick(...PLACES) + dice.pick(...TOWNS)

export const withPercent = (kinds: { name: string; count: number }[], total: number, shares: boolean) =>
  kinds.map(({ name, count }) => ({
    name,
    count,
    percent: shares ? Math.round((count / total) * 10000) / 100 : null,
  }))

/** 机构职能类20条，占12.50%；工作动态类140条，占87.50%. */
export const listed = (categories: { name: string; count: number; percent: number | null }[], dice: Dice): string =>
  categories
    .map(({ name, count, percent }) => `${name}${count}条${percent === null ? '' : `，占${percent.toFixed(2)}%`}`)
    .join(categories[0]!.percent === null ? dice.pick('、', '，') : '；')

/** A report of 2019 or later in one of many layouts. */
export function madeUpReport(seed: number, wanted?: { layout?: Layout; tamper?: Tampering }): MadeUp {
  const dice = diceOf(seed * 7919 + 13)
  const form = dice.pick<'2019' | '2021'>('2019', '2021', '2021')
  const year = form === '2019' ? 2019 + dice.below(2) : 2021 + dice.below(5)
  const layout = wanted?.layout ?? dice.pick(...LAYOUTS)
  const table3 = applicationsOf(dice, form)
  const made = dice.below(9)
  const documents = form === '2021' ? [made, dice.below(4), made + dice.below(60)] : [made, made, made + dice.below(60)]
  const table2: Record<string, Cell[]> =
    form === '2021'
      ? {
          规章: [0, 0, 0],
          行政规范性文件: documents,
          行政许可: [dice.below(9000)],
          行政处罚: [dice.below(900)],
          行政强制: [dice.below(90)],
          行政事业性收费: [dice.below(90000) / 100],
        }
      : {
          规章: [0, 0, 0],
          规范性文件: documents,
          行政许可: [dice.below(90), 0, dice.below(900)],
          行政处罚: [dice.below(90), 1, dice.below(900)],
          行政强制: [dice.below(9), 0, 0],
          行政事业性收费: [dice.below(9), 0],
        }
  const table4 = { p: blockOf(dice), q: blockOf(dice), s: blockOf(dice) }
  const kinds = KINDS.slice(0, 3 + dice.below(6)).map((name) => ({
    name: dice.chance(0.5) ? `${name}类` : `${name}信息`,
    count: 1 + dice.below(300),
  }))
  const total = kinds.reduce((sum, { count }) => sum + count, 0)
  const shares = dice.chance(0.5)
  const report: Omit<MadeUp, 'text'> = {
    organ: organOf(dice),
    year,
    form,
    layout,
    figures: {
      proactive_total: total,
      applications_received: table3.n1!.at(-1)!,
      applications_carried_in: table3.n2!.at(-1)!,
      applications_handled: table3.r7!.at(-1)!,
      applications_carried_out: table3.n4!.at(-1)!,
      reconsiderations: table4.p.at(-1)!,
      litigations: table4.q.at(-1)! + table4.s.at(-1)!,
      fees_yuan: dice.chance(0.7) ? 0 : 10 * (1 + dice.below(500)),
    },
    categories: withPercent(kinds, total, shares),
    table2,
    table3,
    table4,
  }
  wanted?.tamper?.(report)
  return { ...report, text: written(report, dice) }
}

function applicationsOf(dice: Dice, form: '2019' | '2021'): Record<string, number[]> {
  const table = form === '2021' ? APPLICATIONS_2021 : APPLICATIONS_2019
  const busy = dice.pick(0.05, 0.2, 0.6)
  const size = dice.pick(3, 30, 400)
  const row = () =>
    withTotal(
      [0, 1, 2, 3, 4, 5].map((column) =>
        dice.chance(column === 0 ? busy : busy / 3) ? dice.below(column === 0 ? size : Math.ceil(size / 8)) : 0,
      ),
    )
  const rows: Record<string, number[]> = {}
  for (const { code } of table.rows) rows[code] = row()
  const results = table.rows.map(({ code }) => code).filter((code) => /^r[1-6]/.test(code))
  rows.r7 = [0, 1, 2, 3, 4, 5, 6].map((column) => results.reduce((sum, code) => sum + rows[code]![column]!, 0))
  // What came in is what went out, column by column.
  const whole = rows.r7.map((value, column) => value + rows.n4![column]!)
  const old = whole.slice(0, 6).map((value) => (dice.chance(0.3) ? dice.below(value + 1) : 0))
  rows.n2 = withTotal(old)
  rows.n1 = whole.map((value, column) => value - rows.n2![column]!)
  return rows
}

const withTotal = (cells: number[]) => [...cells, cells.reduce((sum, cell) => sum + cell, 0)]
const blockOf = (dice: Dice) =>
  dice.chance(0.5) ? [0, 0, 0, 0, 0] : withTotal([0, 0, 0, 0].map(() => dice.below(dice.pick(1, 4, 30))))

function written(report: Omit<MadeUp, 'text'>, dice: Dice): string {
  const { organ, year, figures, categories } = report
  const whole = figures.proactive_total!
  const list = listed(categories, dice)
  const disclosed = dice.pick(
    `${year}年，共主动公开政府信息${whole}条，其中：${list}。`,
    `全年主动公开各类政府信息${whole}条，包括${list}。`,
    `${year}年度主动公开政府信息共计${whole}条。分类为：${list}。`,
    `本年度，通过政府网站、政务新媒体等渠道主动公开信息${whole}条（其中${list}）。`,
  )
  const applied = dice.pick(
    `${year}年，共收到政府信息公开申请${figures.applications_received}件，上年结转${figures.applications_carried_in}件，办结${figures.applications_handled}件，结转下年度继续办理${figures.applications_carried_out}件。`,
    `本年新收到依申请公开${figures.applications_received}件；上年度结转${figures.applications_carried_in}件；答复${figures.applications_handled}件；转入${year + 1}年办理${figures.applications_carried_out}件。`,
    `全年收到${figures.applications_received}件政府信息公开申请，已答复${figures.applications_handled}件。`,
  )
  const fees =
    figures.fees_yuan === 0
      ? dice.pick(`${year}年未收取信息处理费。`, '本年度没有收取政府信息公开信息处理费。', '全年收取信息处理费0元。')
      : `${year}年共收取信息处理费${figures.fees_yuan}元。`
  const text = [
    dice.pick(
      `${organ}${year}年政府信息公开工作年度报告`,
      `${organ}\n${year}年政府信息公开工作年度报告`,
      `${year}年${organ}政府信息公开工作年度报告`,
    ),
    `本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。联系电话：0100-1234567。`,
    '一、总体情况',
    disclosed,
    applied,
    '二、主动公开政府信息情况',
    dutyTable(report),
    '三、收到和处理政府信息公开申请情况',
    applicationTable(report, dice),
    '四、政府信息公开行政复议、行政诉讼情况',
    remedyTable(report),
    '五、存在的主要问题及改进情况',
    '工作人员业务水平有待提高，下一步将加强培训。',
    '六、其他需要报告的事项',
    fees,
  ]
  const page = text.join(report.layout === 'run' ? dice.pick('', ' ', '\n') : '\n')
  return dice.chance(0.2) && report.layout !== 'html'
    ? page.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    : page
}

/** A row of cells with its label, as the layout has it. */
export function row(layout: Layout, label: string, cells: readonly (Cell | string)[], dice?: Dice): string {
  const shown = cells.map((cell) => (cell === null ? '' : String(cell)))
  switch (layout) {
    case 'piped':
      return `${label} | ${shown.join(' | ')}`
    case 'markdown':
      return `| ${label} | ${shown.join(' | ')} |`
    case 'lines':
      return [label, ...shown].join('\n')
    case 'spaced':
      return `    ${label.padEnd(24, ' ')}${shown.map((cell) => cell.padStart(7, ' ')).join('')}`
    case 'broken': {
      const cut = label.length > 9 && dice ? 7 + dice.below(2) : label.length
      return `  ${label.slice(0, cut)}      ${shown.join('    ')}\n  ${label.slice(cut)}`
    }
    case 'run':
      return label + shown.join('')
    case 'html':
      return `<tr><td>${label}</td>${shown.map((cell) => `<td><p>${cell}</p></td>`).join('')}</tr>`
  }
}

export const table = (layout: Layout, rows: string[]) =>
  layout === 'html' ? `<table>${rows.join('')}</table>` : rows.join(layout === 'run' ? '' : '\n')

function dutyTable({ layout, form, table2 }: Omit<MadeUp, 'text'>): string {
  const documents =
    form === '2021'
      ? ['本年制发件数', '本年废止件数', '现行有效件数']
      : ['本年新制作数量', '本年新公开数量', '对外公开总数量']
  const rows = [row(layout, '第二十条第（一）项', []), row(layout, '信息内容', documents)]
  for (const [label, cells] of Object.entries(table2)) {
    if (label === '行政许可') rows.push(row(layout, '第二十条第（五）项', []))
    rows.push(row(layout, label, cells))
  }
  return table(layout, rows)
}

function applicationTable({ layout, form, table3 }: Omit<MadeUp, 'text'>, dice: Dice): string {
  const { rows, columns } = form === '2021' ? APPLICATIONS_2021 : APPLICATIONS_2019
  const head = [
    '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
    ...columns.map(({ label }) => label),
  ]
  return table(layout, [
    row(layout, '申请人情况', []),
    row(layout, head[0]!, head.slice(1)),
    ...rows.flatMap(({ code, label }) => [
      ...(code === 'r1' ? [row(layout, '三、本年度办理结果', [])] : []),
      ...(code === 'r3_1' ? [row(layout, '（三）不予公开', [])] : []),
      ...(code === 'r6_1' ? [row(layout, '（六）其他处理', [])] : []),
      row(layout, label, table3[code]!, dice),
    ]),
  ])
}

function remedyTable({ layout, table4 }: Omit<MadeUp, 'text'>): string {
  const five = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
  const rows = [
    row(layout, '行政复议', ['行政诉讼']),
    row(layout, five[0]!, [...five.slice(1), '未经复议直接起诉', '复议后起诉']),
    row(layout, five[0]!, [...five.slice(1), ...five]),
  ]
  const figures = [...table4.p!, ...table4.q!, ...table4.s!]
  return table(layout, [...rows, row(layout, String(figures[0]), figures.slice(1))])
}
