/** What may be attached. `is` are the kinds of content, as sniffed, that a file with this ending may hold. */
export const KINDS = {
  pdf: { mime: 'application/pdf', label: 'PDF文档', is: ['pdf'] },
  doc: { mime: 'application/msword', label: 'Word文档', is: ['word'] },
  docx: {
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    label: 'Word文档',
    is: ['docx'],
  },
  xls: { mime: 'application/vnd.ms-excel', label: 'Excel表格', is: ['excel'] },
  xlsx: {
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    label: 'Excel表格',
    is: ['xlsx'],
  },
  ppt: { mime: 'application/vnd.ms-powerpoint', label: '演示文稿', is: ['powerpoint'] },
  pptx: {
    mime: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    label: '演示文稿',
    is: ['pptx'],
  },
  ofd: { mime: 'application/ofd', label: 'OFD版式文件', is: ['ofd'] },
  wps: { mime: 'application/vnd.ms-works', label: 'WPS文字', is: ['word', 'docx'] },
  et: { mime: 'application/vnd.ms-excel', label: 'WPS表格', is: ['excel', 'xlsx'] },
  txt: { mime: 'text/plain; charset=utf-8', label: '文本', is: ['text'] },
  csv: { mime: 'text/csv; charset=utf-8', label: 'CSV表格', is: ['text'] },
  png: { mime: 'image/png', label: '图片', is: ['png'] },
  jpg: { mime: 'image/jpeg', label: '图片', is: ['jpg'] },
  jpeg: { mime: 'image/jpeg', label: '图片', is: ['jpg'] },
} as const satisfies Record<string, { mime: string; label: string; is: readonly string[] }>
export type Ending = keyof typeof KINDS

/** 20 MB */
export const LARGEST = 20 * 1024 * 1024

export const isEnding = (text: string): text is Ending => Object.hasOwn(KINDS, text)

/** The part of a name after its last dot, in lower case; empty when there is none. */
export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** What the public is told a file is: PDF文档. */
export function kindLabel(name: string): string {
  const ending = endingOf(name)
  return isEnding(ending) ? KINDS[ending].label : '文件'
}

/** `35 KB`, `1.4 MB`: as a person weighs a download. */
export const sizeLabel = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** For the `accept` of a file field. */
export const ACCEPT = Object.keys(KINDS)
  .map((ending) => `.${ending}`)
  .join(',')
