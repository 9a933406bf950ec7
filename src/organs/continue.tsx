import { dayOf, yearOf } from '../calendar/day.ts'
import { type Refusal, refuse } from '../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, DataTable, Field, Form, Select } from '../web/ui/index.ts'
import { answerNotFound } from '../web/wrong.tsx'
import type { Organ } from './model.ts'
import { SERIES } from './numbers.ts'
import { continueNumbers, findOrgan, takenNumbers } from './store.ts'

const names: Record<string, string> = SERIES

/** Going on from the numbers used on paper. GET /console/organs/:slug/numbers */
export async function showNumbers(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('slug') ?? '')
  return organ ? page(c, organ, { year: String(yearOf(dayOf(c.var.now))) }, null) : answerNotFound(c)
}

/** POST /console/organs/:slug/numbers */
export async function takeNumbers(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('slug') ?? '')
  if (!organ) return answerNotFound(c)
  const form = typed(c.var.form)
  const { series = '', year, last } = form
  const done = Object.hasOwn(SERIES, series)
    ? await continueNumbers(contextOf(c), {
        organId: organ.id,
        series,
        year: Number(year),
        last: Number(last),
      })
    : refuse('organs.series', '请选择哪一种号码', { field: 'series' })
  return done.ok ? seeOther(c, `/console/organs/${organ.slug}?done=numbers`) : page(c, organ, form, done.refusal)
}

async function page(c: C, organ: Organ, form: Record<string, string>, refusal: Refusal | null) {
  const path = `/console/organs/${organ.slug}`
  const taken = (await takenNumbers(scopeOf(c), organ.id)).filter(({ series }) => series in names)
  return consolePage(
    c,
    {
      title: '接续纸上编号',
      crumbs: [
        { label: '机关与村居', href: '/console/organs' },
        { label: organ.name, href: path },
        { label: '接续纸上编号' },
      ],
      refusal,
    },
    <>
      <p>开始使用本系统以前，在纸上已经编过号的，在这里填写最后一个号码，系统从下一个编起。只能往后接续，不能退回。</p>
      <Form action={`${path}/numbers`}>
        <Select
          label="哪一种号码"
          name="series"
          value={form.series}
          options={Object.entries(SERIES).map(([value, label]) => ({ value, label }))}
          required
          refusal={refusal}
        />
        <Field label="年份" name="year" type="number" unit="年" value={form.year} required refusal={refusal} />
        <Field
          label="纸上最后一个号码"
          name="last"
          type="number"
          min={1}
          max={99_999}
          unit="号"
          value={form.last}
          required
          refusal={refusal}
          hint="如：已编到南码政〔2018〕6号，填6"
        />
        <Actions>
          <Button kind="primary">接续</Button>
          <Button href={path}>取消</Button>
        </Actions>
      </Form>
      <DataTable
        caption="已经编到的号码"
        rows={taken}
        empty="还没有编过号码"
        columns={[
          { label: '号码', heading: true, cell: (one) => names[one.series] },
          { label: '年份', cell: (one) => `${one.year}年` },
          { label: '最后一个', align: 'end', cell: (one) => one.last },
        ]}
      />
    </>,
  )
}
