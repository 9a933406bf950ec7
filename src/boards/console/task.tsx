import { Day, minuteOf } from '../../calendar/day.ts'
import { findFile } from '../../files/store.ts'
import { bytesOf } from '../../files/vault.ts'
import type { Refusal } from '../../result.ts'
import { unitsHeld } from '../../staff/holders/store.ts'
import { type C, contextOf, scopeOf, seeOther, to, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Facts, Field, FileField, Form, Notice, Panel } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { PHOTO_KINDS, remarksOn } from '../photos/rules.ts'
import { findPosting } from '../postings/store.ts'
import { settingsOf } from '../registry/store.ts'
import type { BoardSettings } from '../settings.ts'
import { findTask, photosOf } from '../tasks/registry/store.ts'
import { addPhoto, postUp, sendBack, takeDown } from '../tasks/store.ts'
import type { Photo, Task } from '../tasks/task.ts'
import { BOARDS, crumbs, StageTag, todayOf } from './common.tsx'
import { sheetPdf } from './posting.tsx'

/** The same page from two doors: the organ's desk, and the village's telephone. */
export type Door = 'desk' | 'village'
export const VILLAGE = '/console/village'
const pathOf = (door: Door, task: { id: string }) =>
  door === 'desk' ? `${BOARDS}/tasks/${task.id}` : `${VILLAGE}/${task.id}`

/** A village sees only what is at its own boards; people of an organ only its own; others of the site, everything. */
async function wanted(c: C, door: Door): Promise<Task | null> {
  const task = await findTask(scopeOf(c), c.req.param('id') ?? '')
  if (!task) return null
  const { person } = c.var
  if (door === 'desk') return !person?.organ || person.organ.id === task.organId ? task : null
  const units = await unitsHeld(scopeOf(c), person?.accountId ?? '', 'village', todayOf(c))
  return task.unitId && units.includes(task.unitId) ? task : null
}

const DONE: Record<string, string> = {
  posted: '张贴已登记。',
  removed: '撤下已登记。',
  photo: '照片已保存。',
  back: '已退回，村里会看到原因。',
}

export const showTask = (door: Door) => async (c: C) => {
  const task = await wanted(c, door)
  return task ? taskPage(c, door, task, {}, null) : answerNotFound(c)
}

/** Photographs first, each kept at once; then the day. Whatever is refused, the rest stays as it was sent. */
async function photosThen(
  c: C,
  task: Task,
  purpose: 'up' | 'down',
): Promise<{ refusal: Refusal | null; kept: number }> {
  let refusal: Refusal | null = null
  let kept = 0
  for (const file of c.var.form.getAll('photos')) {
    if (typeof file === 'string' || file.name === '') continue
    const done = await addPhoto(contextOf(c), task.id, purpose, {
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })
    if (done.ok) kept += 1
    else refusal ??= done.refusal
  }
  return { refusal, kept }
}

const step =
  (door: Door, done: string, take: (c: C, task: Task, form: Record<string, string>) => Promise<Refusal | null>) =>
  async (c: C) => {
    const task = await wanted(c, door)
    if (!task) return answerNotFound(c)
    const form = typed(c.var.form)
    const refusal = await take(c, task, form)
    if (!refusal) return seeOther(c, `${pathOf(door, task)}?done=${done}`)
    return taskPage(c, door, (await findTask(scopeOf(c), task.id)) ?? task, form, refusal)
  }

export const takePosted = (door: Door) =>
  step(door, 'posted', async (c, task, form) => {
    const { refusal } = await photosThen(c, task, 'up')
    if (refusal) return refusal
    const day = Day.safeParse(form.postedOn)
    if (!day.success) return { code: 'boards.day', says: '请填写张贴日期', field: 'postedOn' }
    const done = await postUp(contextOf(c), { id: task.id, version: Number(form.version) }, day.data)
    return done.ok ? null : done.refusal
  })

export const takePhotos = (door: Door) =>
  step(door, 'photo', async (c, task) => {
    const { refusal, kept } = await photosThen(c, task, 'up')
    return refusal ?? (kept === 0 ? { code: 'boards.no-photo', says: '请选择照片', field: 'photos' } : null)
  })

export const takeRemoved = (door: Door) =>
  step(door, 'removed', async (c, task, form) => {
    const { refusal } = await photosThen(c, task, 'down')
    if (refusal) return refusal
    const day = Day.safeParse(form.removedOn)
    if (!day.success) return { code: 'boards.day', says: '请填写撤下日期', field: 'removedOn' }
    const done = await takeDown(
      contextOf(c),
      { id: task.id, version: Number(form.version) },
      { removedOn: day.data, note: form.note ?? '' },
    )
    return done.ok ? null : done.refusal
  })

export const takeBack = step('desk', 'back', async (c, task, form) => {
  const done = await sendBack(contextOf(c), { id: task.id, version: Number(form.version) }, form.reason ?? '')
  return done.ok ? null : done.refusal
})

export const taskSheet = (door: Door) => async (c: C) => {
  const task = await wanted(c, door)
  const posting = task && (await findPosting(scopeOf(c), task.postingId))
  return posting ? sheetPdf(c, posting, task.id) : answerNotFound(c)
}

/** A photograph as it was sent, for those who may see the task. */
export const showPhoto = (door: Door) => async (c: C) => {
  const task = await wanted(c, door)
  const photo = task && (await photosOf(scopeOf(c), [task.id])).find(({ id }) => id === c.req.param('photo'))
  const file = photo && (await findFile(scopeOf(c), photo.fileId))
  if (!file) return answerNotFound(c)
  return c.body(new Uint8Array(await bytesOf(c.var.files, file.sha256)), 200, {
    'content-type': file.mime,
    'x-content-type-options': 'nosniff',
  })
}

async function taskPage(c: C, door: Door, task: Task, form: Record<string, string>, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const [settings, photos] = await Promise.all([settingsOf(scope, task.organId), photosOf(scope, [task.id])])
  const today = todayOf(c)
  const here = pathOf(door, task)
  const officer = c.var.person?.roles.includes('officer') ?? false
  const mayAct = door === 'village' || (officer && c.var.person?.organ?.id === task.organId)
  const title = door === 'desk' ? `${task.boardName}：${task.title}` : task.title
  return consolePage(
    c,
    {
      title,
      crumbs:
        door === 'desk'
          ? crumbs({ label: task.title, href: `${BOARDS}/postings/${task.postingId}` }, { label: task.boardName })
          : [{ label: '公示任务', href: VILLAGE }, { label: task.title }],
      refusal,
      done: refusal ? undefined : DONE[c.req.query('done') ?? ''],
    },
    <div class="posting-task">
      <p>
        <StageTag task={task} today={today} settings={settings} />
      </p>
      {task.withdrawn && (
        <Notice kind="danger" title="这条信息已经撤回">
          <p>{task.postedOn ? '请立即撤下。' : '不要再张贴。'}</p>
        </Notice>
      )}
      {task.returnedReason !== '' && !task.postedOn && (
        <Notice kind="warning" title={`${task.returnedAs}退回了张贴登记`}>
          <p>{task.returnedReason}</p>
          <p>请按要求重新张贴或者重新拍照，再登记一次。</p>
        </Notice>
      )}
      {mayAct && !task.cancelled && !task.postedOn && (
        <PutUp task={task} here={here} form={form} today={today} refusal={refusal} photos={photos.length} />
      )}
      {mayAct && task.postedOn && !task.removedOn && (
        <TakeDown task={task} here={here} form={form} today={today} refusal={refusal} />
      )}
      <Panel title="公示">
        <Facts
          facts={[
            ['张贴地点', [task.boardName, task.boardSpot].filter(Boolean).join('，')],
            ['张贴期限', task.dueOn],
            ['公示期', `${task.days}天，自张贴的次日起算`],
            ['要求', task.notice],
            ['张贴', task.postedOn && `${task.postedOn}，${task.postedAs}登记于${minuteOf(task.postedAt!)}`],
            ['公示到', task.endsOn],
            ['撤下', task.removedOn && `${task.removedOn}，${task.removedAs}登记`],
            ['撤下说明', task.removalNote],
          ]}
        />
        <Actions>
          <a class="btn" href={to(c, `${here}/sheet.pdf?paper=a4`)}>
            打印公示页（A4）
          </a>
          <a class="btn" href={to(c, `${here}/sheet.pdf?paper=a3`)}>
            打印公示页（A3）
          </a>
        </Actions>
      </Panel>
      <Photos c={c} door={door} task={task} photos={photos} settings={settings} refusal={refusal} mayAct={mayAct} />
      {door === 'desk' && mayAct && task.postedOn && (
        <Panel title="退回登记">
          <Form action={`${here}/sending-back`}>
            <input type="hidden" name="version" value={task.version} />
            <Field
              label="退回的原因"
              name="reason"
              required
              maxlength={200}
              value={form.reason}
              refusal={refusal}
              hint="例如：照片看不清标题，请重拍"
            />
            <Button kind="danger" confirm="退回后这处公示要重新登记张贴，已有的照片留存，不再作数。">
              退回
            </Button>
          </Form>
        </Panel>
      )}
    </div>,
  )
}

type Asking = { task: Task; here: string; form: Record<string, string>; today: Day; refusal: Refusal | null }

/** `capture` is not asked for: a telephone then offers both the camera and the album. */
const PutUp = ({ task, here, form, today, refusal, photos }: Asking & { photos: number }) => (
  <Panel title="登记张贴">
    <Form action={`${here}/posted`} files>
      <input type="hidden" name="version" value={task.version} />
      <FileField
        label="照片"
        name="photos"
        many
        accept={PHOTO_KINDS}
        refusal={refusal}
        hint={
          photos > 0
            ? `已经保存${photos}张，可以不再选。`
            : '站远一点，拍到整个公示栏和公示的标题。每张不超过20 MB。不用拍人。'
        }
      />
      <Field
        label="张贴日期"
        name="postedOn"
        type="date"
        required
        max={today}
        value={form.postedOn ?? today}
        refusal={refusal}
      />
      <Actions>
        <Button kind="primary">登记张贴</Button>
      </Actions>
    </Form>
  </Panel>
)

const TakeDown = ({ task, here, form, today, refusal }: Asking) => (
  <Panel title="登记撤下">
    {task.endsOn && today <= task.endsOn && <p>{`公示到${task.endsOn}，期满后再撤下。`}</p>}
    <Form action={`${here}/removed`} files>
      <input type="hidden" name="version" value={task.version} />
      <Field
        label="撤下日期"
        name="removedOn"
        type="date"
        required
        min={task.postedOn ?? undefined}
        max={today}
        value={form.removedOn ?? today}
        refusal={refusal}
      />
      <Field label="说明" name="note" maxlength={200} value={form.note} refusal={refusal} hint="提前撤下的须写明原因" />
      <FileField label="撤下后的照片" name="photos" id="f-photos-down" many accept={PHOTO_KINDS} hint="可以不拍" />
      <Actions>
        <Button kind={task.endsOn && today > task.endsOn ? 'primary' : 'plain'}>登记撤下</Button>
      </Actions>
    </Form>
  </Panel>
)

function Photos(props: {
  c: C
  door: Door
  task: Task
  photos: Photo[]
  settings: BoardSettings
  refusal: Refusal | null
  mayAct: boolean
}) {
  const { c, door, task, photos, settings, refusal, mayAct } = props
  const here = pathOf(door, task)
  if (photos.length === 0 && !task.postedOn) return null
  return (
    <Panel title={`照片（${photos.length}）`}>
      {photos.length === 0 && <p>还没有照片。没有照片的张贴没有凭据，请补拍。</p>}
      <ul class="photo-list">
        {photos.map((photo) => {
          const remarks = remarksOf(photo, task, settings)
          return (
            <li>
              <a href={to(c, `${here}/photos/${photo.id}`)}>
                <img
                  src={to(c, `${here}/photos/${photo.id}`)}
                  alt={`${task.boardName}${photo.purpose === 'up' ? '张贴' : '撤下'}照片，${minuteOf(photo.sentAt)}上传`}
                  loading="lazy"
                />
              </a>
              <Facts
                facts={[
                  ['用途', photo.refused ? '已退回，不作数' : photo.purpose === 'up' ? '张贴' : '撤下'],
                  ['拍摄时间', photo.takenAt ? minuteOf(photo.takenAt) : '照片里没有'],
                  [
                    '拍摄地点',
                    photo.latitude === null
                      ? '照片里没有'
                      : `北纬${photo.latitude.toFixed(5)}，东经${photo.longitude?.toFixed(5)}`,
                  ],
                  ['上传', `${photo.sentAs}，${minuteOf(photo.sentAt)}`],
                ]}
              />
              {remarks.length > 0 && (
                <ul class="photo-remarks">
                  {remarks.map((says) => (
                    <li>{says}</li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
      {mayAct && task.postedOn && (
        <Form action={`${here}/photos`} files>
          <FileField
            label="补充照片"
            name="photos"
            many
            accept={PHOTO_KINDS}
            refusal={refusal}
            hint="每张不超过20 MB"
          />
          <Actions>
            <Button>上传照片</Button>
          </Actions>
        </Form>
      )}
    </Panel>
  )
}

const remarksOf = (photo: Photo, task: Task, settings: BoardSettings) =>
  remarksOn(
    photo,
    photo.purpose === 'up'
      ? { orderedAt: task.orderedAt, day: task.postedOn, verb: '张贴' }
      : { orderedAt: task.orderedAt, day: task.removedOn, verb: '撤下' },
    task,
    settings.farMetres,
  )
