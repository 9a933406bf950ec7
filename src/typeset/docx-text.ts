import { AlignmentType, type IParagraphOptions, type IRunOptions, LineRuleType, Paragraph, TextRun } from 'docx'
import { OFFICE_FACES } from './fonts.ts'
import { type Align, printable } from './model.ts'

/** Twentieths of a point, the unit of Word. The grid of GB/T 9704: 22 lines and 28 characters in 156 × 225 mm. */
export const mm = (length: number) => Math.round((length / 25.4) * 1440)
export const PITCH = Math.floor(mm(225) / 22)
export const CHAR = mm(156) / 28

/** Sizes are in half points. */
export const SIZE2 = 44
export const SIZE3 = 32
export const SIZE4 = 28
export const SMALL = 24

export type Face = keyof typeof OFFICE_FACES

/** Chinese quotation marks are ambiguous characters; the hint keeps them in the Chinese face. */
export const font = (face: Face) => ({
  ascii: OFFICE_FACES[face],
  hAnsi: OFFICE_FACES[face],
  cs: OFFICE_FACES[face],
  eastAsia: OFFICE_FACES[face],
  hint: 'eastAsia',
})

export const words = (text: string, face: Face, size: number, more: IRunOptions = {}) =>
  new TextRun({
    text: printable(text),
    font: font(face),
    size,
    // 28 characters of 16 pt are a little wider than the type area.
    ...(size === SIZE3 ? { characterSpacing: -5 } : {}),
    ...more,
  })

export const exactly = (line: number) => ({ line, lineRule: LineRuleType.EXACT })
export const TWO_IN = { firstLineChars: 200, firstLine: Math.round(2 * CHAR) }

export function paragraph(options: IParagraphOptions): Paragraph {
  const { spacing, ...rest } = options
  return new Paragraph({
    spacing: { ...exactly(PITCH), before: 0, after: 0, ...spacing },
    autoSpaceEastAsianText: false,
    widowControl: false,
    ...rest,
  })
}

export const SIDES = { start: AlignmentType.LEFT, center: AlignmentType.CENTER, end: AlignmentType.RIGHT } as const

export const line = (text: string, align: Align, face: Face, size: number, keepNext: boolean) =>
  paragraph({ alignment: SIDES[align], keepNext, children: [words(text, face, size)] })
