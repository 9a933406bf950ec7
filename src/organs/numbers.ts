/** The series of letters about an application, each with the word that tells it apart in its number. */
export const LETTER_SERIES = {
  reply: { label: '依申请公开答复书编号', mark: '复' },
  receipt: { label: '登记回执编号', mark: '受' },
  correction: { label: '补正告知书编号', mark: '补' },
  extension: { label: '延期答复告知书编号', mark: '延' },
  consultation: { label: '征求意见函编号', mark: '征' },
  fee: { label: '收费通知书编号', mark: '费' },
  referral: { label: '转送函编号', mark: '转' },
  ending: { label: '不再处理告知书编号', mark: '终' },
  notice: { label: '其他告知书编号', mark: '告' },
} as const
export type LetterSeries = keyof typeof LETTER_SERIES

/** The series an organ may have kept on paper before, by the word its people use. */
export const SERIES: Record<string, string> = {
  document: '文号',
  index: '索引号流水号',
  application: '申请登记号',
  feedback: '诉求登记号',
  gazette: '政府公报期号',
  ...Object.fromEntries(Object.entries(LETTER_SERIES).map(([code, { label }]) => [code, label])),
}

const SLOT = /\{([a-z]+)(?::([1-9]))?\}/g
const SLOTS = ['organ', 'category', 'year', 'serial']

/** The groups of an 索引号. `organ` and `category` are codes. */
export type IndexParts = { organ: string; category: string; year: number; serial: number }

/** Whether a template can make index numbers that never meet: it counts, and it says the year it counts in. */
export function isIndexTemplate(template: string): boolean {
  const found = [...template.matchAll(SLOT)].map(([, name]) => name!)
  const strange = template.replace(SLOT, '').match(/[{}\s]/)
  return !strange && found.every((name) => SLOTS.includes(name)) && found.includes('serial') && found.includes('year')
}

/** `{organ}-{category}-{year}-{serial:5}` → `NA119-0301-2017-00012`. A serial longer than its width keeps all its digits. */
export function formatIndexNumber(template: string, parts: IndexParts): string {
  if (!isIndexTemplate(template)) throw new Error(`not a template of index numbers: ${template}`)
  return template.replace(SLOT, (_, name: keyof IndexParts, width?: string) =>
    String(parts[name]).padStart(Number(width ?? 0), '0'),
  )
}

/** `南码政〔2018〕7号`: hexagonal brackets, four-digit year, no leading zeros, no 第 (GB/T 9704—2012, 7.2.5). */
export const formatDocumentNumber = (code: string, year: number, serial: number): string =>
  `${code}〔${year}〕${serial}号`

const LETTER_SLOTS = ['code', 'mark', 'year', 'serial']

/** Whether a template can make numbers of letters that never meet: it tells the series and the year apart, and counts. */
export function isLetterTemplate(template: string): boolean {
  const found = [...template.matchAll(SLOT)].map(([, name]) => name!)
  const strange = template.replace(SLOT, '').match(/[{}\s]/)
  return (
    !strange &&
    found.every((name) => LETTER_SLOTS.includes(name)) &&
    ['mark', 'year', 'serial'].every((name) => found.includes(name))
  )
}

/** `{code}依{mark}〔{year}〕{serial}号` → `南码政依复〔2018〕1号`. */
export function formatLetterNumber(
  template: string,
  of: { code: string; series: LetterSeries; year: number; serial: number },
): string {
  if (!isLetterTemplate(template)) throw new Error(`not a template of letter numbers: ${template}`)
  const parts: Record<string, string | number> = { ...of, mark: LETTER_SERIES[of.series].mark }
  return template.replace(SLOT, (_, name: string, width?: string) =>
    String(parts[name]).padStart(Number(width ?? 0), '0'),
  )
}
