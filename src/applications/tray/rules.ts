import { ok, type Result, refuse } from '../../result.ts'

/** Where an entry came from. */
export const SOURCES = { mail: '邮件', scan: '扫描件' } as const
export type Source = keyof typeof SOURCES

/** What became of an entry. It leaves the tray by one of three ways, and a discard can be undone. */
export const ENTRY_STATES = {
  waiting: '待登记',
  case: '已登记为申请',
  note: '已附入申请',
  concern: '已登记为诉求',
  discarded: '已作废',
} as const
export type EntryState = keyof typeof ENTRY_STATES
export const entryStates = Object.keys(ENTRY_STATES) as [EntryState, ...EntryState[]]
export const isEntryState = (text: string): text is EntryState => Object.hasOwn(ENTRY_STATES, text)

/** Why an entry may belong to a case, the surest first. */
export const CLUES = {
  answer: '回复了本机关就这件申请发出的邮件',
  number: '写明了登记号或者答复文号',
  email: '发件邮箱与申请人登记的邮箱相同',
  name: '发件人姓名与申请人相同',
} as const
export type Clue = keyof typeof CLUES
export const clueCodes = Object.keys(CLUES) as [Clue, ...Clue[]]

/** The numbers of applications and of replies in what somebody wrote. Pure. */
export function numbersIn(text: string): { applications: string[]; replies: string[] } {
  const plain = text.normalize('NFKC')
  return {
    applications: [...new Set(plain.match(/(?<![\d-])20\d{2}-\d{3,6}(?![\d-])/g) ?? [])].slice(0, 10),
    replies: [...new Set(text.match(/[\p{Script=Han}]{1,12}依复〔20\d{2}〕\d{1,5}号/gu) ?? [])].slice(0, 10),
  }
}

const SHORTEST = 4
const LONGEST = 200

/** A discard needs a reason somebody else can follow. */
export function checkReason(reason: string | undefined): Result<string> {
  const said = (reason ?? '').trim()
  return said.length >= SHORTEST && said.length <= LONGEST
    ? ok(said)
    : refuse('tray.reason', `请写明作废的理由（${SHORTEST}到${LONGEST}字）`, {
        field: 'reason',
        fix: '例如：广告邮件；与某件重复；不是公开申请，已转信访办',
      })
}

/** What is added to a case is said in one line without personal data. */
export function checkNote(note: string | undefined): Result<string> {
  const said = (note ?? '').trim()
  return said.length >= 2 && said.length <= LONGEST
    ? ok(said)
    : refuse('tray.note', '请用一句话写明来件是什么', { field: 'note', fix: '例如：申请人寄来补正材料' })
}
