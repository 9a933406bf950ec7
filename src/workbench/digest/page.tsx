import { dayOf } from '../../calendar/day.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, Empty, Field, Form, Panel, PrintButton } from '../../web/ui/index.ts'
import { digestOf } from './digest.ts'
import { addressOf, saveAddress } from './store.ts'
import { isQuiet, type Line } from './words.ts'

const HERE = '/console/digest'

/** 每日提醒: what the morning's mail says, at any hour; and where it is sent. At /console/digest */
export const showDigest = async (c: C) => page(c, (await addressOf(scopeOf(c), c.var.person?.accountId ?? '')) ?? '')

export async function takeAddress(c: C) {
  const { email = '' } = typed(c.var.form)
  const done = await saveAddress(contextOf(c), email)
  return done.ok ? seeOther(c, `${HERE}?done=${email.trim() ? 'saved' : 'stopped'}`) : page(c, email, done.refusal)
}

const DONE: Record<string, string> = { saved: '已保存，从下一个工作日早上起发送。', stopped: '不再发送每日提醒邮件。' }

async function page(c: C, email: string, refusal?: Refusal) {
  const { person, now } = c.var
  if (!person) throw new Error('nobody is signed in: the site map should have asked')
  const digest = await digestOf(scopeOf(c), person, now)
  return consolePage(
    c,
    {
      title: '每日提醒',
      crumbs: [{ label: '每日提醒' }],
      refusal,
      done: DONE[c.req.query('done') ?? ''],
      actions: <PrintButton />,
    },
    <>
      <p>{`${dayOf(now)}，${person.name}`}</p>
      {isQuiet(digest) && <Empty title="今天没有需要提醒的事" />}
      <Lines title="临期和逾期的申请" lines={digest.red} />
      <Lines title="还没有处理的来件" lines={digest.unopened} />
      <Lines title="多日没有进展的申请" lines={digest.silent} />
      {digest.piles.length > 0 && (
        <Panel title="等您办理的">
          <ul>
            {digest.piles.map(({ title, count, href }) => (
              <li>
                <A href={href}>{`${title}：${count}件`}</A>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <div class="not-printed">
        <Panel title="每个工作日早上发到邮箱">
          <Form action={HERE}>
            <Field
              label="工作邮箱"
              name="email"
              type="email"
              value={email}
              refusal={refusal}
              hint="邮件里只写数量、登记号和日期，不写申请内容。留空则不发送"
              autocomplete="email"
            />
            <Actions>
              <Button>保存</Button>
            </Actions>
          </Form>
        </Panel>
      </div>
    </>,
  )
}

const Lines = ({ title, lines }: { title: string; lines: readonly Line[] }) =>
  lines.length === 0 ? null : (
    <Panel title={`${title}（${lines.length}件）`}>
      <ul>
        {lines.map(({ number, href, says }) => (
          <li>
            <A href={href}>{`${number}　${says}`}</A>
          </li>
        ))}
      </ul>
    </Panel>
  )
