import { minuteOf } from '../../calendar/day.ts'
import { sizeLabel } from '../../files/kinds.ts'
import { disposition, safeName } from '../../files/names.ts'
import { findOrgan, listOrgans } from '../../organs/store.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Choices, Facts, Field, Form, Notice, Panel, Select, TextArea } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { casePath } from '../common.tsx'
import { findApplication } from '../registry/store.ts'
import { entryPath, TRAY, titleOf } from './list.tsx'
import { CLUES, ENTRY_STATES, SOURCES } from './rules.ts'
import { type Entry, type EntryFile, filesOf, findEntry, openFile } from './store.ts'

/** The entry of the address; null when there is none, or it is another organ's. */
export async function wantedEntry(c: C): Promise<Entry | null> {
  const entry = await findEntry({ ...scopeOf(c), files: c.var.files }, c.req.param('id') ?? '')
  const organ = c.var.person?.organ
  return entry && (!organ || organ.id === entry.organId) ? entry : null
}

/** One entry: what it says, where it may belong, and the three ways out of the tray. At /console/tray/:id */
export async function showEntry(c: C) {
  const entry = await wantedEntry(c)
  return entry ? entryPage(c, entry, {}) : answerNotFound(c)
}

/** Sends a file of an entry to be saved, and writes down who looked. At POST /console/tray/:id/files/:place */
export async function sendEntryFile(c: C) {
  const entry = await wantedEntry(c)
  if (!entry) return answerNotFound(c)
  const place = Number(c.req.param('place'))
  const file = (await filesOf(scopeOf(c), entry.id)).find((one) => one.place === place)
  if (!file) return answerNotFound(c)
  const opened = await openFile(contextOf(c), entry, place)
  if (!opened.ok) return entryPage(c, entry, {}, opened.refusal)
  return c.body(new Uint8Array(opened.value), 200, {
    // Written by a stranger: to be saved, never to be shown by the browser.
    'content-type': 'application/octet-stream',
    'content-disposition': disposition(safeName(entry.words?.names[place] ?? '')),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
}

export async function entryPage(c: C, entry: Entry, form: Record<string, string>, refusal?: Refusal) {
  const scope = scopeOf(c)
  const files = await filesOf(scope, entry.id)
  const organ = await findOrgan(scope, entry.organId)
  const on = entry.applicationId ? await findApplication(scope, entry.applicationId) : null
  const may = c.var.person?.roles.includes('officer') && c.var.person.organ?.id === entry.organId
  const { words } = entry
  c.header('cache-control', 'no-store')
  return consolePage(
    c,
    { title: '来件', crumbs: [{ label: '收件箱', href: TRAY }, { label: '来件' }], refusal },
    <>
      {words?.troubles.map((trouble) => (
        <Notice kind="warning" title={trouble} />
      ))}
      <Facts
        facts={[
          ['来件', titleOf(entry)],
          ['来源', SOURCES[entry.source]],
          ['到达时间', minuteOf(entry.arrivedAt)],
          ['发件人', words && [words.fromName, words.from].filter(Boolean).join(' ')],
          ['发件人核验', words?.authentication],
          ['收件机关', organ?.name],
          ['处理', ENTRY_STATES[entry.state]],
          ['申请', on && <Button href={casePath(on.id)}>{`${on.number} ${on.subject}`}</Button>],
          ['处理说明', entry.reason],
          ['处理时间', entry.settledAt && `${minuteOf(entry.settledAt)}，${entry.settledAs}`],
        ]}
      />
      {words?.text.trim() && (
        <Panel title="正文">
          <div class="reviewed-text">{words.text}</div>
        </Panel>
      )}
      {files.length > 0 && <Files entry={entry} files={files} />}
      {may && entry.state === 'waiting' && <WaysOut c={c} entry={entry} form={form} refusal={refusal} />}
      {may && entry.state === 'discarded' && (
        <Form action={entryPath(entry.id, '/restoration')}>
          <input type="hidden" name="version" value={String(entry.version)} />
          <Button>恢复到收件箱</Button>
        </Form>
      )}
    </>,
  )
}

const Files = ({ entry, files }: { entry: Entry; files: readonly EntryFile[] }) => (
  <Panel title="文件">
    <p>下载会记入台账。陌生人寄来的文件，打开前请先杀毒。</p>
    <ul class="plain">
      {files.map(({ place, size }) => (
        <li>
          <Form action={entryPath(entry.id, `/files/${place}`)}>
            <Button>{`下载 ${entry.words?.names[place] ?? '文件'}（${sizeLabel(size)}）`}</Button>
          </Form>
        </li>
      ))}
    </ul>
  </Panel>
)

async function WaysOut({
  c,
  entry,
  form,
  refusal,
}: {
  c: C
  entry: Entry
  form: Record<string, string>
  refusal?: Refusal
}) {
  const version = <input type="hidden" name="version" value={String(entry.version)} />
  const others = (await listOrgans(scopeOf(c))).filter(({ id }) => id !== entry.organId)
  return (
    <>
      <Panel title="登记为新的申请">
        <Actions>
          <Button kind="primary" href={`/console/applications/new?tray=${entry.id}`}>
            登记为申请
          </Button>
        </Actions>
      </Panel>
      <Panel title="不是公开申请，是咨询、投诉、举报、建议或者纠错">
        <Actions>
          <Button href={`/console/feedback/new?tray=${entry.id}`}>登记为诉求</Button>
        </Actions>
      </Panel>
      <Panel title="附入已有的申请">
        <Form action={entryPath(entry.id, '/note')}>
          {version}
          {entry.guesses.length > 0 && (
            <Choices
              legend="可能是"
              name="guess"
              value={form.guess ?? (form.number ? '' : entry.guesses[0]!.number)}
              options={[
                ...entry.guesses.map(({ number, clue }) => ({ value: number, label: number, hint: CLUES[clue] })),
                { value: '', label: '都不是，填登记号' },
              ]}
            />
          )}
          <Field label="登记号" name="number" value={form.number} maxlength={20} refusal={refusal} />
          <Field
            label="来件是什么"
            name="note"
            required
            maxlength={200}
            value={form.note}
            refusal={refusal}
            hint="例如：申请人寄来补正材料。不写申请人的姓名和号码"
          />
          <Actions>
            <Button>附入这件申请</Button>
          </Actions>
        </Form>
      </Panel>
      <Panel title="作废">
        <Form action={entryPath(entry.id, '/discard')}>
          {version}
          <TextArea
            label="理由"
            name="reason"
            required
            rows={2}
            maxlength={200}
            value={form.reason}
            refusal={refusal}
            hint="例如：广告邮件；与某件重复；不是公开申请，已转信访办。作废可以恢复"
          />
          <Actions>
            <Button>作废</Button>
          </Actions>
        </Form>
      </Panel>
      {others.length > 0 && (
        <Panel title="转给其他机关">
          <Form action={entryPath(entry.id, '/handover')}>
            {version}
            <Select
              label="机关"
              name="organ"
              empty="请选择"
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
              value={form.organ}
            />
            <Actions>
              <Button>转给这个机关</Button>
            </Actions>
          </Form>
        </Panel>
      )}
    </>
  )
}
