import type { Refusal } from '../../result.ts'
import { type C, typed } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { Limiter } from '../../web/limiter.ts'
import { Actions, Button, Form, RefusalBox, TextArea } from '../../web/ui/index.ts'
import { visitorOf } from '../../web/visitor.ts'
import { auditText } from './audit.ts'
import { textOfPlain } from './files/report-file.ts'
import { AuditResult } from './result.tsx'

/** Five times the longest report we have seen. */
const LONGEST_PASTE = 100_000

/** Reports in an hour from one address: more than anybody pastes by hand. Whoever has many takes the command. */
const MOST_AN_HOUR = 200
const limiter = new Limiter()

/** 年报体检: anyone may paste the text of an annual report. Nothing is kept. At /audit */
export const auditAsk = (c: C) => askPage(c, '')

export function auditAnswer(c: C) {
  const { text: pasted = '' } = typed(c.var.form)
  const refusal = refusalOf(pasted) ?? tooOften(c)
  if (refusal) return askPage(c, pasted.slice(0, LONGEST_PASTE), refusal)
  const text = textOfPlain(pasted)
  return portalPage(
    c,
    { title: '年报体检结果', crumbs: [{ label: '年报体检', href: '/audit' }, { label: '结果' }] },
    <>
      <h1>年报体检结果</h1>
      <AuditResult audit={auditText(text)} text={text} />
      <Actions>
        <Button href="/audit">再查一份</Button>
      </Actions>
    </>,
  )
}

function refusalOf(text: string): Refusal | null {
  if (text.trim() === '') return { code: 'audit.empty', says: '请粘贴年度报告的文字', field: 'text' }
  if (text.length <= LONGEST_PASTE) return null
  return {
    code: 'audit.too-long',
    says: `文字超过${LONGEST_PASTE / 10_000}万字`,
    fix: '请只粘贴一份年度报告的正文',
    field: 'text',
  }
}

const statusOf = (refusal?: Refusal) => (refusal ? (refusal.code === 'audit.too-often' ? 429 : 422) : 200)

const tooOften = (c: C): Refusal | null =>
  limiter.take(`${c.var.tenant.id} ${visitorOf(c)}`, MOST_AN_HOUR, c.var.now)
    ? null
    : {
        code: 'audit.too-often',
        says: '一小时内核对的次数太多了',
        fix: '请过一小时再来；要核对许多份的，请下载程序用命令行',
      }

const askPage = (c: C, text: string, refusal?: Refusal) =>
  portalPage(
    c,
    { title: '年报体检', crumbs: [{ label: '年报体检' }], status: statusOf(refusal) },
    <>
      <h1>年报体检</h1>
      <p>
        粘贴任何一份政府信息公开工作年度报告的全文，程序读出其中的数字，重新计算每一个合计、占比和勾稽关系，指出自相矛盾之处，并列出算式和原文。各年度格式都可以，表格可以连同正文一起粘贴。
      </p>
      <p>不需要登录；粘贴的文字只用来当场核对，不保存。</p>
      <RefusalBox refusal={refusal} />
      <Form action="/audit">
        <TextArea label="年度报告全文" name="text" rows={16} value={text} required refusal={refusal} />
        <Actions>
          <Button kind="primary">开始核对</Button>
        </Actions>
      </Form>
    </>,
  )
