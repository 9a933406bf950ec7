import { type C, contextOf, seeOther, typed } from '../../web/env.ts'
import { Actions, Button, Field, Form, Notice, Panel } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { showCase } from '../case.tsx'
import { casePath, wanted } from '../common.tsx'
import { isLive } from '../lifecycle.ts'
import { addNote } from '../notes/store.ts'
import { checkLine } from '../rules.ts'
import type { CaseFile } from '../store.ts'
import { openUrges, URGES } from './rules.ts'

/** On the page of a case: who urges what, the way to urge, the way to answer. */
export function CaseUrges({ c, file: { application, events } }: { c: C; file: CaseFile }) {
  const open = openUrges(events)
  const roles = c.var.person?.roles ?? []
  const own = c.var.person?.organ?.id === application.organId
  const live = isLive(application.state)
  const form = (path: string, label: string, name: string, hint: string) => (
    <Form action={casePath(application.id, path)}>
      <Field label={label} name={name} required maxlength={200} hint={hint} />
      <Actions>
        <Button>{label}</Button>
      </Actions>
    </Form>
  )
  return (
    <>
      {open.map(({ kind, day, by, note }) => (
        <Notice kind="danger" title={`${URGES[kind]}（${day}，${by}）：${note}`} />
      ))}
      {open.length > 0 && own && roles.includes('officer') && (
        <Panel title="回复催办、督办">{form('/urge-answer', '回复办理情况', 'note', '办到哪一步，预计哪天办结')}</Panel>
      )}
      {live && own && roles.includes('leader') && (
        <Panel title="催办">
          {form('/urge', '催办', 'note', '要求办什么、什么时候办完；经办人会在工作台最前面看到')}
        </Panel>
      )}
      {live && roles.includes('supervisor') && (
        <Panel title="督办">
          {form('/supervision', '督办', 'note', '指出什么问题、要求什么时候回复；须由受理机关回复')}
        </Panel>
      )}
    </>
  )
}

/** One line is written beside the case; a refusal shows the case with it on top. */
const noting = (kind: string, event: string, done: string) => async (c: C) => {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const note = checkLine(typed(c.var.form).note, '内容', 'note')
  if (!note.ok) return showCase(c, note.refusal)
  const { id } = file.application
  const noted = await addNote(contextOf(c), id, { kind, detail: { note: note.value } }, event)
  return noted.ok ? seeOther(c, `${casePath(id)}?done=${done}`) : showCase(c, noted.refusal)
}

/** At POST /console/applications/:id/urge, …/supervision and …/urge-answer */
export const takeUrge = noting('urged', 'applications.urged', 'urged')
export const takeSupervision = noting('supervised', 'applications.supervised', 'urged')
export const takeUrgeAnswer = noting('urge-answered', 'applications.urge-answered', 'answered')
