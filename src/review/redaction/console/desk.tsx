import { minuteOf } from '../../../calendar/day.ts'
import { transact } from '../../../db/transaction.ts'
import { keepFile } from '../../../files/store.ts'
import { listOrgans } from '../../../organs/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  type Column,
  DataTable,
  Empty,
  FileField,
  Form,
  Pager,
  Panel,
  Select,
  Tabs,
  Tag,
} from '../../../web/ui/index.ts'
import { findReview } from '../../registry/store.ts'
import { LIMITS } from '../model.ts'
import { listRedactions, PAGE_SIZE, type RedactionLine } from '../registry/store.ts'
import { type Starting, startRedaction } from '../store.ts'
import { crumbs, DESK, redactionPath, STATE_TAGS } from './common.tsx'

const STATES = ['open', 'finished', 'dropped'] as const

/** What the organ is redacting and has redacted. At /console/redactions */
export async function desk(c: C) {
  const scope = scopeOf(c)
  const query = c.req.query()
  const state = STATES.find((each) => each === query.state)
  const page = Math.max(1, Number.parseInt(query.page ?? '1', 10) || 1)
  const { lines, total } = await listRedactions(scope, { organId: c.var.person?.organ?.id, state }, page)
  const link = (change: Record<string, string | number | undefined>) => address(DESK, { ...query, ...change })
  return consolePage(
    c,
    {
      title: 'PDF遮盖',
      crumbs: [{ label: 'PDF遮盖' }],
      actions: (
        <Button kind="primary" href={`${DESK}/new`}>
          遮盖一份PDF
        </Button>
      ),
    },
    <Panel>
      <Tabs
        label="按状态"
        tabs={[
          { label: '全部', href: link({ state: undefined, page: undefined }), current: !state },
          ...STATES.map((each) => ({
            label: STATE_TAGS[each].label,
            href: link({ state: each, page: undefined }),
            current: state === each,
          })),
        ]}
      />
      <DataTable
        caption="PDF遮盖"
        captionHidden
        columns={COLUMNS}
        rows={lines}
        empty={<Empty title="没有符合条件的遮盖" hint="在保密审查中打开一份PDF附件，或者上传一份PDF。" />}
      />
      <Pager page={page} pages={Math.ceil(total / PAGE_SIZE)} total={total} href={(next) => link({ page: next })} />
    </Panel>,
  )
}

const COLUMNS: readonly Column<RedactionLine>[] = [
  { label: '文件', heading: true, cell: (line) => <A href={redactionPath(line.id)}>{line.name}</A> },
  { label: '状态', cell: (line) => <Tag {...STATE_TAGS[line.state]} /> },
  { label: '页数', align: 'end', cell: (line) => line.pages.length },
  { label: '遮盖处数', align: 'end', cell: (line) => line.boxCount },
  { label: '经手人', cell: (line) => line.finishedAs ?? line.startedAs },
  { label: '时间', cell: (line) => minuteOf(line.finishedAt ?? line.startedAt) },
]

/** At /console/redactions/new, with `review` and `file` when it comes from a review. */
export const newForm = (c: C) => show(c, c.req.query(), null)

/** Begins, from an upload or a file in a review. */
export async function start(c: C) {
  const ctx = contextOf(c)
  const fields = typed(c.var.form)
  const begun = await transact(ctx, async (tx) => {
    const starting = await fileToStart(c, tx, fields)
    return starting.ok ? startRedaction(tx, starting.value) : starting
  })
  return begun.ok ? seeOther(c, redactionPath(begun.value.id)) : show(c, fields, begun.refusal)
}

async function fileToStart(
  c: C,
  tx: ReturnType<typeof contextOf>,
  fields: Record<string, string>,
): Promise<Result<Starting>> {
  if (fields.review && fields.file) {
    const review = await findReview(tx, fields.review)
    if (!review) return refuse('redaction.no-file', '没有这次审查')
    return { ok: true, value: { organId: review.organId, fileId: fields.file, reviewId: review.id } }
  }
  const organId = c.var.person?.organ?.id ?? fields.organ ?? ''
  const file = c.var.form.get('file')
  if (!file || typeof file === 'string' || file.name === '')
    return refuse('redaction.choose', '请选择要遮盖的PDF', { field: 'file' })
  const kept = await keepFile(tx, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  if (!kept.ok) return { ok: false, refusal: { ...kept.refusal, field: 'file' } }
  return { ok: true, value: { organId, fileId: kept.value.id } }
}

async function show(c: C, fields: Record<string, string>, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const found = fields.review ? await findReview(scope, fields.review) : null
  const own = c.var.person?.organ?.id
  const review = found && (!own || own === found.organId) ? found : null
  const file = review?.files.find(({ id }) => id === fields.file)
  const organs = c.var.person?.organ ? [] : await listOrgans(scope)
  return consolePage(
    c,
    { title: '遮盖一份PDF', crumbs: crumbs({ label: '新建' }), refusal },
    <Panel>
      <Form action={`${DESK}/new`} files>
        {file && review ? (
          <>
            <input type="hidden" name="review" value={review.id} />
            <input type="hidden" name="file" value={file.id} />
            <p>
              “{review.title}”的附件：{file.name}
            </p>
          </>
        ) : (
          <>
            {organs.length > 0 && (
              <Select
                label="机关"
                name="organ"
                required
                value={fields.organ}
                options={organs.map((organ) => ({ value: organ.id, label: organ.name }))}
              />
            )}
            <FileField
              label="PDF文件"
              name="file"
              accept=".pdf"
              required
              hint={`最大20MB，最多${LIMITS.pages}页，没有设密码`}
              refusal={refusal}
            />
          </>
        )}
        <p class="form-hint">原件不改动，只有本机关的信息员、保密审查员和签发领导能看到。遮盖后另外生成公开版。</p>
        <Actions>
          <Button kind="primary">开始遮盖</Button>
          <Button href={DESK}>取消</Button>
        </Actions>
      </Form>
    </Panel>,
  )
}
