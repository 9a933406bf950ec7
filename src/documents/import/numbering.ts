import { Parser } from 'htmlparser2'

/** The number Word would print before a paragraph of a list; empty when it prints none. Counts on with every call. */
export type Numbering = (listId: string, level: number) => string

type Level = { format: string; text: string; start: number }

const DIGITS = '〇一二三四五六七八九'

/** 1 to 99, as official documents count. */
export function chineseNumber(count: number): string {
  if (count < 10) return DIGITS[count] ?? ''
  if (count >= 100) return String(count)
  const tens = Math.floor(count / 10)
  return `${tens > 1 ? DIGITS[tens] : ''}十${count % 10 ? DIGITS[count % 10] : ''}`
}

const written = (count: number, format: string): string => {
  if (/chinese|japanese|ideograph/i.test(format)) return chineseNumber(count)
  if (format === 'bullet' || format === 'none') return ''
  return String(count)
}

/** Reads `numbering.xml`: lists, the patterns of their levels (`（%2）`), and where they start. */
export function numberingOf(xml: string): Numbering {
  const patterns = new Map<string, Map<number, Level>>()
  const lists = new Map<string, string>()
  let pattern = ''
  let level: Level | null = null
  let list = ''
  new Parser(
    {
      onopentag(name, attributes) {
        const value = attributes['w:val'] ?? ''
        if (name === 'w:abstractNum') {
          pattern = attributes['w:abstractNumId'] ?? ''
          patterns.set(pattern, new Map())
        } else if (name === 'w:lvl') {
          level = { format: 'decimal', text: '', start: 1 }
          patterns.get(pattern)?.set(Number(attributes['w:ilvl']) || 0, level)
        } else if (name === 'w:numFmt' && level) level.format = value
        else if (name === 'w:lvlText' && level) level.text = value
        else if (name === 'w:start' && level) level.start = Number(value) || 1
        else if (name === 'w:num') list = attributes['w:numId'] ?? ''
        else if (name === 'w:abstractNumId') lists.set(list, value)
      },
      onclosetag(name) {
        if (name === 'w:lvl') level = null
      },
    },
    { xmlMode: true, decodeEntities: true },
  ).end(xml)

  const counts = new Map<string, number[]>()
  return (listId, at) => {
    const levels = patterns.get(lists.get(listId) ?? '')
    const own = levels?.get(at)
    if (!levels || !own || own.format === 'bullet') return ''
    const counted = counts.get(listId) ?? []
    counts.set(listId, counted)
    counted[at] = (counted[at] ?? own.start - 1) + 1
    counted.length = at + 1
    return own.text.replace(/%(\d)/g, (_, digit: string) => {
      const each = Number(digit) - 1
      return written(counted[each] ?? levels.get(each)?.start ?? 1, levels.get(each)?.format ?? 'decimal')
    })
  }
}
