import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  type IParagraphOptions,
  type Paragraph,
  type ParagraphChild,
  Tab,
  TabStopType,
  TextRun,
} from 'docx'
import { chineseDay, type Day } from '../calendar/day.ts'
import { CHAR, exactly, mm, PITCH, paragraph, SIZE3, words } from './docx-text.ts'
import type { Head } from './model.ts'
import { breadth } from './titles.ts'

const RED = 'E60012'
const ONE_IN = Math.round(CHAR)
const RULE = { style: BorderStyle.SINGLE, size: 14, color: RED, space: 11 }

/** 版头 of the three formats. The day is printed in 纪要 only. */
export function redHead(head: Head, day: Day): Paragraph[] {
  switch (head.format) {
    case 'letter':
      return letterHead(head)
    case 'minutes':
      return minutesHead(head, day)
    default:
      return documentHead(head)
  }
}

/** The mark is drawn narrower before it is drawn smaller, as in the PDF. */
function mark(text: string, more: IParagraphOptions, before: number): Paragraph {
  const wide = 425
  const full = 54 * breadth(text)
  const narrow = Math.max(0.62, Math.min(1, wide / full))
  const points = Math.round(54 * Math.min(1, wide / (full * narrow)))
  return paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before, ...exactly(points * 22) },
    children: [words(text, 'xbs', points * 2, { color: RED, scale: Math.round(narrow * 100) })],
    ...more,
  })
}

const size3 = (text: string) => words(text, 'fang', SIZE3)

/** 紧急程度 in the second line, then the mark 35 mm down. */
const marked = (head: Head): Paragraph[] =>
  head.urgency
    ? [
        paragraph({ spacing: { before: PITCH }, children: [words(head.urgency, 'hei', SIZE3)] }),
        mark(head.mark, {}, mm(35) - 2 * PITCH),
      ]
    : [mark(head.mark, {}, mm(35))]

function documentHead(head: Head): Paragraph[] {
  const spacing = { before: 2 * PITCH - 100, ...exactly(320) }
  const { signers = [] } = head
  if (signers.length === 0)
    return [
      ...marked(head),
      paragraph({
        alignment: AlignmentType.CENTER,
        spacing,
        border: { bottom: RULE },
        children: [size3(head.number ?? '')],
      }),
    ]
  const by = [size3('签发人：'), words(signers.join('　'), 'kai', SIZE3)]
  return [...marked(head), apart([size3(head.number ?? '')], by, ONE_IN, { spacing, border: { bottom: RULE } })]
}

/** 10.3: the number alone, then the office and the day over the rule. */
const minutesHead = (head: Head, day: Day): Paragraph[] => [
  ...marked(head),
  paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 2 * PITCH - 100, ...exactly(320) },
    children: [size3(head.number ?? '')],
  }),
  apart([size3(head.issuer ?? '')], [size3(chineseDay(day))], ONE_IN, {
    spacing: { before: PITCH - 320, ...exactly(320) },
    border: { bottom: RULE },
  }),
]

/** 10.1: mark and double rule stand in a frame 30 mm from the upper edge, 170 mm wide; the number below, at the right. */
const letterHead = (head: Head): Paragraph[] => [
  mark(head.mark, { frame: frameAt(30), border: { bottom: double(BorderStyle.THICK_THIN_SMALL_GAP) } }, 0),
  apart(head.urgency ? [words(head.urgency, 'hei', SIZE3)] : [], [size3(head.number ?? '')], 0),
]

/** The second double rule, 20 mm from the lower edge of the first page, which carries no number. */
export const letterFoot = (): Paragraph =>
  paragraph({
    frame: frameAt(275),
    border: { bottom: double(BorderStyle.THIN_THICK_SMALL_GAP) },
    spacing: exactly(20),
    children: [],
  })

const double = (
  style: (typeof BorderStyle)['THICK_THIN_SMALL_GAP'] | (typeof BorderStyle)['THIN_THICK_SMALL_GAP'],
) => ({
  style,
  size: 24,
  color: RED,
  space: 8,
})

const frameAt = (down: number) =>
  ({
    type: 'absolute',
    position: { x: mm(20), y: mm(down) },
    width: mm(170),
    height: 0,
    anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
  }) as const

/** One thing at the left and another at the right of a line. The rule below stays as long as the type area. */
const apart = (
  left: ParagraphChild[],
  right: ParagraphChild[],
  inside: number,
  more: IParagraphOptions = {},
): Paragraph =>
  paragraph({
    tabStops: [
      ...(inside > 0 ? [{ type: TabStopType.LEFT, position: inside }] : []),
      { type: TabStopType.RIGHT, position: mm(156) - inside },
    ],
    children: [...(inside > 0 ? [tab()] : []), ...left, tab(), ...right],
    ...more,
  })

const tab = () => new TextRun({ children: [new Tab()] })
