/** Where paper is put up. `village` belongs to a village (村务公开栏); the others to the organ itself. */
export const BOARD_KINDS = {
  gate: '政务公开栏',
  window: '宣传橱窗',
  village: '村务公开栏',
  screen: '电子屏',
  other: '其他',
} as const
export type BoardKind = keyof typeof BOARD_KINDS

export const isBoardKind = (text: string): text is BoardKind => Object.hasOwn(BOARD_KINDS, text)
