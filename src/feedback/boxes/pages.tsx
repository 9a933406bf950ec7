import type { Paper } from '../../applications/public/papers/store.ts'
import { filesIn, readPaper } from '../../applications/public/uploads.ts'
import { Day, dayOf, minuteOf } from '../../calendar/day.ts'
import { disposition } from '../../files/names.ts'
import { ok, type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  DataTable,
  Empty,
  Facts,
  Field,
  FileField,
  Form,
  Listing,
  Pager,
  Panel,
  PrintButton,
  Select,
  Tag,
} from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { concernPath, crumbs, DESK } from '../console/common.tsx'
import { KINDS } from '../kinds.ts'
import { concernsOfOpening } from '../registry/store.ts'
import {
  addBox,
  confirmOpening,
  findOpening,
  listBoxes,
  listOpenings,
  type Opening,
  openBox,
  scansOf,
  viewScan,
} from './store.ts'

const BOXES = `${DESK}/boxes`
const PER_PAGE = 20
const MOST_SCANS = 20

type Typed = Record<string, string>

const openingPath = (id: string, rest = '') => `${BOXES}/openings/${id}${rest}`

/** 意见箱: the boxes, and every time one was opened. At /console/feedback/boxes */
export const showBoxes = (c: C) => boxesPage(c, {})

async function boxesPage(c: C, form: Typed, refusal?: Refusal) {
  const { person } = c.var
  if (!person?.organ)
    return consolePage(
      c,
      { title: '意见箱', crumbs: crumbs({ label: '意见箱' }) },
      <Empty title="您的岗位不属于任何机关" hint="意见箱由各机关自己登记。" />,
    )
  const scope = scopeOf(c)
  const page = Math.max(1, Math.floor(Number(c.req.query('page')) || 1))
  const boxes = await listBoxes(scope, person.organ.id)
  const { rows, total } = await listOpenings(scope, person.organ.id, {
    limit: PER_PAGE,
    offset: (page - 1) * PER_PAGE,
  })
  const may = person.roles.includes('officer')
  return consolePage(
    c,
    { title: '意见箱', crumbs: crumbs({ label: '意见箱' }), refusal },
    <>
      {may && boxes.length > 0 && (
        <Panel title="登记开箱">
          <Form action={BOXES} files>
            <Select
              label="意见箱"
              name="box"
              required
              value={form.box ?? boxes[0]?.id}
              options={boxes.map(({ id, name, place }) => ({ value: id, label: place ? `${name}（${place}）` : name }))}
            />
            <div class="form-pair">
              <Field
                label="开箱日期"
                name="openedOn"
                type="date"
                required
                value={form.openedOn ?? dayOf(c.var.now)}
                max={dayOf(c.var.now)}
                refusal={refusal}
              />
              <Field
                label="取出"
                name="found"
                type="number"
                required
                min={0}
                max={9999}
                value={form.found}
                unit="件"
                refusal={refusal}
                hint="没有的填0"
              />
            </div>
            <Field label="备注" name="note" value={form.note} maxlength={300} autocomplete="off" />
            <FileField
              label="扫描件"
              name="scans"
              many
              accept="application/pdf,image/png,image/jpeg"
              refusal={refusal}
              hint={`照片或者PDF，每份不超过8 MB，最多${MOST_SCANS}份。加密保存，每次查看都记入台账`}
            />
            <Actions>
              <Button kind="primary">登记开箱</Button>
            </Actions>
          </Form>
        </Panel>
      )}
      <Panel title="开箱记录">
        <DataTable
          caption="开箱记录"
          captionHidden
          rows={rows}
          empty={<Empty title="还没有开箱记录" hint="意见箱由两个人一起打开：一位登记，另一位用自己的账号确认。" />}
          columns={[
            { label: '开箱日期', heading: true, cell: (row) => <A href={openingPath(row.id)}>{row.openedOn}</A> },
            { label: '意见箱', cell: (row) => row.boxName },
            { label: '取出', cell: (row) => `${row.found}件` },
            { label: '已登记', cell: (row) => `${row.entered}件` },
            { label: '开箱人', cell: (row) => [row.openedAs, row.confirmedAs].filter(Boolean).join('、') },
            {
              label: '确认',
              cell: (row) =>
                row.confirmedAt ? (
                  <Tag kind="success" label="两人已确认" />
                ) : (
                  <Tag kind="warning" label="待另一人确认" />
                ),
            },
          ]}
        />
        <Pager
          page={page}
          pages={Math.ceil(total / PER_PAGE)}
          total={total}
          href={(to) => address(BOXES, { page: to })}
        />
      </Panel>
      {may && (
        <Panel title={boxes.length > 0 ? '增加意见箱' : '登记第一个意见箱'}>
          <Form action={`${BOXES}/new`}>
            <Field
              label="名称"
              name="name"
              required
              maxlength={40}
              value={form.name}
              refusal={refusal}
              hint="例如：镇政府大门意见箱"
            />
            <Field label="位置" name="place" maxlength={100} value={form.place} />
            <Actions>
              <Button>增加意见箱</Button>
            </Actions>
          </Form>
        </Panel>
      )}
    </>,
  )
}

export async function takeBox(c: C) {
  const form = typed(c.var.form)
  const organ = c.var.person?.organ
  if (!organ) return showBoxes(c)
  const done = await addBox(contextOf(c), organ.id, { name: form.name ?? '', place: form.place ?? '' })
  return done.ok ? seeOther(c, BOXES) : boxesPage(c, form, done.refusal)
}

export async function takeOpening(c: C) {
  const form = typed(c.var.form)
  const scans = await scansIn(c.var.form)
  if (!scans.ok) return boxesPage(c, form, scans.refusal)
  const openedOn = Day.safeParse(form.openedOn)
  if (!openedOn.success) return boxesPage(c, form, { code: 'feedback.day', says: '请填写开箱日期', field: 'openedOn' })
  const found = /^\d{1,4}$/.test(form.found ?? '') ? Number(form.found) : -1
  const done = await openBox(contextOf(c), form.box ?? '', {
    openedOn: openedOn.data,
    found,
    note: form.note ?? '',
    scans: scans.value,
  })
  return done.ok ? seeOther(c, openingPath(done.value)) : boxesPage(c, form, done.refusal)
}

async function scansIn(form: FormData): Promise<Result<Paper[]>> {
  const scans: Paper[] = []
  const files = filesIn(form, 'scans')
  if (files.length > MOST_SCANS)
    return refuse('feedback.scans', `一次最多${MOST_SCANS}份扫描件`, { field: 'scans', fix: '请合成一个PDF再上传' })
  for (const file of files) {
    const scan = await readPaper(file, 'scans')
    if (!scan.ok) return scan
    scans.push(scan.value)
  }
  return ok(scans)
}

/** One opening: who, when, how many, the scans, and what of it stands in the register. */
export const showOpening = (c: C) => openingPage(c)

async function openingOf(c: C): Promise<Opening | null> {
  const opening = await findOpening(scopeOf(c), c.req.param('opening') ?? '')
  const organ = c.var.person?.organ
  return opening && (!organ || organ.id === opening.organId) ? opening : null
}

async function openingPage(c: C, refusal?: Refusal) {
  const opening = await openingOf(c)
  if (!opening) return answerNotFound(c)
  const scope = scopeOf(c)
  const [scans, concerns] = [await scansOf(scope, opening.id), await concernsOfOpening(scope, opening.id)]
  const { person } = c.var
  const mine = person?.organ?.id === opening.organId
  const mayEnter = mine && person.roles.includes('officer') && opening.entered < opening.found
  const mayConfirm = mine && !opening.confirmedAt && person.accountId !== opening.openedBy
  return consolePage(
    c,
    {
      title: `开箱记录：${opening.boxName}`,
      crumbs: crumbs({ label: '意见箱', href: BOXES }, { label: opening.openedOn }),
      refusal,
    },
    <>
      <Facts
        facts={[
          ['意见箱', opening.boxName],
          ['开箱日期', opening.openedOn],
          ['取出', `${opening.found}件，已登记${opening.entered}件`],
          ['开箱人', opening.openedAs],
          [
            '另一位开箱人',
            opening.confirmedAt ? `${opening.confirmedAs}，${minuteOf(opening.confirmedAt)}确认` : '还没有确认',
          ],
          ['备注', opening.note],
        ]}
      />
      <Actions>
        {mayEnter && (
          <Button kind="primary" href={`${DESK}/new?opening=${opening.id}`}>
            登记一件来信
          </Button>
        )}
        {mayConfirm && (
          <Form action={openingPath(opening.id, '/confirm')}>
            <Button>我在场，确认开箱</Button>
          </Form>
        )}
        <PrintButton label="打印开箱记录" />
      </Actions>
      {scans.length > 0 && (
        <Panel title="扫描件">
          <ul class="plain">
            {scans.map(({ id, size }, at) => (
              <li>
                <Form action={openingPath(opening.id, `/scans/${id}`)}>
                  <Button>{`下载第${at + 1}份（${Math.max(1, Math.round(size / 1024))} KB）`}</Button>
                </Form>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {concerns.length > 0 && (
        <Panel title="已登记的来信">
          <Listing
            items={concerns.map(({ id, number, subject, kind }) => ({
              title: `${number} ${subject}`,
              href: concernPath(id),
              note: KINDS[kind].label,
            }))}
          />
        </Panel>
      )}
    </>,
  )
}

export async function takeConfirmation(c: C) {
  const opening = await openingOf(c)
  if (!opening) return answerNotFound(c)
  const done = await confirmOpening(contextOf(c), opening.id)
  return done.ok ? seeOther(c, openingPath(opening.id)) : openingPage(c, done.refusal)
}

/** Hands a scan out; asked for with a form, so that every look stands in the ledger. */
export async function sendScan(c: C) {
  const opening = await openingOf(c)
  if (!opening) return answerNotFound(c)
  const seen = await viewScan(contextOf(c), opening.id, c.req.param('scan') ?? '')
  if (!seen.ok) return openingPage(c, seen.refusal)
  const { name, mime, bytes } = seen.value
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': mime,
    'content-disposition': disposition(name),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
}
