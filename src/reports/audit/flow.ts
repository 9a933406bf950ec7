/**
 * The text as it reads: no blanks, one kind of digits and punctuation, broken lines joined again. Every character knows
 * where it stood, so that a quotation is always an exact piece of the original. Pure.
 */
export type Flow = {
  raw: string
  text: string
  /** `at[i]` is where `text[i]` stands in `raw`. */
  at: Int32Array
}

/** The original words behind a stretch of the flow. */
export const quoteOf = (flow: Flow, from: number, to: number): string =>
  from < to && from >= 0 && to <= flow.text.length ? flow.raw.slice(flow.at[from], flow.at[to - 1]! + 1) : ''

const SAME: Record<string, string> = {
  '(': '（',
  ')': '）',
  ',': '，',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
  '．': '.',
  '○': '〇',
  '∶': '：',
  '﹪': '%',
  丨: '|',
  '│': '|',
  '┃': '|',
  '｜': '|',
  '［': '〔',
  '］': '〕',
}

/** Copies of reports come in traditional characters too; these are the ones their labels and verbs are written with. */
const TRADITIONAL =
  '開數條請發訴訟復議辦結轉報計劃業機關領導職能規範總額個項類網眾號電視書時間據處費減應動態統資產設區縣鎮鄉國務經濟環農災療學體衛監財預決執強許證標準訊錄檔館圖檢複製郵寄駁糾維審舉訪確屬進實為與從無來對內況會單團組織誌現長義術沒徵繳償險營測醫養漁獸糧種鐵橋樑貿稅幣銀賬賠貼優撫賑齡婦兒藥驗籌採購競價讓權頁絡臺廣傳聞紙聯繫當齊約黨風撥納補遷貧兩餘陽鄭劉張陳楊趙黃吳馬羅譚鍾韓馮鄧蕭雲嶺灣島門陸陰順連寧臨東聖綠藍紅綿絲級練訓課講論問題觀點別顯樂歡適殘護遊覽園藝畫話劇雙獨親並佈衆裡圍滿載聽併棄滅罰斷辭員輪換選僱勞傷'
const SIMPLIFIED =
  '开数条请发诉讼复议办结转报计划业机关领导职能规范总额个项类网众号电视书时间据处费减应动态统资产设区县镇乡国务经济环农灾疗学体卫监财预决执强许证标准讯录档馆图检复制邮寄驳纠维审举访确属进实为与从无来对内况会单团组织志现长义术没征缴偿险营测医养渔兽粮种铁桥梁贸税币银账赔贴优抚赈龄妇儿药验筹采购竞价让权页络台广传闻纸联系当齐约党风拨纳补迁贫两余阳郑刘张陈杨赵黄吴马罗谭钟韩冯邓萧云岭湾岛门陆阴顺连宁临东圣绿蓝红绵丝级练训课讲论问题观点别显乐欢适残护游览园艺画话剧双独亲并布众里围满载听并弃灭罚断辞员轮换选雇劳伤'
const SIMPLER = new Map([...TRADITIONAL].map((char, index) => [char, SIMPLIFIED[index]!]))

function plain(char: string): string {
  const code = char.charCodeAt(0)
  if (code >= 0x4e00 && code <= 0x9fff) return char === '丨' ? '|' : (SIMPLER.get(char) ?? char)
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char
  return SAME[half] ?? SAME[char] ?? half
}

function isBlank(char: string): boolean {
  const code = char.charCodeAt(0)
  if (code <= 0x20) return true
  if (code < 0x7f || (code > 0x3000 && code < 0xfe00)) return false
  return /[\s\u00ad\u200b-\u200f\u2060\ufeff]/.test(char)
}
const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9'

const PAGE_NUMBER = /^\s*(?:[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页(?:[，,\s]*共\s*\d{1,3}\s*页)?)\s*$/
const NOTE_LINE = /^#\s*[A-Za-z_-]+\s*:/
const PARAGRAPH_END = /[。！？；：…!?;:|〕】]\s*$|^.{4,60}(?:年度报告|年报|工作报告)\s*$/
const HEADING =
  /^\s*(?:[#|*>]|[一二三四五六七八九十]{1,3}\s*[、.．\s]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、．]|第[一二三四五六七八九十]+[部条章]|附[：:件表])/

/** Reads a text. A note of `# key: value` lines ahead of the report is passed over, and so are page numbers. */
export function flowOf(raw: string): Flow {
  const text: string[] = []
  const at: number[] = []
  let before = ''
  for (const line of linesOf(raw)) {
    const words = raw.slice(line.from, line.to)
    if (words.trim() === '' || PAGE_NUMBER.test(words) || isBetweenRows(raw, line, before)) continue
    if (before !== '' && endsHere(before, words) && text.length > 0) {
      text.push('\n')
      at.push(line.from - 1)
    }
    for (let i = line.from; i < line.to; i++) {
      const char = raw[i]!
      if (isBlank(char)) continue
      // A comma inside a number groups its digits: 1,234.
      if (
        (char === ',' || char === '，') &&
        isDigit(raw[i - 1]) &&
        /^\d{3}(?!\d)/.test(raw.slice(i + 1, i + 8).replace(/\s/g, ''))
      ) {
        text.push(',')
      } else text.push(plain(char))
      at.push(i)
    }
    before = words
  }
  return { raw, text: text.join(''), at: Int32Array.from(at) }
}

/** A number alone on a line between two lines that are rows of a table is the page's. */
function isBetweenRows(raw: string, { from, to }: { from: number; to: number }, before: string): boolean {
  if (to - from > 12 || !/^\s*\d{1,3}\s*$/.test(raw.slice(from, to)) || !IS_ROW.test(before)) return false
  const next = /^\s*([^\n]*)/.exec(raw.slice(to, to + 400))
  return next !== null && IS_ROW.test(next[1]!)
}
const IS_ROW = /(?:\|[^|]*){5}|(?:\s\d+){6}\s*$/

/** A line ends a paragraph when it closes a sentence, stands alone as a heading, or the next one opens something new. */
function endsHere(before: string, next: string): boolean {
  if (PARAGRAPH_END.test(before) || HEADING.test(next)) return true
  return HEADING.test(before) && before.trim().length < 40 && !/[。，；]/.test(before)
}

/** Whether blanks or a line's end stood between this character and the one before it. */
export const stoodApart = (flow: Flow, index: number): boolean =>
  index > 0 && index < flow.at.length && flow.at[index]! - flow.at[index - 1]! > 1

/** Whether a line ended between this character and the one before it. */
export const onNewLine = (flow: Flow, index: number): boolean =>
  stoodApart(flow, index) && flow.raw.slice(flow.at[index - 1]! + 1, flow.at[index]!).includes('\n')

function* linesOf(raw: string): Generator<{ from: number; to: number }> {
  let from = noteEnd(raw)
  while (from <= raw.length) {
    const found = raw.indexOf('\n', from)
    const to = found < 0 ? raw.length : found
    yield { from, to }
    from = to + 1
  }
}

function noteEnd(raw: string): number {
  let from = raw.startsWith('\ufeff') ? 1 : 0
  for (;;) {
    const found = raw.indexOf('\n', from)
    const line = raw.slice(from, found < 0 ? raw.length : found)
    if (!NOTE_LINE.test(line)) return from
    if (found < 0) return raw.length
    from = found + 1
  }
}
