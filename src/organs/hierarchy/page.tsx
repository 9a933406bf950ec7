import { Day, dayOf } from '../../calendar/day.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, DataTable, Empty, Field, Form, Panel, Select } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { maySetNumbers } from '../duties.ts'
import type { Organ } from '../model.ts'
import { findOrgan, listOrgans } from '../store.ts'
import { childrenIn, endLine, type Line, linesOf, placeUnder } from './store.ts'

type Typed = Record<string, string>

/** 隶属关系: under whom an organ stands and who stands under it. At /console/organs/:slug/lines */
export const showLines = (c: C) => answer(c, {}, null)

/** POST /console/organs/:slug/lines */
export const takePlace = (c: C) =>
  take(c, (organ, { parent = '', from = '' }) => {
    const day = Day.safeParse(from)
    if (!day.success) return refuse('organs.line-day', '请填写起始日期', { field: 'from' })
    if (parent === '') return refuse('organs.line-parent', '请选择上级机关', { field: 'parent' })
    return placeUnder(contextOf(c), organ.id, { parentId: parent, from: day.data })
  })

/** POST /console/organs/:slug/lines/end */
export const takeLineEnd = (c: C) =>
  take(c, (organ, { on = '', mergedInto = '' }) => {
    const day = Day.safeParse(on)
    if (!day.success) return refuse('organs.line-day', '请填写终止日期', { field: 'on' })
    return endLine(contextOf(c), organ.id, { on: day.data, mergedInto: mergedInto || null })
  })

async function take(c: C, work: (organ: Organ, form: Typed) => Result<void> | Promise<Result<void>>) {
  const organ = await findOrgan(scopeOf(c), c.req.param('slug') ?? '')
  if (!organ) return answerNotFound(c)
  const form = typed(c.var.form)
  const taken = await work(organ, form)
  return taken.ok ? seeOther(c, `/console/organs/${organ.slug}/lines?done=1`) : answer(c, form, taken.refusal)
}

async function answer(c: C, form: Typed, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const organ = await findOrgan(scope, c.req.param('slug') ?? '')
  if (!organ) return answerNotFound(c)
  const today = dayOf(c.var.now)
  const [lines, children, organs] = await Promise.all([
    linesOf(scope, organ.id),
    childrenIn(scope, organ.id, Number(today.slice(0, 4))),
    listOrgans(scope),
  ])
  const path = `/console/organs/${organ.slug}`
  const others = organs.filter(({ id }) => id !== organ.id).map(({ id, name }) => ({ value: id, label: name }))
  const current = lines.find(({ toDay }) => toDay === null)
  return consolePage(
    c,
    {
      title: `${organ.shortName}的隶属关系`,
      crumbs: [
        { label: '机关与村居', href: '/console/organs' },
        { label: organ.name, href: path },
        { label: '隶属关系' },
      ],
      refusal,
      done: c.req.query('done') && !refusal ? '隶属关系已保存' : undefined,
    },
    <>
      <p>
        年度报告逐级报送：每个机关一年报送一次，报给这一年最后隶属的上级机关。调整和合并以后，往年的隶属关系照旧保留。
      </p>
      <DataTable
        caption="上级机关"
        rows={lines}
        columns={[
          {
            label: '上级机关',
            heading: true,
            cell: (line) => <A href={`/console/organs/${line.parentSlug}`}>{line.parentName}</A>,
          },
          { label: '起', cell: (line) => line.fromDay },
          { label: '止', cell: (line) => line.toDay ?? '至今' },
          { label: '并入', cell: (line: Line) => line.mergedName ?? '' },
        ]}
        empty={<Empty title="没有上级机关" hint="它的年度报告不需要在本站内报送。" />}
      />
      <DataTable
        caption="今年的下级机关"
        rows={children}
        columns={[
          { label: '机关', heading: true, cell: (child) => <A href={`/console/organs/${child.slug}`}>{child.name}</A> },
          { label: '止', cell: (child) => child.toDay ?? '至今' },
          { label: '并入', cell: (child) => child.mergedInto ?? '' },
        ]}
        empty="没有下级机关"
      />
      {maySetNumbers(contextOf(c).actor) && (
        <>
          <Panel title={current ? '改属另一个上级机关' : '设置上级机关'}>
            <Form action={`${path}/lines`}>
              <Select
                label="上级机关"
                name="parent"
                value={form.parent}
                empty="请选择"
                options={others}
                required
                refusal={refusal}
              />
              <Field label="从这一天起" name="from" type="date" value={form.from} required refusal={refusal} />
              <Actions>
                <Button kind="primary">保存隶属关系</Button>
              </Actions>
            </Form>
          </Panel>
          {current && (
            <Panel title="撤销或者合并">
              <Form action={`${path}/lines/end`}>
                <Field label="最后一天" name="on" type="date" value={form.on} required refusal={refusal} />
                <Select
                  label="并入"
                  name="mergedInto"
                  value={form.mergedInto}
                  empty="没有并入别的机关"
                  options={others}
                  refusal={refusal}
                  hint="它的记录和报告仍然留在原机关名下。"
                />
                <Actions>
                  <Button confirm="终止以后，它不再报送以后年度的报告。">终止隶属关系</Button>
                </Actions>
              </Form>
            </Panel>
          )}
        </>
      )}
    </>,
  )
}
