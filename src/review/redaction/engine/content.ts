/** What drawing instructions name from the page's resources, by the resource's kind. */
export type Uses = Record<Kind, Set<string>>
export type Kind = (typeof KINDS)[number]
export const KINDS = ['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading'] as const

export type Content = { bytes: Uint8Array; uses: Uses }

type Token = { kind: 'number' | 'name' | 'string' | 'word' | 'open' | 'close' | 'dictionary'; text: string }

/** Operators that take a name, and where that name is looked up. */
const NAMING: Record<string, Kind> = {
  Tf: 'Font',
  Do: 'XObject',
  gs: 'ExtGState',
  cs: 'ColorSpace',
  CS: 'ColorSpace',
  scn: 'Pattern',
  SCN: 'Pattern',
  sh: 'Shading',
}
/** Operators that take text. */
const SHOWING = new Set(['Tj', 'TJ', "'", '"'])
/** Marks in the text for other programs. They draw nothing, and their properties may hold words of their own. */
const MARKING = new Set(['BMC', 'BDC', 'EMC', 'MP', 'DP'])
/** Everything else that draws. Inline images are left out: where they end is a guess. */
const DRAWING = new Set(
  `b B b* B* BT BX c cm d ET EX f F f* g G h i j J k K l m M n q Q re rg RG ri s S sc SC T* Tc Td TD TL Tm Tr Ts Tw Tz v w W W* y`.split(
    ' ',
  ),
)
const BUILT_IN = new Set(['DeviceGray', 'DeviceRGB', 'DeviceCMYK', 'Pattern'])

/**
 * Reads drawing instructions and writes them anew: comments, marks and operands nobody asked for are gone. Null for what a
 * plain page does not have (optional content, inline images, unknown or malformed instructions).
 */
export function readContent(bytes: Uint8Array): Content | null {
  const uses = Object.fromEntries(KINDS.map((kind) => [kind, new Set<string>()])) as Uses
  const lines: string[] = []
  let operands: Token[] = []
  const tokens = tokensOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'))
  if (!tokens) return null
  for (const token of tokens) {
    if (token.kind !== 'word' || /^(true|false|null)$/.test(token.text)) {
      operands.push(token)
      continue
    }
    const { text: operator } = token
    if (MARKING.has(operator)) {
      if (operands[0]?.text === '/OC') return null
      operands = []
      continue
    }
    const kind = NAMING[operator]
    if (!kind && !SHOWING.has(operator) && !DRAWING.has(operator)) return null
    const fits = operands.every(
      (operand) =>
        operand.kind === 'number' ||
        (operand.kind === 'string' && SHOWING.has(operator)) ||
        (operand.kind === 'name' && (kind || operator === 'ri')) ||
        ((operand.kind === 'open' || operand.kind === 'close') && (operator === 'TJ' || operator === 'd')),
    )
    if (!fits) return null
    const strings = operands.filter((operand) => operand.kind === 'string').length
    if (operator !== 'TJ' && strings > 1) return null
    for (const operand of operands)
      if (kind && operand.kind === 'name' && !(kind === 'ColorSpace' && BUILT_IN.has(operand.text.slice(1))))
        uses[kind].add(operand.text.slice(1))
    lines.push([...operands.map(({ text }) => text), operator].join(' '))
    operands = []
  }
  return { bytes: Buffer.from(`${lines.join('\n')}\n`, 'latin1'), uses }
}

const TOKEN =
  /[\0\t\n\f\r ]+|%[^\r\n]*|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?![^\0\t\n\f\r ()<>[\]{}/%]))|(?<name>\/[^\0\t\n\f\r ()<>[\]{}/%]*)|(?<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)|(?<dictionary><<|>>)|(?<open>\[)|(?<close>\])|(?<string>\()|(?<word>[^\0\t\n\f\r ()<>[\]{}/%]+)/y

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex
    const found = TOKEN.exec(text)?.groups
    if (!found) return null
    if (found.number) tokens.push({ kind: 'number', text: found.number })
    else if (found.name) tokens.push({ kind: 'name', text: found.name })
    else if (found.hex) tokens.push({ kind: 'string', text: found.hex })
    else if (found.dictionary) tokens.push({ kind: 'dictionary', text: found.dictionary })
    else if (found.open) tokens.push({ kind: 'open', text: '[' })
    else if (found.close) tokens.push({ kind: 'close', text: ']' })
    else if (found.word) tokens.push({ kind: 'word', text: found.word })
    else if (found.string) {
      const end = endOfString(text, from)
      if (end < 0) return null
      tokens.push({ kind: 'string', text: text.slice(from, end) })
      TOKEN.lastIndex = end
    }
  }
  return tokens
}

/** Parentheses nest, and a backslash guards the next character. */
function endOfString(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '\\') at += 1
    else if (sign === '(') depth += 1
    else if (sign === ')') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return -1
}
