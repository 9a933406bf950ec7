import { listOrgans } from '../../organs/store.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Facts, Field, Form, Notice, Panel, Select } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { concernPath, crumbs, wanted } from '../console/common.tsx'
import { isDestination, KINDS } from '../kinds.ts'
import { take } from '../lifecycle.ts'
import type { Concern } from '../model.ts'
import type { ConcernFile, Seen } from '../store.ts'
import { whereOf, whoOf } from '../who.ts'
import { handOver } from './store.ts'

type Typed = Record<string, string>

const WHY = {
  petition: '反映的问题属于信访事项，转信访工作机构依法办理',
  outside: '不属于本机关职责',
  organ: '属于该机关职责',
} as const

/** 转出: what is in truth an application, a petition, or somebody else's. At /console/feedback/:id/move */
export async function askHandover(c: C) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const may = take('move', whereOf(file), whoOf(contextOf(c)))
  return show(c, file, {}, may.ok ? null : may.refusal)
}

export async function takeHandover(c: C) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const form = typed(c.var.form)
  const seen = { id: file.concern.id, version: Number(form.version) || 0 }
  const done = await sent(c, seen, form)
  if (!done.ok) return show(c, (await wanted(c)) ?? file, form, done.refusal)
  return seeOther(c, `${concernPath(seen.id)}?done=moved`)
}

function sent(c: C, seen: Seen, form: Typed): Promise<Result<Concern>> | Result<Concern> {
  const ctx = contextOf(c)
  const { destination: kind = '', to = '', reason = '' } = form
  if (!isDestination(kind)) return refuse('feedback.destination', '请选择转到哪里')
  if (kind === 'application') return handOver(ctx, seen, { kind })
  if (kind === 'organ') return handOver(ctx, seen, { kind, organId: form.organ ?? '', reason })
  return handOver(ctx, seen, { kind, to, reason })
}

async function show(c: C, file: ConcernFile, form: Typed, refusal: Refusal | null) {
  const { concern } = file
  const organs = (await listOrgans(scopeOf(c))).filter(({ id }) => id !== concern.organId)
  const chosen = form.destination
  const shown = (kind: string) => (chosen === kind ? refusal : null)
  const action = concernPath(concern.id, '/move')
  const hidden = (destination: string) => (
    <>
      <input type="hidden" name="version" value={String(concern.version)} />
      <input type="hidden" name="destination" value={destination} />
    </>
  )
  const Why = ({ kind }: { kind: keyof typeof WHY }) => (
    <Field
      label="理由"
      name="reason"
      id={chosen === kind ? undefined : `reason-${kind}`}
      required
      maxlength={300}
      value={chosen === kind ? form.reason : WHY[kind]}
      refusal={shown(kind)}
      autocomplete="off"
    />
  )
  return consolePage(
    c,
    {
      title: `转出：${concern.number}`,
      crumbs: crumbs({ label: concern.number, href: concernPath(concern.id) }, { label: '转出' }),
      refusal: refusal ?? undefined,
    },
    <>
      <Facts facts={[['事项', concern.subject]]} />
      {concern.kind === 'report' && (
        <Notice kind="warning" title="举报不得转给被举报的单位和个人；转到站外时只转内容，不转举报人的身份。" />
      )}
      {KINDS[concern.kind].publishable && (
        <Panel title="实为政府信息公开申请">
          <p>登记为本机关的公开申请，今天来件，由申请的期限管；诉求人留下的联系方式一并转过去，仍然加密。</p>
          <Form action={action}>
            {hidden('application')}
            <Button kind="primary">转为公开申请</Button>
          </Form>
        </Panel>
      )}
      <Panel title="实为信访事项">
        <Form action={action}>
          {hidden('petition')}
          <Field
            label="转给"
            name="to"
            id={chosen === 'petition' ? undefined : 'to-petition'}
            required
            maxlength={100}
            value={chosen === 'petition' ? form.to : '信访工作机构'}
            refusal={shown('petition')}
          />
          <Why kind="petition" />
          <Button>转信访</Button>
        </Form>
      </Panel>
      {organs.length > 0 && (
        <Panel title="属于本站其他机关">
          <p>在那个机关登记并编号，期限从今天起算；诉求人用原来的登记号仍能查到去向。</p>
          <Form action={action}>
            {hidden('organ')}
            <Select
              label="机关"
              name="organ"
              required
              empty="请选择"
              value={form.organ}
              refusal={shown('organ')}
              options={organs.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Why kind="organ" />
            <Button>转给这个机关</Button>
          </Form>
        </Panel>
      )}
      <Panel title="属于站外的机关单位">
        <Form action={action}>
          {hidden('outside')}
          <Field
            label="转给"
            name="to"
            id={chosen === 'outside' ? undefined : 'to-outside'}
            required
            maxlength={100}
            value={chosen === 'outside' ? form.to : ''}
            refusal={shown('outside')}
            hint="例如：南安市12345政务服务热线"
          />
          <Why kind="outside" />
          <Button>转给这个单位</Button>
        </Form>
      </Panel>
      <Actions>
        <Button href={concernPath(concern.id)}>返回</Button>
      </Actions>
    </>,
  )
}
