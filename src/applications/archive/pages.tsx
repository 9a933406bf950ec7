import { dayOf, yearOf } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { disposition } from '../../files/names.ts'
import { findOrgan } from '../../organs/store.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, DataTable, Empty, Facts, Field, Form, Notice, Panel, Tag } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { casePath, crumbs, DESK, wanted } from '../common.tsx'
import type { Application } from '../model.ts'
import {
  anonymisedOn,
  confirmDisposal,
  declineDisposal,
  disposalOf,
  keepingEnded,
  proposeDisposal,
} from './disposal/store.ts'
import { isOver, keptUntil, retentionSays } from './retention.ts'
import { exportCase } from './store.ts'

const MOST = 200

/** 归档 on the page of a case: how long it is kept, the packet to save, and what comes at the end. */
export async function archiveSection(scope: Scope, application: Application, c: C) {
  const { person } = c.var
  const mine =
    person?.organ?.id === application.organId && person.roles.some((role) => role === 'officer' || role === 'leader')
  const ended = ['proved', 'closed', 'archived'].includes(application.state)
  if (!mine || !ended) return null
  const [organ, gone] = await Promise.all([findOrgan(scope, application.organId), anonymisedOn(scope, application.id)])
  const retention = organ?.settings.retention ?? ''
  const filed = application.state === 'archived'
  const over = filed && isOver(application.movedOn, retention, dayOf(c.var.now))
  return (
    <section>
      <h2>案卷</h2>
      <Facts
        facts={[
          ['保管期限', retentionSays(retention)],
          ['保管到', filed && keptUntil(application.movedOn, retention)],
          ['匿名处理', gone],
        ]}
      />
      <Actions>
        <Form action={casePath(application.id, '/packet')}>
          <Button>导出案卷（ZIP）</Button>
        </Form>
        {over && !gone && <Button href={casePath(application.id, '/disposal')}>保管期满，匿名处理</Button>}
      </Actions>
      <p>案卷含申请人信息，导出记入台账。压缩包里有合订的PDF、原件和校验清单。</p>
    </section>
  )
}

/** The packet, as a file. Asked for with a form: it opens what is sealed. */
export async function sendPacket(c: C) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const made = await exportCase(contextOf(c), file.application.id)
  if (!made.ok)
    return consolePage(
      c,
      { title: '导出案卷', crumbs: crumbs({ label: file.application.number }), refusal: made.refusal },
      <Button href={casePath(file.application.id)}>返回</Button>,
    )
  return c.body(new Uint8Array(made.value.bytes), 200, {
    'content-type': 'application/zip',
    'content-disposition': disposition(made.value.name),
    'cache-control': 'no-store',
  })
}

/** 匿名处理 of one case: proposed by one, approved by another. */
export async function askDisposal(c: C, form: Record<string, string> = {}, refusal: Refusal | null = null) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const { application } = file
  const disposal = await disposalOf(scopeOf(c), application.id)
  const here = casePath(application.id, '/disposal')
  return consolePage(
    c,
    {
      title: `匿名处理：${application.number}`,
      crumbs: crumbs({ label: application.number, href: casePath(application.id) }, { label: '匿名处理' }),
      refusal: refusal ?? undefined,
    },
    <Panel>
      <Notice kind="warning" title="匿名处理不能撤销。">
        <p>
          申请人信息、身份证明、留言、办理意见、答复内容和申请内容都会清除；登记号、日期、申请方式、申请人类别、步骤和结果保留，各年度的统计数不变。
          需要移交档案馆的，请先导出案卷。
        </p>
      </Notice>
      <Facts
        facts={[
          ['申请内容', application.subject],
          ['归档日期', application.movedOn],
          ['提请', disposal && `${disposal.proposedAs}，${dayOf(disposal.proposedAt)}`],
          ['鉴定意见', disposal?.reason],
        ]}
      />
      {disposal ? (
        <>
          <Form action={`${here}/approval`}>
            <Button kind="danger" confirm="匿名处理以后不能恢复，确定批准吗？">
              批准匿名处理
            </Button>
          </Form>
          <Form action={`${here}/refusal`}>
            <Button>不批准，继续保管</Button>
          </Form>
        </>
      ) : (
        <Form action={here}>
          <Field
            label="鉴定意见"
            name="reason"
            required
            maxlength={300}
            value={form.reason}
            refusal={refusal}
            hint="例如：保管期限已满，没有未了的复议、诉讼，不需要继续保存"
          />
          <Button kind="primary">提请匿名处理</Button>
        </Form>
      )}
      <Button href={casePath(application.id)}>返回</Button>
    </Panel>,
  )
}

const taking =
  (take: (c: C, id: string, form: Record<string, string>) => ReturnType<typeof confirmDisposal>, done: string) =>
  async (c: C) => {
    const file = await wanted(c)
    if (!file) return answerNotFound(c)
    const form = typed(c.var.form)
    const taken = await take(c, file.application.id, form)
    return taken.ok ? seeOther(c, `${casePath(file.application.id)}?done=${done}`) : askDisposal(c, form, taken.refusal)
  }

export const takeProposal = taking((c, id, form) => proposeDisposal(contextOf(c), id, form.reason ?? ''), 'proposed')
export const takeApproval = taking((c, id) => confirmDisposal(contextOf(c), id), 'anonymised')
export const takeRefusal = taking((c, id) => declineDisposal(contextOf(c), id), 'kept')

/** Cases whose keeping has ended. At /console/applications/retention */
export async function showRetention(c: C) {
  const scope = scopeOf(c)
  const organId = c.var.person?.organ?.id
  const organ = organId ? await findOrgan(scope, organId) : null
  const retention = organ?.settings.retention ?? '永久'
  const today = dayOf(c.var.now)
  const filedBefore = retention === '永久' ? null : (`${yearOf(today) - Number(retention)}-01-01` as typeof today)
  const ended = organ && filedBefore ? await keepingEnded(scope, organ.id, filedBefore, MOST) : { rows: [], total: 0 }
  return consolePage(
    c,
    { title: '保管期满的案卷', crumbs: crumbs({ label: '保管期满的案卷' }) },
    <>
      <p>{`${organ?.name ?? ''}申请案卷的保管期限：${retentionSays(retention)}，从归档的次年1月1日起算。由系统管理员在“机关与村居”里修改。`}</p>
      <DataTable
        caption="保管期满的案卷"
        captionHidden
        rows={ended.rows}
        empty={<Empty title="没有保管期满的案卷" hint="期满的案卷由信息员提请、另一个人批准后匿名处理，统计数不变。" />}
        columns={[
          { label: '登记号', heading: true, cell: (row) => <A href={casePath(row.id, '/disposal')}>{row.number}</A> },
          { label: '申请内容', cell: (row) => row.subject },
          { label: '归档日期', cell: (row) => row.archivedOn },
          { label: '保管到', cell: (row) => keptUntil(row.archivedOn, retention) },
          {
            label: '状态',
            cell: (row) => (
              <Tag kind={row.proposed ? 'warning' : 'neutral'} label={row.proposed ? '待批准' : '待提请'} />
            ),
          },
        ]}
      />
      {ended.total > MOST && <Notice title={`共${ended.total}件，这里显示最早的${MOST}件。`} />}
      <Button href={DESK}>返回</Button>
    </>,
  )
}
