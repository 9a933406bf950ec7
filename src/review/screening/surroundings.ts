import type { Day } from '../../calendar/day.ts'
import { visible } from './characters.ts'

/** Words that make a number more, or less, likely to be what it looks like. */
export const CUES = {
  id: /身份证|身份号码|公民身份|证件号|证件号码|居民证|ID ?(?:card|no|number)/i,
  phone: /手机|电话|联系方式|联系人|移动电话|致电|拨打|短信|微信|号码|tel|phone|mobile|☎|📱|📞/i,
  card: /银行卡|卡号|储蓄卡|信用卡|借记卡|一卡通|一折通|社保卡|开户行|开户银行|户名|银行账|银行帐|存折|账号|帐号|账户|帐户|信用社|收款/,
  passport: /护照|通行证|台胞证|回乡证|passport/i,
} as const
export type Cue = keyof typeof CUES

/** A number right after one of these counts things or papers, not people. */
const SERIAL =
  /(?:编号|编码|流水号?|序号|序列号|单号|订单号?|登记号|受理号|申请号|档号|档案号|索引号|案号|票号|发票号码?|票据号码?|批号|批次|批准文号|项目代码|项目编码|工单号?|凭证号?|业务号|合同号|条形?码|设备号|机身号|图号|宗地号?|地块号?|证书号|许可证号|回执号?|校验码|验证码|区划代码|统计代码|代码|运单号?|快递单?号?|电表号|户号|水表号|卷号|文件号|批文号|型号|规格|机型|牌号|参考号|No|№|SN|IMEI|ISBN|ID)[：:.．#\s为是]*$/i

const AMOUNT_BEFORE =
  /(?:[¥￥$€]|人民币|金额|合计|总额|总计|共计|数量|件数|人数|户数|次数|总数|约|达|资金|产值|收入|支出|预算|决算)[：:\s为是约]*$/
const AMOUNT_AFTER =
  /^\s?(?:元|万|亿|千|百|亩|公顷|平方|立方|米|公里|千米|吨|公斤|千克|克|个|户|人次|人|件|条|次|项|斤|升|度|千瓦|%|％|‰|㎡|m²|kg|km|kWh|cm|mm|m\b|t\b|RMB|CNY)/i

/** What stands around a number, read only once the number itself looks right. */
export class Surroundings {
  readonly text: string
  readonly today: Day | undefined
  #mentioned = new Map<Cue, boolean>()

  constructor(text: string, today?: Day) {
    this.text = text
    this.today = today
  }

  before(at: number, length: number): string {
    return visible(this.text, at - length, at).text
  }

  after(at: number, length: number): string {
    return visible(this.text, at, at + length).text
  }

  /** The word stands shortly before, on this line or the one above. */
  isBeside(cue: Cue, at: number): boolean {
    return CUES[cue].test(this.before(at, 24))
  }

  /** The word stands anywhere in the text, as the head of a table column does. */
  isMentioned(cue: Cue): boolean {
    let mentioned = this.#mentioned.get(cue)
    if (mentioned === undefined) {
      mentioned = CUES[cue].test(this.text)
      this.#mentioned.set(cue, mentioned)
    }
    return mentioned
  }

  isSerial(at: number): boolean {
    return SERIAL.test(this.before(at, 12))
  }

  /** Money, area, a share: something counted. Also part of a decimal number. */
  isAmount(from: number, to: number): boolean {
    const next = this.after(to, 6)
    return AMOUNT_AFTER.test(next) || /^\.\d/.test(next) || this.#isAfterAmount(this.before(from, 10))
  }

  #isAfterAmount(before: string): boolean {
    return AMOUNT_BEFORE.test(before) || /\d[.,]$/.test(before)
  }
}
