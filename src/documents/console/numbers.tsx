import { minuteOf } from '../../calendar/day.ts'
import type { Organ } from '../../organs/model.ts'
import { findOrgan, listOrgans } from '../../organs/store.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  type Column,
  DataTable,
  Field,
  Form,
  Panel,
  Select,
  Tabs,
  Tag,
} from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { SERIES, type Series } from '../kinds.ts'
import { explainNumber, type NumberRow, seriesOf, seriesUsed } from '../numbers/store.ts'
import { crumbs, DESK, deskPath, ownOrgan } from './common.tsx'

const HERE = `${DESK}/numbers`

/** 文号簿: every number of a series, with its document, or why it has none. At /console/documents/numbers */
export const numbers = async (c: C) => {
  const organ = await organOf(c, c.req.query('organ'))
  return organ ? show(c, organ, c.req.query(), null) : choose(c)
}

/** Says what became of a number without a document. At POST /console/documents/numbers */
export async function explain(c: C) {
  const fields = typed(c.var.form)
  const organ = await organOf(c, fields.organ)
  if (!organ || !isSeries(fields.series)) return answerNotFound(c)
  const [year, serial] = [Number(fields.year), Number(fields.serial)]
  const done = await explainNumber(contextOf(c), organ, {
    series: fields.series,
    year,
    serial,
    reason: fields.reason ?? '',
  })
  if (done.ok) return seeOther(c, address(HERE, { organ: organ.slug, series: fields.series, year }))
  return show(c, organ, fields, done.refusal)
}

const isSeries = (text: string | undefined): text is Series => Object.hasOwn(SERIES, text ?? '')

const organOf = (c: C, asked: string | undefined): Promise<Organ | null> | null => {
  const id = ownOrgan(c) ?? asked
  return id ? findOrgan(scopeOf(c), id) : null
}

async function choose(c: C) {
  const organs = await listOrgans(scopeOf(c))
  return consolePage(
    c,
    { title: '文号簿', crumbs: crumbs({ label: '文号簿' }) },
    <Panel>
      <ul>
        {organs.map((organ) => (
          <li>
            <A href={address(HERE, { organ: organ.slug })}>{organ.name}</A>
          </li>
        ))}
      </ul>
    </Panel>,
  )
}

async function show(c: C, organ: Organ, query: Record<string, string>, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const used = await seriesUsed(scope, organ.id)
  const here =
    used.find(({ series, year }) => series === query.series && String(year) === String(query.year)) ?? used[0]
  const rows = here ? await seriesOf(scope, organ.id, here.series, here.year) : []
  const gaps = rows.filter(({ number }) => number === null)
  return consolePage(
    c,
    { title: `文号簿：${organ.name}`, crumbs: crumbs({ label: '文号簿' }), refusal },
    <>
      <Tabs
        label="各文号系列"
        tabs={used.map((each) => ({
          label: `${each.year}年 ${SERIES[each.series].label}`,
          href: address(HERE, { organ: organ.slug, series: each.series, year: each.year }),
          current: each === here,
          count: each.last,
        }))}
      />
      {here && gaps.length > 0 && c.var.person?.roles.includes('officer') && (
        <Panel title={`${gaps.length}个号没有公文，请说明去向`}>
          <Form action={HERE}>
            <input type="hidden" name="organ" value={organ.slug} />
            <input type="hidden" name="series" value={here.series} />
            <input type="hidden" name="year" value={String(here.year)} />
            <Select
              label="序号"
              name="serial"
              required
              value={query.serial}
              options={gaps.map(({ serial }) => ({ value: String(serial), label: `${serial}号` }))}
              refusal={refusal}
            />
            <Field
              label="去向"
              name="reason"
              required
              value={query.reason}
              hint="例如 启用本系统前的纸质发文"
              refusal={refusal}
            />
            <Actions>
              <Button kind="primary">登记</Button>
            </Actions>
          </Form>
        </Panel>
      )}
      <Panel>
        <DataTable
          caption={here ? `${here.year}年${SERIES[here.series].label}` : '文号'}
          captionHidden
          columns={COLUMNS}
          rows={rows}
          empty="还没有编过文号"
        />
      </Panel>
    </>,
  )
}

const COLUMNS: readonly Column<NumberRow>[] = [
  { label: '文号', heading: true, cell: ({ number, serial }) => number ?? `${serial}号` },
  {
    label: '公文',
    cell: ({ documentId, title }) =>
      documentId && title ? <A href={deskPath(documentId)}>{title.replaceAll('\n', '')}</A> : '',
  },
  {
    label: '说明',
    cell: ({ number, documentId, reason }) =>
      number === null ? (
        <Tag kind="warning" label="缺号，未说明" />
      ) : reason ? (
        <>
          {documentId && <Tag kind="danger" label="作废" />} {reason}
        </>
      ) : (
        ''
      ),
  },
  { label: '编号', cell: ({ takenAs, takenAt }) => (takenAt ? `${takenAs}，${minuteOf(takenAt)}` : '') },
]
