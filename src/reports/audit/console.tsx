import type { Refusal } from '../../result.ts'
import { type C, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, FileField, Form, Notice, TextArea } from '../../web/ui/index.ts'
import { auditText } from './audit.ts'
import { textOfFile, textOfPlain } from './files/report-file.ts'
import { AuditResult } from './result.tsx'

const MOST_FILES = 20
const crumbs = [{ label: '年度报告', href: '/console/reports' }, { label: '年报体检' }]

/** 年报体检 for staff: files or pasted text. Nothing is kept. At /console/audit */
export const auditUpload = (c: C) => uploadPage(c, '')

export async function auditUploaded(c: C) {
  const { text: pasted = '' } = typed(c.var.form)
  const files = c.var.form.getAll('files').filter((file): file is File => typeof file !== 'string' && file.size > 0)
  if (files.length === 0 && pasted.trim() === '')
    return uploadPage(c, pasted, { code: 'audit.empty', says: '请选择文件，或者粘贴文字', field: 'files' })
  if (files.length > MOST_FILES)
    return uploadPage(c, pasted, { code: 'audit.too-many', says: `一次最多${MOST_FILES}个文件`, field: 'files' })

  const reports: { name: string; text: string }[] = []
  const refusals: Refusal[] = []
  if (pasted.trim() !== '') reports.push({ name: '粘贴的文字', text: textOfPlain(pasted) })
  for (const file of files) {
    const text = await textOfFile(file.name, new Uint8Array(await file.arrayBuffer()))
    if (text.ok) reports.push({ name: file.name, text: text.value })
    else refusals.push(text.refusal)
  }
  return consolePage(
    c,
    {
      title: '年报体检结果',
      crumbs: [...crumbs.slice(0, 1), { label: '年报体检', href: '/console/audit' }, { label: '结果' }],
    },
    <>
      {refusals.map(({ says, fix }) => (
        <Notice kind="warning" title={says}>
          {fix && <p>{fix}。</p>}
        </Notice>
      ))}
      {reports.map(({ name, text }) => (
        <AuditResult name={name} audit={auditText(text)} text={text} />
      ))}
      <Actions>
        <Button href="/console/audit">再查一份</Button>
      </Actions>
    </>,
  )
}

const uploadPage = (c: C, text: string, refusal?: Refusal) =>
  consolePage(
    c,
    { title: '年报体检', crumbs, refusal },
    <>
      <p>
        读任何一份政府信息公开工作年度报告，重新计算其中每一个合计、占比和勾稽关系，指出自相矛盾之处。文件和文字不保存。
      </p>
      <Form action="/console/audit" files>
        <FileField
          label="报告文件"
          name="files"
          many
          accept=".txt,.html,.htm,.docx,.pdf"
          hint={`docx、pdf（有文字层的）、网页或者文本；一次最多${MOST_FILES}个。`}
          refusal={refusal}
        />
        <TextArea label="或者粘贴全文" name="text" rows={10} value={text} refusal={refusal} />
        <Actions>
          <Button kind="primary">开始核对</Button>
        </Actions>
      </Form>
    </>,
  )
