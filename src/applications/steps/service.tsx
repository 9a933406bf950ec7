import { ok, refuse } from '../../result.ts'
import { Choices } from '../../web/ui/index.ts'
import { standingDraft } from '../store.ts'
import { DayField, dayIn, happening, type StepPage } from './common.tsx'

/** Ways to serve a reply, and which day is the one that must be in time (国办公开办函〔2016〕235号). */
export const WAYS = {
  counter: { label: '当面交付', day: '签收之日' },
  post: { label: '邮政寄送', day: '交邮之日' },
  email: { label: '电子邮件', day: '发出之日' },
  fax: { label: '传真', day: '发出之日' },
  web: { label: '网上送达', day: '发出之日' },
} as const

/** Where a signature on paper proves it. */
const PROVED_BY_HAND = ['counter', 'post']
const served = (way: string) => ({ 送达方式: WAYS[way as keyof typeof WAYS].label })

/** 编号并送达: the reply takes its number, and the case is answered on that day. */
export const serve: StepPage = {
  fields: (of) => (
    <>
      <Choices
        legend="送达方式"
        name="way"
        required
        options={Object.entries(WAYS).map(([value, { label, day }]) => ({
          value,
          label,
          hint: `以${day}为准${value === 'post' ? '；应当通过邮政企业寄送，不得由快递企业寄递' : ''}`,
        }))}
        value={of.form.way}
        refusal={of.refusal}
      />
      <DayField of={of} label="送达日期" />
    </>
  ),
  take: (_tx, file, form) => {
    const way = form.way ?? ''
    if (!Object.hasOwn(WAYS, way)) return refuse('applications.way', '请选择送达方式', { field: 'way' })
    const on = dayIn(file, form, '送达日期')
    if (!on.ok) return on
    const draft = standingDraft(file)
    if (!draft.ok) return draft
    const { outcome, rightOrgan } = draft.value
    return ok({
      events: [happening('served', on.value, '', { way })],
      ends: { on: on.value, outcome },
      serve: on.value,
      letters: [
        { letter: { outcome }, day: on.value },
        ...(PROVED_BY_HAND.includes(way) ? [{ letter: 'service', day: on.value, values: served(way) }] : []),
        ...(way === 'post' ? [{ letter: 'envelope', day: on.value, values: served(way) }] : []),
        ...(outcome === 'transferred'
          ? [{ letter: 'transfer', day: on.value, party: rightOrgan || '有权更正的机关' }]
          : []),
      ],
    })
  },
}
