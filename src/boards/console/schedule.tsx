import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Choices, DataTable, Empty, Field, Form, Panel, Tag } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { RHYTHMS } from '../schedule/periods.ts'
import { addSchedule, endSchedule, listSchedules } from '../schedule/store.ts'
import { BOARDS, crumbs, mayOrder, organAsked } from './common.tsx'

const HERE = `${BOARDS}/schedule`
const DONE: Record<string, string> = {
  scheduled: '已经设置；每一期开始的那天自动布置到各村。',
  ended: '已经停止；布置过的照旧办理。',
}

/** 村务公开 by month and quarter. At /console/boards/schedule */
export const showSchedule = (c: C) => schedulePage(c, {}, null)

async function schedulePage(c: C, form: Record<string, string>, refusal: Refusal | null) {
  const { organ } = await organAsked(c)
  if (!organ) return answerNotFound(c)
  const schedules = await listSchedules(scopeOf(c), organ.id)
  const may = mayOrder(c)
  return consolePage(
    c,
    {
      title: '村务公开定期事项',
      crumbs: crumbs({ label: '村务公开定期事项' }),
      refusal,
      done: DONE[c.req.query('done') ?? ''],
    },
    <>
      <p>
        《村民委员会组织法》第三十条：一般事项至少每季度公布一次；集体财务往来较多的，财务收支情况应当每月公布一次；涉及村民利益的重大事项应当随时公布。具体日期由各地规定。
      </p>
      <DataTable
        caption="定期事项"
        captionHidden
        rows={schedules}
        empty={<Empty title="还没有定期事项" hint="设置以后，每一期开始的那天自动给各村布置张贴任务。" />}
        columns={[
          { label: '公开事项', heading: true, cell: ({ title }) => title },
          { label: '周期', cell: ({ rhythm }) => RHYTHMS[rhythm] },
          {
            label: '张贴期限',
            cell: ({ rhythm, dueDay }) => (rhythm === 'monthly' ? `每月${dueDay}日` : `每季度第一个月${dueDay}日`),
          },
          { label: '公示期', align: 'end', cell: ({ days }) => `${days}天` },
          { label: '依据', cell: ({ basis }) => basis || '—' },
          {
            label: '状态',
            cell: ({ endedOn }) => (endedOn ? <Tag label={`${endedOn}停止`} /> : <Tag kind="success" label="执行中" />),
          },
          {
            label: '办理',
            cell: ({ id, version, endedOn }) =>
              may && !endedOn ? (
                <Form action={`${HERE}/${id}/ending`}>
                  <input type="hidden" name="version" value={version} />
                  <Button confirm="停止后不再自动布置；已经布置的不受影响。">停止</Button>
                </Form>
              ) : (
                '—'
              ),
          },
        ]}
      />
      {may && (
        <Panel title="增加定期事项">
          <Form action={HERE}>
            <Field
              label="公开事项"
              name="title"
              required
              maxlength={60}
              value={form.title}
              refusal={refusal}
              hint="例如：村级财务收支情况"
            />
            <Choices
              legend="周期"
              name="rhythm"
              inline
              required
              value={form.rhythm ?? 'quarterly'}
              options={Object.entries(RHYTHMS).map(([value, label]) => ({ value, label }))}
              refusal={refusal}
            />
            <Field
              label="最迟几日张贴"
              name="dueDay"
              type="number"
              required
              min={1}
              max={28}
              unit="日"
              value={form.dueDay ?? '20'}
              refusal={refusal}
              hint="按季度的，指每季度第一个月的这一天。"
            />
            <Field
              label="公示期"
              name="days"
              type="number"
              required
              min={1}
              max={365}
              unit="天"
              value={form.days ?? '30'}
              refusal={refusal}
            />
            <Field label="依据或者要求" name="basis" maxlength={100} value={form.basis} refusal={refusal} />
            <Actions>
              <Button kind="primary">增加</Button>
            </Actions>
          </Form>
        </Panel>
      )}
    </>,
  )
}

export async function takeSchedule(c: C) {
  const form = typed(c.var.form)
  const done = await addSchedule(contextOf(c), c.var.person?.organ?.id ?? '', {
    title: form.title ?? '',
    basis: form.basis ?? '',
    rhythm: form.rhythm ?? '',
    dueDay: Number(form.dueDay),
    days: Number(form.days),
  })
  return done.ok ? seeOther(c, `${HERE}?done=scheduled`) : schedulePage(c, form, done.refusal)
}

export async function takeScheduleEnd(c: C) {
  const seen = { id: c.req.param('id') ?? '', version: Number(typed(c.var.form).version) }
  const done = await endSchedule(contextOf(c), seen)
  return done.ok ? seeOther(c, `${HERE}?done=ended`) : schedulePage(c, {}, done.refusal)
}
