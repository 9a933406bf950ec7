import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The faces GB/T 9704 asks for, by role. The licensed ones come first: offices own them, so DOCX names them, and PDF uses
 * them when they lie in FONT_DIR. The last family of each is the free one that comes with the program.
 */
export type Role = { families: readonly string[]; weight: number }

const SERIF = 'Noto Serif SC'
const SANS = 'Noto Sans SC'

export const FONTS = {
  /** 小标宋: the mark and titles. */
  xbs: { families: ['FZXiaoBiaoSong-B05S', '方正小标宋简体', '方正小标宋_GBK', SERIF], weight: 700 },
  /** 仿宋: the body. */
  fang: { families: ['FangSong_GB2312', '仿宋_GB2312', 'FangSong', '仿宋', 'STFangsong', SERIF], weight: 400 },
  /** 黑体: headings of the first level. */
  hei: { families: ['SimHei', '黑体', 'STHeiti', SANS], weight: 500 },
  /** 楷体: headings of the second level. Bold where only the free face is at hand, or it could not be told from the body. */
  kai: { families: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi', '楷体', 'STKaiti', SERIF], weight: 700 },
  /** 宋体: page numbers and tables. */
  song: { families: ['SimSun', '宋体', 'STSong', SERIF], weight: 400 },
  /** Strong text of the body. */
  strong: { families: ['FangSong_GB2312', '仿宋_GB2312', 'FangSong', '仿宋', 'STFangsong', SERIF], weight: 700 },
} as const satisfies Record<string, Role>

/** The face an office suite should use for a role: DOCX stores one name, and a computer without it picks its own. */
export const OFFICE_FACES = {
  xbs: '方正小标宋简体',
  fang: '仿宋_GB2312',
  hei: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
} as const

/** What Windows has where the office face is missing. */
export const STAND_INS: Record<keyof typeof OFFICE_FACES, string> = {
  xbs: '宋体',
  fang: '仿宋',
  hei: 'SimHei',
  kai: '楷体',
  song: 'SimSun',
}

/** What a drawing (SVG) asks for, in a browser and in a page alike. */
export const DRAWING_FAMILY = `${SANS}, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif`

const WEIGHTS = [
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
]

/** Folders the page compiler reads faces from: only the weights in use, and FONT_DIR when it is there. */
export function fontFolders(fontDir = process.env.FONT_DIR): string[] {
  const free = WEIGHTS.map((file) => dirname(fileURLToPath(import.meta.resolve(file))))
  return fontDir && existsSync(fontDir) ? [fontDir, ...free] : free
}

/** The one main colour of every chart: a calm blue that also prints well in grey. */
export const CHART_COLOUR = '#1f4e79'
