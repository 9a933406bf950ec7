import { day } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { addBox, confirmOpening, openBox } from '../feedback/boxes/store.ts'
import { type PlainStep, takeForm } from '../feedback/console/steps.tsx'
import { handOver } from '../feedback/handover/store.ts'
import { answerSubject, proposePublication, publishAnswer } from '../feedback/publication/store.ts'
import { type Registration, registerConcern } from '../feedback/store.ts'
import { openly } from '../review/rules.ts'
import { giveVerdict, reviewOf } from '../review/store.ts'
import type { Cast, Post } from './cast.ts'
import { need } from './need.ts'

type Move = [on: string, by: Post, step: PlainStep, form?: Record<string, string>]

/** Made up: what people wrote, said and put into the box in the autumn of 2026, and what became of it. Nobody gave a name. */
export async function feedback2026({ organId, as }: Cast, unit: (name: string) => string): Promise<void> {
  const enter = async (on: string, said: Omit<Registration, 'organId' | 'receivedOn'>, ...moves: Move[]) => {
    const desk = as('officer', on)
    const writer: Context = { ...desk, actor: { kind: 'system', name: '诉求人（网上）' } }
    const { id } = need(
      await registerConcern(said.way === 'web' ? writer : desk, { organId, receivedOn: day(on), ...said }),
    )
    for (const [when, by, step, form = {}] of moves)
      need(await takeForm(as(by, when, 10), step, { id, version: null }, form))
    return id
  }
  const answered = (on: string, words: string, told: string): Move[] => [
    [on, 'officer', 'draft', { words }],
    [on, 'leader', 'approve'],
    [on, 'officer', 'answer', { told }],
  ]
  const publish = async (id: string, on: string, question: string, answer: string) => {
    need(await proposePublication(as('officer', on, 11), id, { question, answer }))
    const reviewer = as('reviewer', on, 15)
    const asked = (await reviewOf(reviewer, answerSubject(id, 1)))!
    need(await giveVerdict(reviewer, asked.id, asked.version, openly(day(on))))
    need(await publishAnswer(as('officer', on, 16), id))
  }

  const rubbish = '已经和保洁公司核对路线，从10月15日起每天清运一次，赶集日清运两次。'
  const caller = await enter(
    '2026-10-12',
    {
      kind: 'complaint',
      way: 'phone',
      subject: '集镇菜市场门口垃圾清运不及时',
      words: '菜市场门口的垃圾桶满了三天没有人清运，气味很大，要求每天清运。',
      mayPublish: true,
      call: { from: '09:05', to: '09:12' },
    },
    ['2026-10-12', 'officer', 'assign', { unit: unit('社会事务办公室') }],
    ['2026-10-13', 'officer', 'transfer', { unit: unit('村镇规划建设站'), reason: '环卫保洁由建设站负责' }],
    ...answered('2026-10-15', rubbish, 'phone'),
    ['2026-10-20', 'officer', 'rate', { rating: 'good', reason: '已经解决' }],
    ['2026-10-20', 'officer', 'close'],
  )
  await publish(caller, '2026-10-21', '菜市场门口的垃圾桶满了三天没有人清运，能不能每天清运？', rubbish)

  const insurance = '手机缴费、镇便民服务中心窗口缴费都可以，集中缴费期到12月31日止。到窗口请带身份证或者社保卡。'
  const asked = await enter(
    '2026-10-19',
    {
      kind: 'consultation',
      way: 'web',
      subject: '明年的城乡居民医保怎么缴费',
      words: '家里老人不会用手机，明年的医保到哪里缴，要带什么？',
      mayPublish: true,
    },
    ['2026-10-20', 'officer', 'accept'],
    ['2026-10-20', 'officer', 'assign', { unit: unit('社会事务办公室') }],
    ...answered('2026-10-22', insurance, 'web'),
    ['2026-10-26', 'officer', 'close'],
  )
  await publish(asked, '2026-10-23', '老人不会用手机，明年的城乡居民医保到哪里缴，要带什么？', insurance)

  await enter(
    '2026-11-03',
    {
      kind: 'correction',
      way: 'web',
      subject: '政府信息公开指南里的办公时间没有更新',
      words: '已经是冬季作息时间，网页上还写着夏令时。',
      page: '/matou/zfxxgkzn',
      mayPublish: true,
    },
    ['2026-11-03', 'officer', 'accept'],
    ['2026-11-03', 'officer', 'onSpot', { words: '感谢指正，办公时间已经更正。' }],
  )
  const land = await enter('2026-11-05', {
    kind: 'complaint',
    way: 'visit',
    subject: '对宅基地界址纠纷的处理结果不服',
    words: '对村里调解的界址纠纷不服，要求镇里重新处理。',
  })
  const petition = { kind: 'petition', to: '南安市信访局', reason: '属于信访事项，转信访工作机构依法办理' } as const
  need(await handOver(as('officer', '2026-11-06'), { id: land, version: null }, petition))
  await enter(
    '2026-11-16',
    {
      kind: 'report',
      way: 'web',
      subject: '反映有人虚报高龄补贴',
      words: '有人已经去世还在领取高龄补贴，请核查。',
    },
    ['2026-11-17', 'officer', 'accept'],
    ['2026-11-17', 'officer', 'assign', { unit: unit('综治办'), reason: '由监督小组会同民政办核查' }],
  )
  await enter(
    '2026-11-19',
    {
      kind: 'complaint',
      way: 'phone',
      subject: '村道路灯夜间不亮',
      words: '中心小学门口一段村道的路灯坏了一个星期，孩子晚自习回家看不见路。',
      call: { from: '15:20', to: '15:26' },
    },
    ['2026-11-19', 'officer', 'assign', { unit: unit('村镇规划建设站') }],
  )

  const box = need(await addBox(as('officer', '2026-11-01'), organId, { name: '镇政府大门意见箱', place: '大门右侧' }))
  const found = { openedOn: day('2026-11-20'), found: 2, note: '', scans: [] }
  const opening = need(await openBox(as('officer', '2026-11-20'), box, found))
  need(await confirmOpening(as('supervisor', '2026-11-20', 10), opening))
  await enter('2026-11-20', {
    kind: 'suggestion',
    way: 'box',
    openingId: opening,
    subject: '建议便民服务中心赶集日中午不休息',
    words: '赶集日来办事的人多，建议中午留一个窗口。',
  })
  await enter('2026-11-27', {
    kind: 'consultation',
    way: 'web',
    subject: '自建房翻建要办什么手续',
    words: '老房子想翻建，层数和面积有什么规定，到哪里申请？',
    mayPublish: true,
  })
}
