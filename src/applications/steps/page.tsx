import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Facts, Form as FormTag, Panel } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { casePath, crumbs, wanted } from '../common.tsx'
import { lifeOf, type StepName, take } from '../lifecycle.ts'
import type { CaseFile } from '../store.ts'
import { whereOf, whoOf } from '../who.ts'
import { PAGES, takeForm } from './all.ts'
import type { Form } from './common.tsx'

/** The page of one step: its questions, and the button. At /console/applications/:id/:step */
export async function askStep(c: C, name: StepName) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const may = take(name, whereOf(file.application, file.events, file.replies), whoOf(contextOf(c)))
  const known = may.ok ? await PAGES[name].begin?.(scopeOf(c), file) : null
  return show(c, name, file, { version: String(file.application.version), ...known }, may.ok ? null : may.refusal)
}

/** Takes the step; a refusal shows the page again with what was typed. */
export async function sendStep(c: C, name: StepName) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const form = typed(c.var.form)
  const version = Number(form.version)
  const seen = { id: file.application.id, version: Number.isInteger(version) ? version : 0 }
  const done = await takeForm(contextOf(c), name, seen, form)
  if (!done.ok) return show(c, name, (await wanted(c)) ?? file, form, done.refusal)
  return seeOther(c, `${casePath(seen.id)}?done=taken`)
}

function show(c: C, name: StepName, file: CaseFile, form: Form, refusal: Refusal | null) {
  const { application } = file
  const step = lifeOf(application)[name]
  if (!step) return answerNotFound(c)
  return consolePage(
    c,
    {
      title: `${step.label}：${application.number}`,
      crumbs: crumbs({ label: application.number, href: casePath(application.id) }, { label: step.label }),
      refusal: refusal ?? undefined,
    },
    <Panel>
      <Facts
        facts={[
          ['申请内容', application.subject],
          ['依据', step.law],
        ]}
      />
      <FormTag action={casePath(application.id, `/${name}`)}>
        <input type="hidden" name="version" value={form.version} />
        {PAGES[name].fields?.({ file, form, refusal })}
        <Actions>
          <Button kind="primary">{step.label}</Button>
          <Button href={casePath(application.id)}>返回</Button>
        </Actions>
      </FormTag>
    </Panel>,
  )
}
