import { Day, dayOf } from '../../calendar/day.ts'
import { publicPath } from '../../disclosures/item.ts'
import { publishedById } from '../../disclosures/published/store.ts'
import { listItems } from '../../disclosures/registry/store.ts'
import { disposition } from '../../files/names.ts'
import { calendarOf } from '../../holidays/store.ts'
import { findOrgan } from '../../organs/store.ts'
import type { Refusal } from '../../result.ts'
import { toSheetPdf } from '../../typeset/typeset.ts'
import { type C, contextOf, scopeOf, seeOther, to, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  Choices,
  DataTable,
  Empty,
  Facts,
  Field,
  FilterBar,
  Form,
  Notice,
  Pager,
  Panel,
  Progress,
  TextArea,
} from '../../web/ui/index.ts'
import { originOf } from '../../web/visitor.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { BOARD_KINDS } from '../kinds.ts'
import { cancelPosting, findPosting, orderPosting, type Posting, postingsOfItem } from '../postings/store.ts'
import { listBoards, settingsOf } from '../registry/store.ts'
import { sheetOf } from '../sheet/document.ts'
import { findTask, tasksOf } from '../tasks/registry/store.ts'
import type { Task } from '../tasks/task.ts'
import { BOARDS, crumbs, mayOrder, StageTag, todayOf } from './common.tsx'

/** Which item, then which boards. At /console/boards/postings/new */
export async function askPosting(c: C) {
  const item = c.req.query('item')
  return item ? formFor(c, item, null, null) : chooseItem(c)
}

async function chooseItem(c: C) {
  const organId = c.var.person?.organ?.id
  if (!organId) return answerNotFound(c)
  const page = Math.max(1, Math.floor(Number(c.req.query('page'))) || 1)
  const text = c.req.query('q')?.slice(0, 100)
  const scope = scopeOf(c)
  const { items, total } = await listItems(scope, { organId, state: 'published', text }, page, 20)
  return consolePage(
    c,
    { title: '布置张贴：选一条信息', crumbs: crumbs({ label: '布置张贴' }) },
    <>
      <FilterBar action={`${BOARDS}/postings/new`}>
        <Field label="名称、文号或者索引号" name="q" value={text} />
      </FilterBar>
      <DataTable
        caption="已经公开的信息"
        captionHidden
        rows={items}
        empty={<Empty title="没有已经公开的信息" hint="先发布信息，再布置张贴。" />}
        columns={[
          {
            label: '信息名称',
            heading: true,
            cell: ({ id, latest }) => <A href={`${BOARDS}/postings/new?item=${id}`}>{latest.title}</A>,
          },
          { label: '索引号', cell: ({ indexNumber }) => indexNumber },
          { label: '发布日期', cell: ({ publishedAt }) => publishedAt && dayOf(publishedAt) },
        ]}
      />
      <Pager
        page={page}
        pages={Math.ceil(total / 20)}
        total={total}
        href={(number) => address(`${BOARDS}/postings/new`, { q: text, page: number })}
      />
    </>,
  )
}

type Filled = { fields: Record<string, string>; boards: string[] }

export async function takePosting(c: C) {
  const form = c.var.form
  const fields = typed(form)
  const organId = c.var.person?.organ?.id ?? ''
  const boards = form.getAll('boards').map(String)
  if (fields.villages === 'yes') {
    const villages = await listBoards(scopeOf(c), { organId, kind: 'village', open: true })
    boards.push(...villages.boards.map(({ id }) => id))
  }
  const due = Day.safeParse(fields.dueOn)
  const done = due.success
    ? await orderPosting(contextOf(c), organId, {
        itemId: fields.item ?? '',
        boardIds: boards,
        days: Number(fields.days),
        dueOn: due.data,
        notice: fields.notice,
      })
    : ({ ok: false, refusal: { code: 'boards.due', says: '请填写张贴期限', field: 'dueOn' } } as const)
  return done.ok
    ? seeOther(c, `${BOARDS}/postings/${done.value.id}?done=ordered`)
    : formFor(c, fields.item ?? '', { fields, boards: form.getAll('boards').map(String) }, done.refusal)
}

async function formFor(c: C, itemId: string, filled: Filled | null, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const organId = c.var.person?.organ?.id
  const item = await publishedById(scope, itemId)
  if (!item || item.organId !== organId) return answerNotFound(c)
  const [settings, { boards }, before, calendar] = await Promise.all([
    settingsOf(scope, organId),
    listBoards(scope, { organId, open: true }),
    postingsOfItem(scope, itemId),
    calendarOf(scope),
  ])
  const today = todayOf(c)
  const due = settings.dueDays > 0 ? calendar.after(today, settings.dueDays) : today
  const villages = boards.filter(({ kind }) => kind === 'village')
  const fields = filled?.fields ?? { days: String(settings.noticeDays), dueOn: due, villages: 'yes' }
  return consolePage(
    c,
    { title: '布置张贴', crumbs: crumbs({ label: '布置张贴' }), refusal },
    boards.length === 0 ? (
      <Empty
        title="还没有登记公示栏"
        hint="先登记公示栏，再布置张贴。"
        action={<Button href={`${BOARDS}/places`}>登记公示栏</Button>}
      />
    ) : (
      <>
        {before.length > 0 && (
          <Notice kind="warning" title="这条信息已经布置过张贴">
            <p>
              {before.map((posting) => (
                <A href={`${BOARDS}/postings/${posting.id}`}>{`${posting.orderedOn}布置，公示${posting.days}天`}</A>
              ))}
            </p>
          </Notice>
        )}
        <Panel title={item.title}>
          <Form action={`${BOARDS}/postings/new`}>
            <input type="hidden" name="item" value={itemId} />
            {villages.length > 0 && (
              <Choices
                legend="各村"
                name="villages"
                many
                value={fields.villages}
                options={[{ value: 'yes', label: `全部${villages.length}个村（居）的公示栏` }]}
              />
            )}
            <Choices
              legend="公示栏"
              name="boards"
              many
              inline
              value={filled?.boards ?? []}
              options={boards.map(({ id, name, kind }) => ({
                value: id,
                label: kind === 'village' ? name : `${name}（${BOARD_KINDS[kind]}）`,
              }))}
              hint="选了全部村（居）的，不用再逐个勾选。"
              refusal={refusal}
            />
            <Field
              label="公示期"
              name="days"
              type="number"
              required
              min={1}
              max={365}
              unit="天"
              value={fields.days}
              refusal={refusal}
              hint="自张贴的次日起算。"
            />
            <Field
              label="最迟哪天张贴"
              name="dueOn"
              type="date"
              required
              min={today}
              value={fields.dueOn}
              refusal={refusal}
            />
            <TextArea
              label="给张贴人的话"
              name="notice"
              rows={2}
              maxlength={200}
              value={fields.notice}
              refusal={refusal}
              hint="例如：名单要用A3打印，贴在公示栏中间"
            />
            <Actions>
              <Button kind="primary">布置张贴</Button>
              <Button href={`${BOARDS}/postings/new`}>换一条信息</Button>
            </Actions>
          </Form>
        </Panel>
      </>
    ),
  )
}

const DONE: Record<string, string> = {
  ordered: '已经布置，各村信息员登录后就能看到。',
  cancelled: '已经取消；挂着的请各处撤下。',
}

/** People of one organ see only its own. */
async function wanted(c: C): Promise<Posting | null> {
  const posting = await findPosting(scopeOf(c), c.req.param('id') ?? '')
  const organ = c.var.person?.organ
  return posting && (!organ || organ.id === posting.organId) ? posting : null
}

export async function showPosting(c: C) {
  const posting = await wanted(c)
  return posting ? postingPage(c, posting, null) : answerNotFound(c)
}

export async function takeCancelling(c: C) {
  const posting = await wanted(c)
  if (!posting) return answerNotFound(c)
  const done = await cancelPosting(contextOf(c), posting.id, typed(c.var.form).reason ?? '')
  return done.ok
    ? seeOther(c, `${BOARDS}/postings/${posting.id}?done=cancelled`)
    : postingPage(c, posting, done.refusal)
}

async function postingPage(c: C, posting: Posting, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const [tasks, settings, organ] = await Promise.all([
    tasksOf(scope, posting.id),
    settingsOf(scope, posting.organId),
    findOrgan(scope, posting.organId),
  ])
  const item = posting.itemId ? await publishedById(scope, posting.itemId) : null
  const today = todayOf(c)
  const live = tasks.filter(({ cancelled }) => !cancelled)
  const posted = live.filter(({ postedOn }) => postedOn)
  const here = `${BOARDS}/postings/${posting.id}`
  return consolePage(
    c,
    { title: posting.title, crumbs: crumbs({ label: posting.title }), refusal, done: DONE[c.req.query('done') ?? ''] },
    <>
      {posting.cancelledAt && (
        <Notice kind="warning" title="这件公示已经取消">
          <p>{`${posting.cancelledAs}：${posting.cancelReason}`}</p>
        </Notice>
      )}
      {tasks.some(({ withdrawn }) => withdrawn) && (
        <Notice kind="danger" title="这条信息已经撤回">
          <p>还没有张贴的不要再张贴，已经张贴的请立即撤下。</p>
        </Notice>
      )}
      <Panel title="公示">
        <Facts
          facts={[
            [
              '信息',
              item && organ ? (
                <A href={publicPath({ organSlug: organ.slug, indexNumber: item.indexNumber })}>{item.indexNumber}</A>
              ) : (
                '村务公开定期事项，内容由各村（居）公布'
              ),
            ],
            ['公示期', `${posting.days}天，自张贴的次日起算`],
            ['张贴期限', posting.dueOn],
            ['布置', `${posting.orderedAs}，${posting.orderedOn}`],
            ['要求', posting.notice],
          ]}
        />
        <Progress label="已张贴" value={posted.length} max={live.length} />
        <Actions>
          <a class="btn" href={to(c, `${here}/sheet.pdf?paper=a4`)}>
            打印公示页（A4）
          </a>
          <a class="btn" href={to(c, `${here}/sheet.pdf?paper=a3`)}>
            打印公示页（A3）
          </a>
        </Actions>
      </Panel>
      <DataTable
        caption="各处公示栏"
        captionHidden
        rows={tasks}
        columns={[
          {
            label: '公示栏',
            heading: true,
            cell: ({ id, boardName }) => <A href={`${BOARDS}/tasks/${id}`}>{boardName}</A>,
          },
          { label: '情况', cell: (task) => <StageTag task={task} today={today} settings={settings} /> },
          { label: '张贴日期', cell: ({ postedOn }) => postedOn ?? '—' },
          { label: '登记人', cell: ({ postedAs }) => postedAs || '—' },
          { label: '照片', align: 'end', cell: photosSay },
          { label: '撤下日期', cell: ({ removedOn }) => removedOn ?? '—' },
        ]}
      />
      {mayOrder(c) && !posting.cancelledAt && (
        <Panel title="取消公示">
          <Form action={`${here}/cancelling`}>
            <Field
              label="取消的原因"
              name="reason"
              required
              maxlength={200}
              refusal={refusal}
              hint="还没有张贴的不再张贴，已经张贴的要撤下。"
            />
            <Button kind="danger" confirm="取消以后不能恢复，可以重新布置。">
              取消公示
            </Button>
          </Form>
        </Panel>
      )}
    </>,
  )
}

const photosSay = ({ photos, postedOn }: Task) => (photos > 0 ? `${photos}张` : postedOn ? '没有' : '—')

/** The sheet to be printed, for all boards or with `task` for one. At /console/boards/postings/:id/sheet.pdf */
export async function postingSheet(c: C) {
  const posting = await wanted(c)
  return posting ? sheetPdf(c, posting, null) : answerNotFound(c)
}

export async function sheetPdf(c: C, posting: Posting, taskId: string | null) {
  const scope = scopeOf(c)
  const [organ, item, task] = await Promise.all([
    findOrgan(scope, posting.organId),
    posting.itemId ? publishedById(scope, posting.itemId) : null,
    taskId ? findTask(scope, taskId) : null,
  ])
  if (!organ || (posting.itemId && !item)) return answerNotFound(c)
  const address =
    item && `${originOf(c)}${c.var.base}${publicPath({ organSlug: organ.slug, indexNumber: item.indexNumber })}`
  const paper = c.req.query('paper') === 'a3' ? 'a3' : 'a4'
  const pdf = await toSheetPdf(
    sheetOf(posting, organ, item, {
      paper,
      address,
      where: task && { name: task.boardName, spot: task.boardSpot, postedOn: task.postedOn, endsOn: task.endsOn },
      day: todayOf(c),
    }),
  )
  const name = [posting.title, task?.boardName, paper.toUpperCase()].filter(Boolean).join('，')
  return c.body(new Uint8Array(pdf), 200, {
    'content-type': 'application/pdf',
    'content-disposition': disposition(`${name}.pdf`),
  })
}
