/** The series an organ may have kept on paper before, by the word its people use. */
export const SERIES = { document: '文号', index: '索引号流水号', application: '申请登记号' } as const

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
