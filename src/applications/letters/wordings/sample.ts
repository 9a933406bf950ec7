import { chineseDay, type Day } from '../../../calendar/day.ts'
import { EDITIONS, type Edition } from '../../../law/editions.ts'
import { remedyNotice } from '../../../law/remedy-notice.ts'
import type { Organ } from '../../../organs/model.ts'
import type { Values } from '../model.ts'
import { organValues } from '../values.ts'

/** What a letter says in its preview: a made-up case that names nobody, and the organ as it is. */
export function sampleValues(organ: Organ, edition: Edition, on: Day): Values {
  const { reconsideration, court, reconsiderationOnline } = organ.settings
  const places = { reconsideration, court, online: reconsiderationOnline }
  return {
    申请人: '（申请人）',
    称谓: '您',
    登记号: '（登记号）',
    申请内容: '（申请公开的内容）',
    申请方式: '信函',
    收到日期: '（收到日期）',
    答复期限: '（答复期限）',
    条例: EDITIONS[edition].name,
    依据: `${EDITIONS[edition].name}（条款）`,
    答复内容: '（起草的答复内容）',
    不公开部分: '1．（不公开的部分）：（理由和依据）。',
    有关机关: '（有关机关的名称和联系方式）',
    检索情况: '（检索记录）',
    提供方式: '纸质，邮寄',
    救济告知: remedyNotice(on, 'withheld', { organ: organ.kind, places, edition }).says,
    补正事项: '（需要补正的事项）',
    补正内容: '（补正的具体内容）',
    补正期限: '（补正期限）',
    延长天数: '20',
    理由: '（理由）',
    延迟日期: '（延迟答复的日期）',
    对方: '（对方）',
    收费依据: '（收费依据）',
    收费计算: '（收费标准和计算）',
    收费金额: '（金额）',
    缴费期限: '20个工作日',
    缴费方式: '缴费方式：（缴费方式）。',
    送达文书: '（文书名称和文号）',
    送达方式: '邮政寄送',
    收件地址: '（收件地址）',
    查询方法: '（查询办理情况的方法）',
    ...organValues(organ),
    日期: chineseDay(on),
  }
}
