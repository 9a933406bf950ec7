import { transact } from '../../../db/transaction.ts'
import { ACCEPT, sizeLabel } from '../../../files/kinds.ts'
import { findFiles, keepFile, type StoredFile } from '../../../files/store.ts'
import type { Refusal } from '../../../result.ts'
import { type C, contextOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { Actions, Button, Choices, FileField, Form, Panel, TextArea } from '../../../web/ui/index.ts'
import { type Meeting, OUTCOMES } from '../model.ts'
import { completeMinutes, writeMinutes } from '../store.ts'
import { AttributeTag, crumbs, meetingPath, ofMeeting } from './common.tsx'

type Fields = Record<string, string>
type Kept = Pick<StoredFile, 'id' | 'name' | 'size'>

/** The minutes, and what came of each agenda item. At /console/meetings/:id/minutes */
export const minutesForm = ofMeeting((c, meeting) => show(c, meeting, fieldsOf(meeting), meeting.files, null))

/**
 * Keeps the minutes, and calls them done when that button was pressed. Files are kept before the words are judged, so that a
 * refused form still has them.
 */
export const takeMinutes = ofMeeting(async (c, meeting) => {
  const ctx = contextOf(c)
  const { form } = c.var
  const fields = typed(form)
  const dropped = form.getAll('drop').map(String)
  const files = form
    .getAll('keep')
    .map(String)
    .filter((id) => !dropped.includes(id))
  let refusal: Refusal | null = null
  for (const sent of form.getAll('files')) {
    if (typeof sent === 'string' || sent.name === '') continue
    const stored = await keepFile(ctx, { name: sent.name, bytes: new Uint8Array(await sent.arrayBuffer()) })
    if (stored.ok) files.push(stored.value.id)
    else refusal ??= stored.refusal
  }
  if (!refusal) {
    const decisions = Object.fromEntries(
      meeting.agenda.map(({ id }) => [
        id,
        { outcome: fields[`outcome-${id}`] ?? '', decision: fields[`decision-${id}`] ?? '' },
      ]),
    )
    const seen = { id: meeting.id, version: Number(fields.version) }
    const done = await transact(ctx, async (tx) => {
      const written = await writeMinutes(tx, seen, { minutes: fields.minutes ?? '', files, decisions })
      return written.ok && fields.next === 'done' ? completeMinutes(tx, written.value) : written
    })
    if (done.ok) return seeOther(c, meetingPath(meeting.id))
    refusal = done.refusal
  }
  return show(c, meeting, fields, await findFiles(ctx, files), refusal)
})

const fieldsOf = (meeting: Meeting): Fields => ({
  version: String(meeting.version),
  minutes: meeting.minutes,
  ...Object.fromEntries(
    meeting.agenda.flatMap(({ id, outcome, decision }) => [
      [`outcome-${id}`, outcome ?? ''],
      [`decision-${id}`, decision],
    ]),
  ),
})

function show(c: C, meeting: Meeting, fields: Fields, files: readonly Kept[], refusal: Refusal | null) {
  return consolePage(
    c,
    {
      title: `纪要：${meeting.title}`,
      crumbs: crumbs({ label: meeting.title, href: meetingPath(meeting.id) }, { label: '纪要' }),
      refusal,
    },
    <Form action={meetingPath(meeting.id, '/minutes')} files>
      <input type="hidden" name="version" value={fields.version} />
      <Panel title="各项议题的结果">
        {meeting.agenda.map((item) => (
          <section>
            <h3>
              {item.position}. {item.title} <AttributeTag attribute={item.attribute} />
            </h3>
            <Choices
              legend="结果"
              name={`outcome-${item.id}`}
              inline
              value={fields[`outcome-${item.id}`]}
              options={Object.entries(OUTCOMES).map(([value, label]) => ({ value, label }))}
              refusal={refusal}
            />
            <TextArea
              label="议定事项"
              name={`decision-${item.id}`}
              rows={3}
              value={fields[`decision-${item.id}`]}
              hint={item.attribute === 'open' ? '将公开，请按对外的文字写' : undefined}
              refusal={refusal}
            />
          </section>
        ))}
      </Panel>
      <Panel title="纪要">
        <TextArea
          label="纪要正文"
          name="minutes"
          rows={14}
          value={fields.minutes}
          hint="一行一段。没有正文的，上传纪要文件。"
          refusal={refusal}
        />
        <KeptFiles files={files} />
        <FileField label="添加纪要文件" name="files" many accept={ACCEPT} hint="每个不超过20MB" refusal={refusal} />
      </Panel>
      <Actions>
        <Button kind="primary" name="next" value="done">
          保存并完成纪要
        </Button>
        <Button name="next" value="keep">
          保存
        </Button>
        <Button href={meetingPath(meeting.id)}>返回</Button>
      </Actions>
    </Form>,
  )
}

/** Files already here: they stay with the form by id, each with a box to take it out. */
const KeptFiles = ({ files }: { files: readonly Kept[] }) =>
  files.length === 0 ? null : (
    <fieldset class="field choices">
      <legend class="form-label">已有文件</legend>
      {files.map((file) => (
        <div>
          <input type="hidden" name="keep" value={file.id} />
          <label class="form-check">
            <input type="checkbox" name="drop" value={file.id} class="form-check-input" />
            <span class="form-check-label">
              移除 {file.name}（{sizeLabel(file.size)}）
            </span>
          </label>
        </div>
      ))}
    </fieldset>
  )
