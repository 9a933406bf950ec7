import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  Actions,
  Button,
  type Column,
  DataTable,
  Empty,
  Field,
  Form,
  Light,
  Panel,
  Select,
} from '../../web/ui/index.ts'
import { isLow, layOut, listPapers, moveCopies, type Paper, takeAway } from '../copies/store.ts'
import { MOST_COPIES, REASONS } from '../rules.ts'
import { COPIES, deskAsked, HERE, ReadingTabs } from './common.tsx'

const DONE: Record<string, string> = { laid: '已列入。', moved: '已登记。', ended: '已撤下。' }
const whole = (text: string | undefined) => (/^\d+$/.test(text?.trim() ?? '') ? Number(text) : Number.NaN)

/** 备查资料: paper copies of the guide, the gazette and what else lies in the hall. At /console/reading/copies */
export const showCopies = (c: C) => page(c, {})

export async function takePaper(c: C) {
  const form = typed(c.var.form)
  const done = await layOut(contextOf(c), {
    organId: c.var.person?.organ?.id ?? '',
    title: form.title ?? '',
    low: whole(form.low),
    stock: whole(form.stock),
  })
  return done.ok ? seeOther(c, `${COPIES}?done=laid`) : page(c, form, done.refusal)
}

export async function takeMove(c: C) {
  const form = typed(c.var.form)
  const done = await moveCopies(contextOf(c), {
    organId: c.var.person?.organ?.id ?? '',
    id: c.req.param('id') ?? '',
    reason: form.reason ?? '',
    count: whole(form.count),
  })
  return done.ok
    ? seeOther(c, `${COPIES}?done=moved`)
    : page(c, { ...form, moved: c.req.param('id') ?? '' }, done.refusal)
}

export async function takeEnd(c: C) {
  const done = await takeAway(contextOf(c), c.var.person?.organ?.id ?? '', c.req.param('id') ?? '')
  return done.ok ? seeOther(c, `${COPIES}?done=ended`) : page(c, {}, done.refusal)
}

async function page(c: C, form: Record<string, string>, refusal?: Refusal) {
  const { organ, year, mayWrite } = await deskAsked(c)
  const papers = organ ? await listPapers(scopeOf(c), organ.id, year) : []
  const acting: Column<Paper>[] = mayWrite
    ? [
        { label: '登记', cell: (paper) => <Moving paper={paper} form={form.moved === paper.id ? form : {}} /> },
        {
          label: '撤下',
          cell: (paper) => (
            <Form action={`${COPIES}/${paper.id}/end`}>
              <Button confirm="这种资料不再摆放；取走的份数仍然算进统计。">撤下</Button>
            </Form>
          ),
        },
      ]
    : []
  return consolePage(
    c,
    {
      title: '备查资料',
      crumbs: [{ label: '公共查阅点', href: HERE }, { label: '备查资料' }],
      refusal,
      done: DONE[c.req.query('done') ?? ''],
    },
    <>
      <ReadingTabs open="copies" />
      <Panel title="纸质资料">
        <DataTable
          caption="纸质资料"
          captionHidden
          rows={papers}
          empty={<Empty title="还没有列入资料" hint="摆在查阅点的指南、公报和其他资料，列在这里，快取完时会提醒。" />}
          columns={[
            { label: '资料', heading: true, cell: (paper) => paper.title },
            { label: '现有', align: 'end', cell: (paper) => `${paper.stock}份` },
            { label: `${year}年取走`, align: 'end', cell: (paper) => `${paper.taken}份` },
            {
              label: '状态',
              cell: (paper) =>
                isLow(paper) ? (
                  <Light colour={paper.stock === 0 ? 'red' : 'yellow'}>
                    {paper.stock === 0 ? '已取完' : '快取完了'}
                  </Light>
                ) : (
                  <Light colour="green">充足</Light>
                ),
            },
            ...acting,
          ]}
        />
      </Panel>
      {mayWrite && (
        <Panel title="列入一种资料">
          <Form action={COPIES}>
            <Field
              label="名称"
              name="title"
              required
              maxlength={100}
              value={form.title}
              hint="例如：政府信息公开指南、政府公报2026年第3期"
              refusal={refusal}
            />
            <Field
              label="现有份数"
              name="stock"
              type="number"
              unit="份"
              min={0}
              max={MOST_COPIES}
              required
              value={form.stock ?? 0}
              refusal={refusal}
            />
            <Field
              label="剩多少份时提醒"
              name="low"
              type="number"
              unit="份"
              min={0}
              max={MOST_COPIES}
              required
              value={form.low ?? 5}
              refusal={refusal}
            />
            <Actions>
              <Button kind="primary">列入</Button>
            </Actions>
          </Form>
        </Panel>
      )}
    </>,
  )
}

const Moving = ({ paper, form }: { paper: Paper; form: Record<string, string> }) => (
  <Form action={`${COPIES}/${paper.id}`}>
    <div class="actions">
      <Select
        label={`${paper.title}：怎么变的`}
        labelHidden
        id={`reason-${paper.id}`}
        name="reason"
        value={form.reason ?? 'taken'}
        options={Object.entries(REASONS).map(([value, label]) => ({ value, label }))}
      />
      <Field
        label={`${paper.title}：份数`}
        labelHidden
        id={`count-${paper.id}`}
        name="count"
        type="number"
        min={0}
        max={MOST_COPIES}
        unit="份"
        value={form.count ?? 1}
      />
      <Button>登记</Button>
    </div>
  </Form>
)
