/** What screening looks for. The labels are what staff read. */
export const KINDS = {
  'id-number': '身份证号',
  phone: '电话号码',
  'bank-card': '银行卡号',
  email: '电子邮箱',
  address: '住址',
  'credit-code': '统一社会信用代码',
  passport: '护照、通行证号',
  plate: '车牌号',
  person: '姓名与敏感情况',
  'secrecy-mark': '密级标志',
  'internal-mark': '内部标记',
  citation: '引用未公开文件',
  wording: '用语',
} as const
export type Kind = keyof typeof KINDS

/** `block`: not published before it is masked or a reviewer gives a reason. `warn`: somebody should look. */
export type Level = 'block' | 'warn'

export type Hit = {
  kind: Kind
  level: Level
  /** The characters found, as they stand in the text. Personal data: never logged, never shown without need. */
  text: string
  /** 第3页, 工作表“名单”B5, 第12段. */
  where: string
  /** What to put in its place; null when no mask can help, as with a secrecy mark. For `wording`, the right word. */
  mask: string | null
  /** Why this was found, and what it depends on, in the reader's words. */
  why: string
  /** UTF-16 positions in the screened text: from `start` up to, not including, `end`. */
  start: number
  end: number
}

/** A hit before anybody asked where in the file it stands. */
export type Found = Omit<Hit, 'where' | 'text'>

/** Something of a file that was not looked at. `whole` when that is the file itself: nothing of it was screened. */
export type Unread = { where: string; why: string; whole: boolean }
