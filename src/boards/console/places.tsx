import { minuteOf } from '../../calendar/day.ts'
import { listUnits } from '../../organs/store.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  DataTable,
  Empty,
  Facts,
  Field,
  Form,
  Pager,
  Panel,
  Select,
  Tag,
  TextArea,
  Timeline,
} from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { BOARD_KINDS } from '../kinds.ts'
import {
  addVillageBoards,
  type Board,
  findBoard,
  listBoards,
  saveBoard,
  saveSettings,
  setClosed,
  settingsOf,
} from '../registry/store.ts'
import { BoardSettings, SETTING_LABELS } from '../settings.ts'
import { answerUrge, listUrges, urgeBoard } from '../urges/store.ts'
import { BOARDS, crumbs, keptOrgan, mayOrder, organAsked } from './common.tsx'

const PLACES = `${BOARDS}/places`
const PER_PAGE = 50
const DONE: Record<string, string> = {
  opened: '公示栏已登记。',
  changed: '修改已保存。',
  villages: '各村的公示栏已登记。',
  closed: '公示栏已停用。',
  reopened: '公示栏已恢复使用。',
  settings: '规则已保存。',
  urged: '督办已经发出，村信息员登录后首先看到。',
  answered: '已经回复。',
}

/** Where paper is put up, and by which rules. At /console/boards/places */
export const showPlaces = (c: C) => placesPage(c, {}, null)

async function placesPage(c: C, form: Record<string, string>, refusal: Refusal | null) {
  const { organ } = await organAsked(c)
  if (!organ) return answerNotFound(c)
  const scope = scopeOf(c)
  const page = Math.max(1, Math.floor(Number(c.req.query('page'))) || 1)
  const [{ boards, total }, settings, units] = await Promise.all([
    listBoards(scope, { organId: organ.id }, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
    settingsOf(scope, organ.id),
    listUnits(scope, organ.id, 'village'),
  ])
  const may = mayOrder(c)
  const bare = units.filter(({ id }) => !boards.some(({ unitId }) => unitId === id)).length
  return consolePage(
    c,
    {
      title: '公示栏和规则',
      crumbs: crumbs({ label: '公示栏和规则' }),
      refusal,
      done: DONE[c.req.query('done') ?? ''],
    },
    <>
      {may && total < PER_PAGE && bare > 0 && (
        <Form action={`${PLACES}/villages`}>
          <Actions>
            <Button kind="primary">{`给${bare}个村（居）各登记一处公示栏`}</Button>
          </Actions>
        </Form>
      )}
      <DataTable
        caption="公示栏"
        captionHidden
        rows={boards}
        empty={
          <Empty title="还没有登记公示栏" hint="镇门口的政务公开栏、街上的宣传橱窗、各村的村务公开栏，都在这里登记。" />
        }
        columns={[
          { label: '名称', heading: true, cell: ({ id, name }) => <A href={`${PLACES}/${id}`}>{name}</A> },
          { label: '类别', cell: ({ kind }) => BOARD_KINDS[kind] },
          { label: '村（居）', cell: ({ unitName }) => unitName ?? '—' },
          { label: '位置', cell: ({ spot }) => spot || '—' },
          {
            label: '状态',
            cell: ({ closedOn }) =>
              closedOn ? <Tag label={`${closedOn}停用`} /> : <Tag kind="success" label="使用中" />,
          },
        ]}
      />
      <Pager
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        total={total}
        href={(number) => address(PLACES, { organ: keptOrgan(c, organ), page: number })}
      />
      {may && (
        <Panel title="登记公示栏">
          <Form action={PLACES}>
            <BoardFields form={form} units={units} refusal={refusal} />
            <Actions>
              <Button kind="primary">登记</Button>
            </Actions>
          </Form>
        </Panel>
      )}
      <Panel title="规则">
        {may ? (
          <Form action={`${PLACES}/settings`}>
            {(Object.keys(SETTING_LABELS) as (keyof BoardSettings)[]).map((name) => (
              <Field
                {...SETTING_LABELS[name]}
                name={name}
                type="number"
                min={0}
                value={form[name] ?? settings[name]}
                refusal={refusal}
              />
            ))}
            <Actions>
              <Button>保存规则</Button>
            </Actions>
          </Form>
        ) : (
          <Facts
            facts={(Object.keys(SETTING_LABELS) as (keyof BoardSettings)[]).map(
              (name) => [SETTING_LABELS[name].label, String(settings[name])] as const,
            )}
          />
        )}
      </Panel>
    </>,
  )
}

type Fields = { form: Record<string, string>; units: { id: string; name: string }[]; refusal: Refusal | null }

const BoardFields = ({ form, units, refusal }: Fields) => (
  <>
    <Field
      label="名称"
      name="name"
      required
      maxlength={40}
      value={form.name}
      refusal={refusal}
      hint="例如：镇政府门口政务公开栏"
    />
    <Select
      label="类别"
      name="kind"
      value={form.kind}
      options={Object.entries(BOARD_KINDS).map(([value, label]) => ({ value, label }))}
      refusal={refusal}
    />
    <Select
      label="村（居）"
      name="unitId"
      empty="（不属于某个村）"
      value={form.unitId}
      options={units.map(({ id, name }) => ({ value: id, label: name }))}
      hint="村务公开栏必选，由这个村（居）的信息员登记张贴"
      refusal={refusal}
    />
    <Field label="位置" name="spot" maxlength={100} value={form.spot} refusal={refusal} hint="例如：村部门口左侧" />
    <Field
      label="纬度"
      name="latitude"
      size="short"
      value={form.latitude}
      refusal={refusal}
      hint="可以不填。填了才能核对照片是不是在这里拍的"
    />
    <Field label="经度" name="longitude" size="short" value={form.longitude} refusal={refusal} />
  </>
)

export async function takeBoard(c: C) {
  const form = typed(c.var.form)
  const done = await saveBoard(contextOf(c), c.var.person?.organ?.id ?? '', entryOf(form))
  return done.ok ? seeOther(c, `${PLACES}?done=opened`) : placesPage(c, form, done.refusal)
}

const entryOf = (form: Record<string, string>) => ({ ...form, kind: form.kind ?? '', name: form.name ?? '' })

export async function takeVillages(c: C) {
  const done = await addVillageBoards(contextOf(c), c.var.person?.organ?.id ?? '')
  return done.ok ? seeOther(c, `${PLACES}?done=villages`) : placesPage(c, {}, done.refusal)
}

export async function takeSettings(c: C) {
  const form = typed(c.var.form)
  const read = BoardSettings.safeParse(form)
  if (!read.success) {
    const [issue] = read.error.issues
    const refusal = { code: 'boards.settings', says: issue!.message, field: String(issue!.path[0]) }
    return placesPage(c, form, refusal)
  }
  const done = await saveSettings(contextOf(c), c.var.person?.organ?.id ?? '', read.data)
  return done.ok ? seeOther(c, `${PLACES}?done=settings`) : placesPage(c, form, done.refusal)
}

/** People of one organ see only its own. */
async function wanted(c: C): Promise<Board | null> {
  const board = await findBoard(scopeOf(c), c.req.param('id') ?? '')
  const organ = c.var.person?.organ
  return board && (!organ || organ.id === board.organId) ? board : null
}

export async function showBoard(c: C) {
  const board = await wanted(c)
  return board ? boardPage(c, board, formOf(board), null) : answerNotFound(c)
}

const formOf = (board: Board): Record<string, string> => ({
  name: board.name,
  kind: board.kind,
  unitId: board.unitId ?? '',
  spot: board.spot,
  latitude: board.latitude === null ? '' : String(board.latitude),
  longitude: board.longitude === null ? '' : String(board.longitude),
})

async function boardPage(c: C, board: Board, form: Record<string, string>, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const [urges, units] = await Promise.all([
    listUrges(scope, { boardId: board.id }),
    listUnits(scope, board.organId, 'village'),
  ])
  const may = mayOrder(c)
  const mayUrge = c.var.person?.roles.some((role) => ['officer', 'leader', 'supervisor'].includes(role))
  const here = `${PLACES}/${board.id}`
  return consolePage(
    c,
    {
      title: board.name,
      crumbs: crumbs({ label: '公示栏和规则', href: PLACES }, { label: board.name }),
      refusal,
      done: refusal ? undefined : DONE[c.req.query('done') ?? ''],
    },
    <>
      <Panel title="公示栏">
        <Facts
          facts={[
            ['类别', BOARD_KINDS[board.kind]],
            ['村（居）', board.unitName],
            ['位置', board.spot],
            ['经纬度', board.latitude !== null && `${board.latitude}，${board.longitude}`],
            ['状态', board.closedOn ? `${board.closedOn}停用` : '使用中'],
          ]}
        />
      </Panel>
      <Panel title="督办">
        {urges.length === 0 && <p>没有督办过。</p>}
        {urges.length > 0 && (
          <Timeline
            label="督办"
            entries={urges.map((urge) => ({
              when: minuteOf(urge.urgedAt),
              who: urge.urgedAs,
              what: urge.note,
              note: urge.answeredAt ? (
                `${urge.answeredAs}，${minuteOf(urge.answeredAt)}回复：${urge.answer}`
              ) : may ? (
                <Form action={`${here}/urges/${urge.id}`}>
                  <Field
                    label="代为回复"
                    name="answer"
                    id={`f-answer-${urge.id}`}
                    required
                    maxlength={200}
                    refusal={refusal}
                  />
                  <Button>回复</Button>
                </Form>
              ) : (
                '还没有回复'
              ),
            }))}
          />
        )}
        {mayUrge && (
          <Form action={`${here}/urge`}>
            <TextArea
              label="督办事项"
              name="note"
              rows={2}
              required
              maxlength={200}
              value={form.note}
              refusal={refusal}
            />
            <Actions>
              <Button>督办</Button>
            </Actions>
          </Form>
        )}
      </Panel>
      {may && (
        <Panel title="修改">
          <Form action={here}>
            <input type="hidden" name="version" value={board.version} />
            <BoardFields form={form} units={units} refusal={refusal} />
            <Actions>
              <Button kind="primary">保存</Button>
            </Actions>
          </Form>
          <Form action={`${here}/${board.closedOn ? 'reopening' : 'closing'}`}>
            <input type="hidden" name="version" value={board.version} />
            <Actions>
              {board.closedOn ? (
                <Button>恢复使用</Button>
              ) : (
                <Button kind="danger" confirm="停用后不再布置张贴；挂着的仍要撤下。">
                  停用
                </Button>
              )}
            </Actions>
          </Form>
        </Panel>
      )}
    </>,
  )
}

export async function takeBoardChange(c: C) {
  const board = await wanted(c)
  if (!board) return answerNotFound(c)
  const form = typed(c.var.form)
  const done = await saveBoard(contextOf(c), board.organId, entryOf(form), {
    id: board.id,
    version: Number(form.version),
  })
  return done.ok ? seeOther(c, `${PLACES}/${board.id}?done=changed`) : boardPage(c, board, form, done.refusal)
}

export const takeClosing = (closed: boolean) => async (c: C) => {
  const board = await wanted(c)
  if (!board) return answerNotFound(c)
  const done = await setClosed(contextOf(c), { id: board.id, version: Number(typed(c.var.form).version) }, closed)
  return done.ok
    ? seeOther(c, `${PLACES}/${board.id}?done=${closed ? 'closed' : 'reopened'}`)
    : boardPage(c, board, formOf(board), done.refusal)
}

export async function takeUrge(c: C) {
  const board = await wanted(c)
  if (!board) return answerNotFound(c)
  const form = typed(c.var.form)
  const done = await urgeBoard(contextOf(c), board.id, form.note ?? '')
  return done.ok
    ? seeOther(c, `${PLACES}/${board.id}?done=urged`)
    : boardPage(c, board, { ...formOf(board), note: form.note ?? '' }, done.refusal)
}

export async function takeDeskAnswer(c: C) {
  const board = await wanted(c)
  if (!board) return answerNotFound(c)
  const done = await answerUrge(contextOf(c), c.req.param('urge') ?? '', typed(c.var.form).answer ?? '')
  return done.ok ? seeOther(c, `${PLACES}/${board.id}?done=answered`) : boardPage(c, board, formOf(board), done.refusal)
}
