import { minuteOf } from '../../calendar/day.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, Facts, Form, Light, Notice, Panel, TextArea } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { type Finding, stateOf } from '../model.ts'
import { ruleOf, SOURCES } from '../rules.ts'
import { explain, findFinding, unexplain } from '../store.ts'
import { mayExplain, maySee, SELFCHECK } from './common.tsx'

async function wanted(c: C): Promise<Finding | null> {
  const finding = await findFinding(scopeOf(c), c.req.param('id') ?? '')
  return finding && maySee(c.var.person, finding) ? finding : null
}

/** One finding: where it is, why it is one, what to do, and why it may stand. At /console/selfcheck/:id */
export async function showFinding(c: C) {
  const finding = await wanted(c)
  return finding ? findingPage(c, finding) : answerNotFound(c)
}

const DONE: Record<string, string> = { explained: '说明已经记下。', dropped: '说明已经撤销，问题重新列为待处理。' }

function findingPage(c: C, finding: Finding, { refusal, reason }: { refusal?: Refusal; reason?: string } = {}) {
  const { title, source, basis, fix } = ruleOf(finding.rule)
  const state = stateOf(finding)
  const may = mayExplain(c.var.person, finding)
  return consolePage(
    c,
    {
      title,
      crumbs: [{ label: '自查', href: SELFCHECK }, { label: title }],
      refusal,
      done: DONE[c.req.query('done') ?? ''],
      actions: (
        <Button kind="primary" href={finding.href}>
          去处理
        </Button>
      ),
    },
    <>
      <Panel>
        <Facts
          facts={[
            [
              '灯',
              <Light colour={state === 'mended' ? 'green' : state === 'explained' ? 'explained' : finding.colour}>
                {state === 'mended' ? '已消除' : undefined}
              </Light>,
            ],
            ['在哪里', <A href={finding.href}>{finding.title}</A>],
            ...(finding.place ? [['位置', finding.place] as const] : []),
            ['问题', finding.says],
            ['机关', finding.organName ?? '网站'],
            ['依据', [SOURCES[source], basis].filter(Boolean).join('：')],
            ['发现', minuteOf(finding.foundAt)],
            ...(finding.mendedAt ? [['消除', minuteOf(finding.mendedAt)] as const] : []),
            ['怎么办', fix],
          ]}
        />
      </Panel>
      {finding.explainedAt && (
        <Notice
          kind="info"
          title={`${finding.explainedAs}${minuteOf(finding.explainedAt)}说明：${finding.explainedReason}`}
        />
      )}
      {state === 'explained' && may && (
        <Form action={`${SELFCHECK}/${finding.id}/unexplain`}>
          <Button confirm="撤销后，这个问题重新列为待处理，照样扣分。">撤销说明</Button>
        </Form>
      )}
      {state === 'open' && may && (
        <Panel title="不用改的，说明理由">
          <Form action={`${SELFCHECK}/${finding.id}/explain`}>
            <TextArea
              label="理由"
              name="reason"
              rows={3}
              maxlength={300}
              required
              value={reason}
              refusal={refusal}
              hint="写明核对过什么、依据是什么。记下您的岗位和时间；不要写出号码、姓名。改好了的不用说明，下次自查自动消除。"
            />
            <Actions>
              <Button>记下说明</Button>
            </Actions>
          </Form>
        </Panel>
      )}
    </>,
  )
}

/** At POST /console/selfcheck/:id/explain */
export async function takeExplanation(c: C) {
  const finding = await wanted(c)
  if (!finding) return answerNotFound(c)
  const reason = typed(c.var.form).reason ?? ''
  const done = await explain(contextOf(c), finding.id, reason)
  return done.ok
    ? seeOther(c, `${SELFCHECK}/${finding.id}?done=explained`)
    : findingPage(c, finding, { refusal: done.refusal, reason })
}

/** At POST /console/selfcheck/:id/unexplain */
export async function dropExplanation(c: C) {
  const finding = await wanted(c)
  if (!finding) return answerNotFound(c)
  const done = await unexplain(contextOf(c), finding.id)
  return done.ok
    ? seeOther(c, `${SELFCHECK}/${finding.id}?done=dropped`)
    : findingPage(c, finding, { refusal: done.refusal })
}
