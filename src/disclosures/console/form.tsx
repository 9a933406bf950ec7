import { dayOf } from '../../calendar/day.ts'
import { ACCEPT, sizeLabel } from '../../files/kinds.ts'
import { findFiles, keepFile, type StoredFile } from '../../files/store.ts'
import { listOrgans } from '../../organs/store.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Choices, Field, FileField, Form, Panel, Select, TextArea } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { listCategories } from '../catalogue/store.ts'
import { CHANNELS, OFFERED } from '../channels.ts'
import { type ItemInput, LIMITS } from '../input.ts'
import type { Item } from '../item.ts'
import { submitItem } from '../publication/store.ts'
import { createItem, editItem } from '../store.ts'
import { VALIDITIES } from '../validity.ts'
import { crumbs, DESK, deskPath, itemOf, ofItem, ownOrgan } from './common.tsx'

/** What stands in the form: what was typed, and the files kept so far. */
type Filled = {
  fields: Record<string, string>
  channels: string[]
  files: Pick<StoredFile, 'id' | 'name' | 'size'>[]
}

/** At /console/disclosures/new */
export const newForm = (c: C) =>
  show(
    c,
    null,
    { fields: { formedOn: dayOf(c.var.now), organ: ownOrgan(c) ?? '' }, channels: ['site'], files: [] },
    null,
  )

/** At /console/disclosures/:id/edit */
export const editForm = ofItem((c, item) => {
  const { latest } = item
  const fields = {
    version: String(item.version),
    title: latest.title,
    documentNumber: latest.documentNumber ?? '',
    formedOn: latest.formedOn,
    category: latest.categoryCode ?? '',
    uncategorisedReason: latest.uncategorisedReason ?? '',
    summary: latest.summary,
    body: latest.body,
    source: latest.source,
    validity: latest.validity ?? '',
    note: latest.note,
  }
  return show(c, item, { fields, channels: latest.channels, files: latest.attachments }, null)
})

/**
 * Keeps the draft, and hands it to the reviewer when that button was pressed. Files are kept before the text is judged,
 * so that a refused form still has them.
 */
export async function saveItem(c: C) {
  const ctx = contextOf(c)
  const id = c.req.param('id')
  const item = id ? await itemOf(c) : null
  if (id && !item) return answerNotFound(c)

  const { form } = c.var
  const fields = typed(form)
  const dropped = form.getAll('drop').map(String)
  const kept = form
    .getAll('keep')
    .map(String)
    .filter((file) => !dropped.includes(file))
  const sent: string[] = []
  let refusal: Refusal | null = null
  for (const file of form.getAll('files').filter((each) => typeof each !== 'string' && each.name !== '')) {
    const stored = await keepFile(ctx, {
      name: (file as File).name,
      bytes: new Uint8Array(await (file as File).arrayBuffer()),
    })
    if (stored.ok) sent.push(stored.value.id)
    else refusal ??= stored.refusal
  }
  const channels = form.getAll('channels').map(String)
  const attachments = [...kept, ...sent]
  if (!refusal) {
    const input = { ...inputOf(fields), channels, attachments }
    const saved = item
      ? await editItem(ctx, { id: item.id, version: Number(fields.version) }, input)
      : await createItem(ctx, { organId: ownOrgan(c) ?? fields.organ ?? '', ...input })
    // Saved first: reading large attachments for the review takes seconds, and no other step should wait for it.
    const done = saved.ok && fields.next === 'submit' ? await submitItem(ctx, saved.value) : saved
    if (done.ok) return seeOther(c, deskPath(done.value.id))
    if (saved.ok)
      return show(
        c,
        saved.value,
        {
          fields: { ...fields, version: String(saved.value.version) },
          channels,
          files: await findFiles(ctx, attachments),
        },
        done.refusal,
      )
    refusal = done.refusal
  }
  return show(c, item, { fields, channels, files: await findFiles(ctx, attachments) }, refusal)
}

const inputOf = (fields: Record<string, string>): ItemInput => ({
  title: fields.title ?? '',
  formedOn: fields.formedOn ?? '',
  category: fields.category || null,
  uncategorisedReason: fields.uncategorisedReason,
  summary: fields.summary,
  body: fields.body,
  documentNumber: fields.documentNumber,
  source: fields.source,
  validity: fields.validity,
  note: fields.note,
})

async function show(c: C, item: Item | null, filled: Filled, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const [categories, organs] = await Promise.all([listCategories(scope), ownOrgan(c) ? [] : listOrgans(scope)])
  const { fields } = filled
  const revising = item !== null && item.publishedVersion !== null
  const title = item ? `修改：${item.latest.title}` : '新建信息'
  const path = item ? deskPath(item.id, '/edit') : `${DESK}/new`
  return consolePage(
    c,
    { title, crumbs: crumbs({ label: item ? '修改' : '新建' }), refusal },
    <Panel>
      <Form action={path} files>
        {item && <input type="hidden" name="version" value={fields.version} />}
        {organs.length > 0 && !item && (
          <Select
            label="发布机构"
            name="organ"
            required
            value={fields.organ}
            options={organs.map((organ) => ({ value: organ.id, label: organ.name }))}
          />
        )}
        <Field label="信息名称" name="title" required value={fields.title} maxlength={LIMITS.title} refusal={refusal} />
        <Field
          label="文号"
          name="documentNumber"
          value={fields.documentNumber}
          hint="例如 南码政〔2017〕68号，没有的不填"
          maxlength={LIMITS.documentNumber}
          refusal={refusal}
        />
        <Field
          label="成文日期"
          name="formedOn"
          type="date"
          required
          value={fields.formedOn}
          max={dayOf(c.var.now)}
          hint="公文落款的日期。发布日期由系统在发布时记录。"
          refusal={refusal}
        />
        <Select
          label="类别"
          name="category"
          empty="（未归类）"
          value={fields.category}
          options={categories.map((each) => ({ value: each.code, label: each.name }))}
          refusal={refusal}
        />
        <Field
          label="未归类的原因"
          name="uncategorisedReason"
          value={fields.uncategorisedReason}
          hint="没有选择类别时必填，例如 历史信息待归类"
          refusal={refusal}
        />
        <TextArea label="内容概述" name="summary" rows={2} value={fields.summary} refusal={refusal} />
        <TextArea
          label="正文"
          name="body"
          rows={18}
          value={fields.body}
          hint="一行一段。以“一、”“（一）”“1.”“（1）”开头的短行显示为标题。"
          refusal={refusal}
        />
        <Select
          label="有效性"
          name="validity"
          empty="（不填）"
          value={fields.validity}
          options={Object.entries(VALIDITIES).map(([value, label]) => ({ value, label }))}
          hint="规范性文件、政策应当标明；废止或者失效以后，修订这条信息，改为“已废止”或“已失效”"
          refusal={refusal}
        />
        <Field label="来源" name="source" value={fields.source} hint="转载时填写原发布机关" refusal={refusal} />
        <Choices
          legend="公开形式"
          name="channels"
          many
          inline
          value={['site', ...filled.channels]}
          options={OFFERED.map((value) => ({ value, label: CHANNELS[value], disabled: value === 'site' }))}
          hint="计划或者已经采用的都勾选。在公示栏张贴、编入政府公报的，登记以后自动计入。"
          refusal={refusal}
        />
        <KeptFiles files={filled.files} />
        <FileField label="添加附件" name="files" many accept={ACCEPT} hint="每个不超过20MB" refusal={refusal} />
        {revising && (
          <Field label="修订说明" name="note" value={fields.note} hint="向社会说明这一版改了什么" refusal={refusal} />
        )}
        <Actions>
          <Button kind="primary" name="next" value="submit">
            保存并送审
          </Button>
          <Button name="next" value="keep">
            保存草稿
          </Button>
        </Actions>
      </Form>
    </Panel>,
  )
}

/** Files already here: they stay with the form by id, each with a box to take it out. */
const KeptFiles = ({ files }: { files: Filled['files'] }) =>
  files.length === 0 ? null : (
    <fieldset class="field choices">
      <legend class="form-label">已有附件</legend>
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
