import { ok, type Refusal, type Result, refuse } from '../../result.ts'
import type { C } from '../../web/env.ts'
import { contextOf, seeOther } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Facts, FileField, Form, Notice, Panel } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { casePath, crumbs, wanted } from '../common.tsx'
import type { Paper } from '../public/papers/store.ts'
import { filesIn, readPaper } from '../public/uploads.ts'
import type { CaseFile } from '../store.ts'
import { isSigned, keepStatement } from './store.ts'

/** 附入签名的口述笔录: printed, read to the applicant, signed, and back as a picture. At /console/applications/:id/statement */
export async function askStatement(c: C) {
  const file = await wanted(c)
  return file?.application.arrival === 'spoken' ? show(c, file) : answerNotFound(c)
}

export async function takeStatement(c: C) {
  const file = await wanted(c)
  if (file?.application.arrival !== 'spoken') return answerNotFound(c)
  const papers = await scansIn(c)
  const done = papers.ok ? await keepStatement(contextOf(c), file.application.id, papers.value) : papers
  return done.ok ? seeOther(c, `${casePath(file.application.id)}?done=signed-statement`) : show(c, file, done.refusal)
}

const MOST = 4

async function scansIn(c: C): Promise<Result<Paper[]>> {
  const files = c.var.form ? filesIn(c.var.form, 'scan') : []
  if (files.length === 0) return refuse('applications.no-scan', '请选择扫描件或者照片', { field: 'scan' })
  if (files.length > MOST) return refuse('applications.scans', `最多${MOST}张`, { field: 'scan' })
  const papers: Paper[] = []
  for (const file of files) {
    const read = await readPaper(file, 'scan')
    if (!read.ok) return read
    papers.push(read.value)
  }
  return ok(papers)
}

function show(c: C, { application }: CaseFile, refusal?: Refusal) {
  return consolePage(
    c,
    {
      title: `口述笔录：${application.number}`,
      crumbs: crumbs({ label: application.number, href: casePath(application.id) }, { label: '口述笔录' }),
      refusal,
    },
    <Panel>
      <Facts
        facts={[
          ['申请内容', application.subject],
          ['依据', '书面形式确有困难的，可以口头提出，由受理机关代为填写'],
        ]}
      />
      <ol>
        <li>打印口述笔录（申请页“文书”里的PDF）。登记以后改动过的，用“制作文书”重新制作。</li>
        <li>读给申请人听，有补充、更正的写在笔录上。</li>
        <li>请申请人签名或者按指印；不能签名的，请见证人签名。</li>
        <li>扫描或者拍照，附在这里。原件归入案卷。</li>
      </ol>
      <Form action={casePath(application.id, '/statement')} files>
        <FileField
          label="签名的口述笔录"
          name="scan"
          required
          many
          accept=".pdf,.png,.jpg,.jpeg"
          refusal={refusal}
          hint={`PDF或者照片，最多${MOST}张，每张不超过8 MB。加密保存，查看记入台账`}
        />
        <Actions>
          <Button kind="primary">附入申请</Button>
          <Button href={casePath(application.id)}>返回</Button>
        </Actions>
      </Form>
    </Panel>,
  )
}

/** On the page of the case: what is still to be done with the statement. */
export const StatementNotice = ({ file, may }: { file: CaseFile; may: boolean }) => {
  const { application, events } = file
  if (application.arrival !== 'spoken' || isSigned(events)) return null
  return (
    <Notice kind="warning" title="口述笔录还没有签名附入。">
      <p>请打印口述笔录，读给申请人听，签名或者按指印后附入。</p>
      {may && <Button href={casePath(application.id, '/statement')}>附入签名的笔录</Button>}
    </Notice>
  )
}
