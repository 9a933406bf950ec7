import { isInvisible, narrowed, visible } from '../characters.ts'
import type { Found } from '../hit.ts'

/** The last character of a house number; only after a digit does it mean one. */
export const HOUSE_ENDS = '号室组队户栋幢单'

const PROVINCES =
  /(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆)/
const NUMBER = '[0-9A-Za-z〇零一二三四五六七八九十百千附之甲乙丙丁-]{1,8}'
const VILLAGE = '村|社区|屯|寨|庄|自然村|坝|坡|岭|坪|角落|片区'
const STREET = '路|街(?!道)|巷|弄|胡同|大道|(?<!街)道|里|小区|花园|新村|苑|园|公寓|家园|城|府|湾|庭|轩|新城|广场'
const UNIT = '组|队|社|片|弄|号楼|号院|号|幢|栋|座|单元|楼|层|室|户|房'

/** A village or street, and the numbers below it. */
const PLACE = new RegExp(
  `(${VILLAGE}|${STREET})((?:(?:(?!村|社区)[\\u4e00-\\u9fa5]){0,6}? ?${NUMBER} ?(?:${UNIT})){1,6}(?:[ -]?\\d{2,4}(?!\\d|号|年|月|元))?)`,
  'g',
)
const PERSONAL = /(?:家住|现住|住址|居住|住所|住在|户籍|户口|家庭|居所|暂住|身份证地址|出生|本人|住[:：])/
const OFFICE_BEFORE =
  /(?:办公|单位|通讯|通信|联系|受理|办理|窗口|注册|经营|营业|会议|邮寄|投递|机构|企业|公司|开标|项目|工程|施工|建设|现场|查阅|服务|政府|集合|报名|考试|上课)(?:的)?(?:地址|地点|场所|点|位置|住所)?[:：为是在于]*$/
const OFFICE_AFTER =
  /^\)?[^\d，。；,;\n]{0,10}?(?:政府|办公|中心|大厅|大楼|局|派出所|支队|大队|学校|小学|中学|医院|卫生院|公司|银行|宾馆|酒店|广场|会议室|窗口|委员会|村委会|居委会|服务站|厂|店|门口|附近|路段|道路|工程|项目|地块|以东|以西|以南|以北)/

/**
 * The home that ends in the house number at `at`. Homes are shown down to the township (notice of 永安). A house in a village
 * and a room in a street are homes; a village group, or a street number without a room, only when the words before say that
 * somebody lives there: roads, works and offices are named the same way.
 */
export function readAddress(text: string, at: number): Found | null {
  let from = at
  let isPlace = false
  for (; from > 0 && at - from < 70; from--) {
    const code = text.charCodeAt(from - 1)
    if (STOP.has(code)) break
    isPlace ||= PLACE_ENDS.has(code)
  }
  if (!isPlace) return null
  const seen = plain(text, from, Math.min(text.length, at + 28))
  const body = seen.text
  for (const match of body.matchAll(PLACE)) {
    const start = match.index
    const end = start + match[0].length
    if (seen.at[start]! > at || seen.at[end - 1]! < at) continue
    return judge(text, seen, start, end, match[1]!, match[2]!)
  }
  return null
}

type Seen = { text: string; at: number[] }

function judge(text: string, seen: Seen, base: number, end: number, place: string, units: string): Found | null {
  const head = seen.text.slice(0, base)
  if (!/[\u4e00-\u9fa5A-Za-z0-9]$/.test(head) || /(?:村委|居委)会?$/.test(head) || /^委会/.test(units)) return null
  const begin = beginning(head)
  const first = seen.at[begin]!
  const before = visible(text, first - 24, first).text
  const isPersonal = PERSONAL.test(before)
  const isVillage = new RegExp(`^(?:${VILLAGE})$`).test(place)
  const isHome = isVillage
    ? /\d ?(?:号(?!楼|院)|室|户|房)|[一二三四五六七八九十] ?(?:号(?!楼|院)|室|户)/.test(units)
    : /室|户|房|单元/.test(units) || /(?:幢|栋|座|号楼)[ -]?\d{2,4}$/.test(units)
  if (!isHome && !isPersonal) return null
  const last = seen.at[end - 1]! + 1
  if (!isPersonal && (OFFICE_BEFORE.test(before) || OFFICE_AFTER.test(narrowed(text.slice(last, last + 16)))))
    return null
  const area = seen.text.slice(begin, base)
  const why = isPersonal ? '写明是住址，住址只公开到乡镇（街道）' : '具体到门牌或者房号的地址，住址只公开到乡镇（街道）'
  return { kind: 'address', level: 'block', mask: maskAddress(area), why, start: first, end: last }
}

/** 福建省南安市码头镇大庭 → 福建省南安市码头镇**** */
export function maskAddress(area: string): string {
  const kept =
    /^.*(?:[\u4e00-\u9fa5](?:镇|乡|街道))/.exec(area)?.[0] ?? /^.*[\u4e00-\u9fa5](?:市|县|区|旗)/.exec(area)?.[0] ?? ''
  return `${kept}****`
}

/** Where the address begins: at its province, else city or county, else township, else just before the village or street. */
function beginning(head: string): number {
  const province = PROVINCES.exec(head)
  if (province) return province.index
  const said =
    /.*(?:家住|现住址?|住址|居住[在于地]|住在|户籍(?:地|所在地)?|户口所在地|家庭|地址|位于|坐落[在于]?|系|[:：在于住])/.exec(
      head,
    )?.[0].length ?? 0
  const rest = head.slice(said)
  const area = /[\u4e00-\u9fa5]{2,4}?(?:市|县|区|旗|镇|乡|街道)/.exec(rest)
  const short = /[\u4e00-\u9fa5A-Za-z0-9]{1,6}$/.exec(rest)
  return said + (area?.index ?? short?.index ?? 0)
}

const PLACE_ENDS = new Set([...(VILLAGE + STREET)].map((character) => character.charCodeAt(0)))
const STOP = new Set([...'\n\r\t，。；、,;|“”"《》〈〉！!？?〔〕[]'].map((character) => character.charCodeAt(0)))

function plain(text: string, from: number, to: number): Seen {
  const at: number[] = []
  let seen = ''
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (isInvisible(code)) continue
    if (i > from && STOP.has(code) && seen.length > 0) break
    seen += text[i]
    at.push(i)
  }
  return { text: narrowed(seen), at }
}
