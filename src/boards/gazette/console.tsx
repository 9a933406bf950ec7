import { dayOf } from '../../calendar/day.ts'
import { sendFile } from '../../files/download.tsx'
import { disposition } from '../../files/names.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, to, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  DataTable,
  Empty,
  Field,
  FilterBar,
  Form,
  Notice,
  Pager,
  Panel,
  Tag,
} from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { keptOrgan, mayOrder, OrganChoice, organAsked } from '../console/common.tsx'
import { volumeWords } from './document.ts'
import {
  arrange,
  candidates,
  dropIssue,
  findIssue,
  type Issue,
  issuePages,
  linesOf,
  listIssues,
  publishIssue,
  startIssue,
} from './store.ts'

const GAZETTE = '/console/gazette'
const PER_PAGE = 20
const DONE: Record<string, string> = {
  saved: '编排已保存。',
  published: '已经出版，门户上可以看到。',
  dropped: '草稿已删除。',
}
const crumb = (label: string) => [{ label: '政府公报', href: GAZETTE }, { label }]

/** At /console/gazette */
export async function showIssues(c: C) {
  const { organ, organs } = await organAsked(c)
  if (!organ) return consolePage(c, { title: '政府公报' }, <Empty title="还没有机关" />)
  const page = Math.max(1, Math.floor(Number(c.req.query('page'))) || 1)
  const { issues, total } = await listIssues(scopeOf(c), organ.id, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE })
  const start = mayOrder(c) && (
    <Form action={GAZETTE}>
      <Button kind="primary">新建一期</Button>
    </Form>
  )
  return consolePage(
    c,
    { title: '政府公报', crumbs: [{ label: '政府公报' }], done: DONE[c.req.query('done') ?? ''], actions: start },
    <>
      {organs.length > 0 && (
        <FilterBar action={GAZETTE}>
          <OrganChoice organ={organ} organs={organs} />
        </FilterBar>
      )}
      <DataTable
        caption="公报"
        captionHidden
        rows={issues}
        empty={
          <Empty
            title="还没有公报"
            hint="把已经公开的信息编成一期，由领导签发出版，每年从第1号起编号。"
            action={start}
          />
        }
        columns={[
          {
            label: '期号',
            heading: true,
            cell: (issue) => (
              <A href={`${GAZETTE}/${issue.id}`}>
                {issue.number === null ? `${issue.year}年草稿` : volumeWords(issue.year, issue.number)}
              </A>
            ),
          },
          { label: '专题', cell: ({ title }) => title || '—' },
          { label: '信息', align: 'end', cell: ({ items }) => `${items}条` },
          {
            label: '状态',
            cell: ({ publishedOn }) =>
              publishedOn ? <Tag kind="success" label={`${publishedOn}出版`} /> : <Tag label="草稿" />,
          },
        ]}
      />
      <Pager
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        total={total}
        href={(number) => address(GAZETTE, { organ: keptOrgan(c, organ), page: number })}
      />
    </>,
  )
}

export async function takeStart(c: C) {
  const done = await startIssue(contextOf(c), c.var.person?.organ?.id ?? '')
  return done.ok ? seeOther(c, `${GAZETTE}/${done.value.id}`) : answerNotFound(c)
}

/** People of one organ see only its own. */
async function wanted(c: C): Promise<Issue | null> {
  const issue = await findIssue(scopeOf(c), c.req.param('id') ?? '')
  const organ = c.var.person?.organ
  return issue && (!organ || organ.id === issue.organId) ? issue : null
}

export async function showIssue(c: C) {
  const issue = await wanted(c)
  return issue ? issuePage(c, issue, null) : answerNotFound(c)
}

async function issuePage(c: C, issue: Issue, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const lines = await linesOf(scope, issue.id)
  const editing = issue.number === null && mayOrder(c)
  const signing = issue.number === null && c.var.person?.organ && c.var.person.roles.includes('leader')
  const text = c.req.query('q')?.slice(0, 100) ?? ''
  const page = Math.max(1, Math.floor(Number(c.req.query('page'))) || 1)
  const offered = editing
    ? await candidates(scope, issue.organId, text, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE })
    : null
  const here = `${GAZETTE}/${issue.id}`
  const title = issue.number === null ? `${issue.year}年公报草稿` : volumeWords(issue.year, issue.number)
  return consolePage(
    c,
    {
      title,
      crumbs: crumb(title),
      refusal,
      done: refusal ? undefined : DONE[c.req.query('done') ?? ''],
      actions: lines.length > 0 && (
        <a class="btn" href={to(c, `${here}/pages.pdf`)}>
          {issue.number === null ? '看清样（PDF）' : '公报（PDF）'}
        </a>
      ),
    },
    <>
      {issue.publishedOn && (
        <Notice kind="success" title={`${issue.publishedOn}由${issue.publishedAs}签发出版`}>
          <p>编入的信息已计入“政府公报公开”，每条仍只计1条。</p>
        </Notice>
      )}
      {lines.some(({ isPublic }) => !isPublic) && issue.number === null && (
        <Notice kind="danger" title="有信息已经撤回，须移出这一期" />
      )}
      <Panel title={`编入的信息（${lines.length}条）`}>
        {lines.length === 0 ? (
          <Empty title="还没有编入信息" hint={editing ? '在下面勾选，加入这一期。' : undefined} />
        ) : editing ? (
          <Form action={here}>
            <input type="hidden" name="version" value={issue.version} />
            <Field
              label="专题名称"
              name="title"
              maxlength={60}
              value={issue.title}
              refusal={refusal}
              hint="印在封面上，没有的不填"
            />
            <DataTable
              caption="编入的信息"
              captionHidden
              rows={lines.map((line, at) => ({ ...line, at: at + 1 }))}
              columns={[
                {
                  label: '次序',
                  cell: ({ id, at, title }) => (
                    <Field
                      label={`${title}的次序`}
                      labelHidden
                      name={`at-${id}`}
                      id={`f-at-${id}`}
                      type="number"
                      min={1}
                      max={99}
                      value={at}
                    />
                  ),
                },
                { label: '信息名称', heading: true, cell: ({ title }) => title },
                {
                  label: '状态',
                  cell: ({ isPublic }) =>
                    isPublic ? <Tag kind="success" label="公开" /> : <Tag kind="danger" label="已撤回" />,
                },
                {
                  label: '移出',
                  cell: ({ id, title }) => (
                    <label class="form-check">
                      <input
                        type="checkbox"
                        name="drop"
                        value={id}
                        class="form-check-input"
                        aria-label={`移出 ${title}`}
                      />
                      <span class="form-check-label">移出</span>
                    </label>
                  ),
                },
              ]}
            />
            <Actions>
              <Button kind="primary">保存编排</Button>
            </Actions>
          </Form>
        ) : (
          <ol>
            {lines.map(({ title, indexNumber }) => (
              <li>{`${title}（${indexNumber}）`}</li>
            ))}
          </ol>
        )}
      </Panel>
      {offered && (
        <Panel title="加入已经公开的信息">
          <FilterBar action={here}>
            <Field label="名称、文号或者索引号" name="q" value={text} />
          </FilterBar>
          <Form action={`${here}/items`}>
            <input type="hidden" name="version" value={issue.version} />
            <DataTable
              caption="还没有编入公报的信息"
              captionHidden
              rows={offered.lines}
              empty={<Empty title="没有可以加入的信息" hint="已经编入其他期的不再列出。" />}
              columns={[
                {
                  label: '加入',
                  cell: ({ id, title }) => (
                    <label class="form-check">
                      <input
                        type="checkbox"
                        name="items"
                        value={id}
                        class="form-check-input"
                        aria-label={`加入 ${title}`}
                      />
                      <span class="form-check-label">加入</span>
                    </label>
                  ),
                },
                { label: '信息名称', heading: true, cell: ({ title }) => title },
                { label: '索引号', cell: ({ indexNumber }) => indexNumber },
              ]}
            />
            {offered.lines.length > 0 && (
              <Actions>
                <Button kind={lines.length === 0 ? 'primary' : 'plain'}>加入勾选的信息</Button>
              </Actions>
            )}
          </Form>
          <Pager
            page={page}
            pages={Math.ceil(offered.total / PER_PAGE)}
            total={offered.total}
            href={(number) => address(here, { q: text, page: number })}
          />
        </Panel>
      )}
      {signing && lines.length > 0 && (
        <Panel title="签发出版">
          <Form action={`${here}/publication`}>
            <input type="hidden" name="version" value={issue.version} />
            <Button kind="primary" confirm="出版后编定期号，在门户公布，不能再改。请先看过清样。">
              签发出版
            </Button>
          </Form>
        </Panel>
      )}
      {editing && (
        <Form action={`${here}/dropping`}>
          <input type="hidden" name="version" value={issue.version} />
          <Actions>
            <Button kind="danger" confirm="草稿删除后不能找回，编入的信息不受影响。">
              删除草稿
            </Button>
          </Actions>
        </Form>
      )}
    </>,
  )
}

const took =
  (done: string, take: (c: C, issue: Issue, form: Record<string, string>) => Promise<Refusal | null>) =>
  async (c: C) => {
    const issue = await wanted(c)
    if (!issue) return answerNotFound(c)
    const refusal = await take(c, issue, typed(c.var.form))
    if (refusal) return issuePage(c, (await findIssue(scopeOf(c), issue.id)) ?? issue, refusal)
    return seeOther(c, done === 'dropped' ? `${GAZETTE}?done=dropped` : `${GAZETTE}/${issue.id}?done=${done}`)
  }

const seenIn = (issue: Issue, form: Record<string, string>) => ({ id: issue.id, version: Number(form.version) })

/** The order as numbers were typed beside the titles; equal numbers stay as they stood. */
export const takeArrangement = took('saved', async (c, issue, form) => {
  const dropped = c.var.form.getAll('drop').map(String)
  const lines = (await linesOf(scopeOf(c), issue.id)).filter(({ id }) => !dropped.includes(id))
  const placed = lines
    .map(({ id }, at) => ({ id, place: Number(form[`at-${id}`]) || at + 1 }))
    .sort((a, b) => a.place - b.place)
  const done = await arrange(contextOf(c), seenIn(issue, form), {
    title: form.title ?? '',
    itemIds: placed.map(({ id }) => id),
  })
  return done.ok ? null : done.refusal
})

export const takeItems = took('saved', async (c, issue, form) => {
  const lines = await linesOf(scopeOf(c), issue.id)
  const itemIds = [...lines.map(({ id }) => id), ...c.var.form.getAll('items').map(String)]
  const done = await arrange(contextOf(c), seenIn(issue, form), { title: issue.title, itemIds })
  return done.ok ? null : done.refusal
})

export const takePublication = took('published', async (c, issue, form) => {
  const done = await publishIssue(contextOf(c), seenIn(issue, form))
  return done.ok ? null : done.refusal
})

export const takeDropping = took('dropped', async (c, issue, form) => {
  const done = await dropIssue(contextOf(c), seenIn(issue, form))
  return done.ok ? null : done.refusal
})

/** The proof of a draft, or the pages as they were published. */
export async function issuePdf(c: C) {
  const issue = await wanted(c)
  if (!issue) return answerNotFound(c)
  if (issue.fileId) return sendFile(c, issue.fileId)
  const pages = await issuePages(scopeOf(c), issue, null, dayOf(c.var.now))
  return c.body(new Uint8Array(pages), 200, {
    'content-type': 'application/pdf',
    'content-disposition': disposition('公报清样.pdf'),
  })
}
