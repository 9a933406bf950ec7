import type { Context } from '../src/context.ts'
import type { Planted } from '../src/selfcheck/testing.ts'

/** A fault that was planted, and the rule that must find it. */
export type Fault = { at: number; rule: string }

const WORK = [
  '防汛',
  '春耕生产',
  '道路养护',
  '食品安全',
  '环境整治',
  '森林防火',
  '义务教育',
  '医疗保障',
  '便民服务',
  '安全生产',
]
const SENTENCES = [
  '各村要把这项工作摆上重要议事日程，明确责任人，按月报告进展。',
  '镇党政办公室负责统筹，各有关单位按照职责分工抓好落实。',
  '经费从年度预算中列支，专款专用，接受审计监督。',
  '工作中遇到的问题，请及时与镇党政办公室联系，电话0595-86468502。',
  '现将有关事项通知如下，请认真贯彻执行。',
  '自2026年1月起，每季度通报一次，年底进行考核评议。',
  '全镇共有20个村，已有18个村完成任务，完成率90%。',
  '资料报送截止时间另行通知，逾期未报的予以通报。',
]

/** One item of an office: a real notice is a few hundred characters to some thousands. */
export function itemAt(at: number, organ: { id: string; code: string }): Planted {
  const month = String((at % 10) + 1).padStart(2, '0')
  const work = WORK[at % WORK.length]!
  const body = Array.from({ length: 8 + (at % 25) }, (_, line) => SENTENCES[(at * 7 + line * 3) % SENTENCES.length])
  const year = 2016 + Math.floor(at / 10_000)
  return {
    organId: organ.id,
    organCode: organ.code,
    title: `关于做好第${at + 1}期${work}工作的通知`,
    body: body.join('\n'),
    formedOn: `${Math.min(year, 2025)}-${month}-10`,
    publishedOn: `${Math.min(year, 2025)}-${month}-16`,
    serial: at + 1,
    categoryCode: `0${(at % 9) + 1}00`,
  }
}

/** A number of identity with its right check digit. */
function idNumber(at: number): string {
  const first = `3505831990010${String(1000 + (at % 9000)).padStart(4, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...first].reduce((all, digit, place) => all + Number(digit) * weights[place]!, 0)
  return `${first}${'10X98765432'[sum % 11]}`
}

/** Ways to spoil an item, each found by one rule. */
const SPOILS: readonly { rule: string; spoil: (item: Planted, at: number) => Planted }[] = [
  { rule: 'personal-data', spoil: (item, at) => ({ ...item, body: `${item.body}\n张某，身份证号${idNumber(at)}。` }) },
  { rule: 'personal-data', spoil: (item, at) => ({ ...item, body: `${item.body}\n联系手机13${800000000 + at}。` }) },
  { rule: 'wording', spoil: (item) => ({ ...item, body: `${item.body}\n请各单位认真布署。` }) },
  { rule: 'cites-closed', spoil: (item) => ({ ...item, body: `${item.body}\n根据南码政〔2016〕999号文件精神办理。` }) },
  { rule: 'index-number', spoil: (item, at) => ({ ...item, indexNumber: `错号/${at}` }) },
  { rule: 'date-order', spoil: (item) => ({ ...item, formedOn: item.publishedOn, publishedOn: item.formedOn }) },
  {
    rule: 'dead-link',
    spoil: (item, at) => ({ ...item, body: `${item.body}\n详见http://www.nanan.gov.cn/nowhere/page${at}。` }),
  },
  {
    rule: 'expired',
    spoil: (item) => ({ ...item, body: `${item.body}\n本办法有效期至2018年12月31日。`, validity: 'in-force' }),
  },
  {
    rule: 'attachment-broken',
    spoil: (item) => ({ ...item, files: [{ name: '附件.txt', bytes: Buffer.from('x'), lost: true }] }),
  },
  {
    rule: 'personal-data',
    spoil: (item, at) => ({
      ...item,
      files: [{ name: '附件.txt', bytes: Buffer.from(`名单\n身份证号 ${idNumber(at)}\n`) }],
    }),
  },
]

/** So many items, and among them faults at even distances. */
export function itemsWithFaults(count: number, faults: number, organ: { id: string; code: string }) {
  const planted: Fault[] = []
  const every = Math.floor(count / Math.max(faults, 1))
  const items = Array.from({ length: count }, (_, at) => {
    const item = itemAt(at, organ)
    if (faults === 0 || at % every !== every - 1 || planted.length >= faults) return item
    const { rule, spoil } = SPOILS[planted.length % SPOILS.length]!
    planted.push({ at, rule })
    return spoil(item, at)
  })
  return { items, planted }
}

/** A document nobody may read, so that citing it is a fault. */
export const closeDocument = ({ sql, tenantId }: Context) => sql`
  insert into cited_numbers (tenant_id, number, subject_kind, subject_id, is_public)
  values (${tenantId}, '南码政〔2016〕999号', 'document', ${tenantId}, false)`
