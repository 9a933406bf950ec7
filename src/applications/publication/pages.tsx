import { addDays, dayOf } from '../../calendar/day.ts'
import { listCategories } from '../../disclosures/catalogue/store.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, DataTable, Empty, Field, Form, Notice, Select, TextArea } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { casePath, crumbs, DESK, wanted } from '../common.tsx'
import type { CaseFile } from '../store.ts'
import { publicationOf, publishableReply, publishReply, suggestedText, wantedBySeveral } from './store.ts'

const YEARS = 3
const MOST = 100

/** 转为主动公开 on the page of a case whose reply gave something. `others`: how many more asked for the same. */
export async function publicationSection(c: C, { application, replies }: CaseFile, others: number) {
  const { person } = c.var
  const mine = person?.organ?.id === application.organId && person.roles.includes('officer')
  const done = await publicationOf(scopeOf(c), application.id)
  if (!done && (!mine || !publishableReply(application, replies))) return null
  return (
    <section>
      <h2>转为主动公开</h2>
      {done ? (
        <p>
          {'这份答复已经转为主动公开信息：'}
          <A href={`/console/disclosures/${done.itemId}`}>查看</A>
        </p>
      ) : (
        <>
          {others > 0 && (
            <Notice title={`另有${others}件申请要求公开相同的信息。`}>
              <p>
                多个申请人申请公开相同信息、该信息属于可以公开的，可以纳入主动公开的范围（2019年《条例》第四十四条）。
              </p>
            </Notice>
          )}
          <Button href={casePath(application.id, '/publication')}>转为主动公开</Button>
        </>
      )}
    </section>
  )
}

/** The form: what the public will read, with what screening found covered already. */
export async function askPublication(c: C) {
  const file = await wanted(c)
  const reply = file && publishableReply(file.application, file.replies)
  if (!file || !reply) return answerNotFound(c)
  const { application } = file
  const { text, covered } = await suggestedText(contextOf(c), application.organId, reply.words)
  return show(c, file, { title: application.subject, formedOn: reply.servedOn ?? '', body: text }, null, covered)
}

export async function takePublication(c: C) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const form = typed(c.var.form)
  const { title = '', category = '', formedOn = '', body = '' } = form
  const done = await publishReply(contextOf(c), file.application.id, { title, category, formedOn, body })
  return done.ok ? seeOther(c, `/console/disclosures/${done.value}`) : show(c, file, form, done.refusal)
}

async function show(
  c: C,
  { application }: CaseFile,
  form: Record<string, string>,
  refusal: Refusal | null,
  covered = 0,
) {
  const categories = await listCategories(scopeOf(c))
  return consolePage(
    c,
    {
      title: `转为主动公开：${application.number}`,
      crumbs: crumbs({ label: application.number, href: casePath(application.id) }, { label: '转为主动公开' }),
      refusal: refusal ?? undefined,
    },
    <>
      <Notice title="这里写的是所有人都会看到的内容。">
        <p>
          请写公开的信息本身，不写申请人、申请经过。
          {covered > 0 && `答复中有${covered}处疑似不宜公开的内容，已经遮盖，请核对。`}
          保存后直接送保密审查，附件可以在审查前补充。
        </p>
      </Notice>
      <Form action={casePath(application.id, '/publication')}>
        <Field label="信息名称" name="title" required maxlength={120} value={form.title} refusal={refusal} />
        <Select
          label="类别"
          name="category"
          required
          empty="（请选择）"
          value={form.category}
          options={categories.map(({ code, name }) => ({ value: code, label: name }))}
          refusal={refusal}
        />
        <Field
          label="信息形成日期"
          name="formedOn"
          type="date"
          required
          value={form.formedOn}
          refusal={refusal}
          hint="信息原来形成的日期，不是答复的日期"
        />
        <TextArea label="正文" name="body" required rows={10} value={form.body} refusal={refusal} />
        <Actions>
          <Button kind="primary">转为主动公开并送审</Button>
          <Button href={casePath(application.id)}>返回</Button>
        </Actions>
      </Form>
    </>,
  )
}

/** What several people asked for. At /console/applications/wanted */
export async function showWanted(c: C) {
  const organId = c.var.person?.organ?.id
  const since = addDays(dayOf(c.var.now), -365 * YEARS)
  const rows = organId ? await wantedBySeveral(scopeOf(c), organId, since, MOST) : []
  return consolePage(
    c,
    { title: '多人申请的信息', crumbs: crumbs({ label: '多人申请的信息' }) },
    <>
      <p>
        {`近${YEARS}年有两件以上申请、已经答复公开、还没有主动公开的信息。属于可以公开的，可以纳入主动公开的范围（2019年《条例》第四十四条）。`}
      </p>
      <DataTable
        caption="多人申请的信息"
        captionHidden
        rows={rows}
        empty={<Empty title="没有多人申请的信息" hint="内容相同的申请有两件以上，并且答复了公开的，会列在这里。" />}
        columns={[
          { label: '申请内容', heading: true, cell: (row) => row.subject },
          { label: '申请件数', align: 'end', cell: (row) => row.asked },
          { label: '最近一件', cell: (row) => row.lastOn },
          { label: '答复', cell: (row) => <A href={casePath(row.id)}>{row.number}</A> },
          ...(c.var.person?.roles.includes('officer')
            ? [
                {
                  label: '办理',
                  cell: (row: (typeof rows)[number]) => <A href={casePath(row.id, '/publication')}>转为主动公开</A>,
                },
              ]
            : []),
        ]}
      />
      <Button href={DESK}>返回</Button>
    </>,
  )
}
