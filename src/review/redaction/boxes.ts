import type { Day } from '../../calendar/day.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { BASES, type BasisCode, isBasis } from '../basis.ts'
import { screenText } from '../screening/screen.ts'
import { type Box, LIMITS, millimetres, type PageSize } from './model.ts'
import { reasonsOn } from './rules.ts'

/** What a form says of a box, as it was typed. Lengths in millimetres. */
export type Typed = Partial<Record<'page' | 'x' | 'y' | 'width' | 'height' | 'whole' | 'basis' | 'words', string>>

export type Reasoned = Box & { basis: BasisCode; words: string }

/**
 * A box as it was typed or drawn. It must lie on its page, be large enough to hide something, and say why: an article in
 * force and a few words, which must not repeat what is hidden.
 */
export function readBox(typed: Typed, pages: readonly PageSize[], today: Day): Result<Reasoned> {
  const page = Number(typed.page)
  const size = Number.isInteger(page) ? pages[page - 1] : undefined
  if (!size)
    return refuse('redaction.page', `没有这一页：页码是1到${pages.length}`, { field: 'page', fix: '请更正页码' })
  const place = typed.whole ? ok({ x: 0, y: 0, ...size }) : readPlace(typed, size)
  if (!place.ok) return place
  const basis = typed.basis ?? ''
  if (!isBasis(basis) || !reasonsOn(today).includes(basis))
    return refuse('redaction.basis', '请选择遮盖的依据', { field: 'basis' })
  const words = (typed.words ?? '').replace(/\s+/g, ' ').trim()
  if (words === '')
    return refuse('redaction.words', '请写明遮盖的是什么，例如 身份证号', {
      field: 'words',
      fix: `只写种类，不写内容；依据是${BASES[basis].label}`,
    })
  if ([...words].length > LIMITS.words)
    return refuse('redaction.words', `说明最多${LIMITS.words}个字`, { field: 'words' })
  const told = tells(words)
  if (told)
    return refuse('redaction.words-tell', `说明里含有${told}，遮盖记录会把它公开`, {
      field: 'words',
      fix: '只写种类，不写内容',
    })
  return ok({ page, ...place.value, whole: typed.whole !== undefined && typed.whole !== '', basis, words })
}

/** What a text that will be public gives away of a person; null when nothing is found. */
export function tells(text: string): string | null {
  const hit = screenText(text).find(({ level, kind }) => level === 'block' && kind !== 'wording')
  return hit ? '个人信息或者涉密标志' : null
}

const SIDES = { x: '左边距', y: '上边距', width: '宽', height: '高' } as const

function readPlace(typed: Typed, size: PageSize): Result<Pick<Box, 'x' | 'y' | 'width' | 'height'>> {
  const read = { x: 0, y: 0, width: 0, height: 0 }
  for (const side of Object.keys(SIDES) as (keyof typeof SIDES)[]) {
    const text = typed[side]?.trim() ?? ''
    if (!/^\d{1,5}([.。]\d{1,3})?$/.test(text))
      return refuse('redaction.place', `请填写${SIDES[side]}，单位是毫米，例如 25.5`, { field: side })
    read[side] = Math.round(Number(text.replace('。', '.')) * 10)
  }
  const { x, y, width, height } = read
  if (width < LIMITS.side || height < LIMITS.side)
    return refuse('redaction.small', `框的宽和高至少${millimetres(LIMITS.side)}毫米`, {
      field: width < LIMITS.side ? 'width' : 'height',
    })
  const across = x >= size.width ? 'x' : y >= size.height ? 'y' : null
  if (across)
    return refuse(
      'redaction.outside',
      `框在页面外：这一页宽${millimetres(size.width)}毫米，高${millimetres(size.height)}毫米`,
      {
        field: across,
      },
    )
  return ok({ x, y, width: Math.min(width, size.width - x), height: Math.min(height, size.height - y) })
}
