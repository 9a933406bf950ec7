import { formNamed } from '../law/forms.ts'
import { type Refusal, type Result, refuse } from '../result.ts'
import { isRole, ROLES, type Role } from '../roles.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, Choices, type Column, DataTable, Empty, Facts, Field, Form, Select } from '../web/ui/index.ts'
import { answerNotFound } from '../web/wrong.tsx'
import { mayChangeProfile, maySetNumbers } from './duties.ts'
import { ORGAN_KINDS, type Organ, type Post, UNIT_KINDS, type Unit, type UnitKind } from './model.ts'
import { PROFILE_LABELS, SETTING_LABELS } from './settings.ts'
import { createPost, createUnit, findOrgan, listPosts, listUnits } from './store.ts'

const DONE: Record<string, string> = {
  created: '机关已增加',
  profile: '机关资料已保存',
  settings: '编号与公文样式已保存',
  numbers: '已接续，下一个号码从它之后编起',
  unit: '已增加',
  post: '岗位已增加',
}

/** GET /console/organs/:slug */
export const showOrgan = (c: C) => answer(c, {}, null)

const isUnitKind = (text: string): text is UnitKind => Object.hasOwn(UNIT_KINDS, text)

/** POST /console/organs/:slug/units */
export const takeUnit = (c: C) =>
  take(c, 'unit', async (organ, { kind = '', unitName = '' }) => {
    if (!isUnitKind(kind)) return refuse('organs.unit-kind', '请选择是内设机构还是村（居）', { field: 'kind' })
    const sort = (await listUnits(scopeOf(c), organ.id, kind)).length + 1
    return pointAt('unitName', await createUnit(contextOf(c), organ.id, { kind, name: unitName, sort }))
  })

/** POST /console/organs/:slug/posts */
export const takePost = (c: C) =>
  take(c, 'post', async (organ, { postName = '', unitId = '' }) => {
    const roles = rolesTyped(c)
    const unit = (await listUnits(scopeOf(c), organ.id)).find(({ id }) => id === unitId)
    const sort = (await listPosts(scopeOf(c), organ.id)).length + 1
    return pointAt(
      'postName',
      await createPost(contextOf(c), { organId: organ.id, unitId: unit?.id, name: postName, roles, sort }),
    )
  })

/** The duties ticked, when a form was sent. */
const rolesTyped = (c: C): Role[] =>
  (c.var.form?.getAll('roles') ?? []).filter((role) => typeof role === 'string').filter(isRole)

/** This page has two names to fill in; a refusal about a name points at the right one. */
const pointAt = <T,>(field: string, result: Result<T>): Result<T> =>
  result.ok || result.refusal.field !== 'name' ? result : { ok: false, refusal: { ...result.refusal, field } }

type Typed = Record<string, string>

async function take(c: C, done: string, work: (organ: Organ, form: Typed) => Promise<Result<unknown>>) {
  const organ = await findOrgan(scopeOf(c), c.req.param('slug') ?? '')
  if (!organ) return answerNotFound(c)
  const form = typed(c.var.form)
  const taken = await work(organ, form)
  return taken.ok ? seeOther(c, `/console/organs/${organ.slug}?done=${done}`) : answer(c, form, taken.refusal)
}

async function answer(c: C, form: Typed, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const organ = await findOrgan(scope, c.req.param('slug') ?? '')
  if (!organ) return answerNotFound(c)
  const { actor } = contextOf(c)
  const admin = maySetNumbers(actor)
  const path = `/console/organs/${organ.slug}`
  const [units, posts] = await Promise.all([listUnits(scope, organ.id), listPosts(scope, organ.id)])
  const sections = units.filter((unit) => unit.kind === 'section')
  const villages = units.filter((unit) => unit.kind === 'village')
  return consolePage(
    c,
    {
      title: organ.name,
      crumbs: [{ label: '机关与村居', href: '/console/organs' }, { label: organ.name }],
      refusal,
      done: refusal ? undefined : DONE[c.req.query('done') ?? ''],
      actions: (
        <>
          {mayChangeProfile(actor, organ.id) && (
            <Button kind="primary" href={`${path}/profile`}>
              修改机关资料
            </Button>
          )}
          <Button href={`${path}/lines`}>隶属关系</Button>
          {admin && <Button href={`${path}/settings`}>编号与公文样式</Button>}
          {admin && <Button href={`${path}/numbers`}>接续纸上编号</Button>}
        </>
      ),
    },
    <>
      <h2>机关资料</h2>
      <Facts
        facts={[
          ['简称', organ.shortName],
          ['机构代码', organ.code],
          ['类别', ORGAN_KINDS[organ.kind]],
          ...labelled(PROFILE_LABELS, organ.profile),
        ]}
      />
      <h2>编号与公文样式</h2>
      <Facts
        facts={labelled(SETTING_LABELS, {
          ...organ.settings,
          reportForm: formNamed(organ.settings.reportForm)?.name ?? '',
        })}
      />
      <h2>岗位</h2>
      <DataTable caption="岗位" captionHidden rows={posts} columns={columns} empty="还没有岗位" />
      <h2>内设机构（{sections.length}个）</h2>
      <Names units={sections} />
      <h2>村（居）（{villages.length}个）</h2>
      <Names units={villages} />
      {admin && <Additions path={path} units={units} form={form} roles={rolesTyped(c)} refusal={refusal} />}
    </>,
  )
}

const labelled = <K extends string>(labels: Record<K, string>, values: Record<NoInfer<K>, string>) =>
  (Object.keys(labels) as K[]).map((key) => [labels[key], values[key]] as const)

const columns: Column<Post>[] = [
  { label: '岗位', heading: true, cell: (post) => post.name },
  { label: '所在机构', cell: (post) => post.unitName ?? '机关' },
  { label: '职责', cell: (post) => post.roles.map((role) => ROLES[role]).join('、') },
]

const Names = ({ units }: { units: readonly Unit[] }) =>
  units.length > 0 ? <p>{units.map((unit) => unit.name).join('、')}</p> : <Empty title="还没有登记" />

const Additions = (props: {
  path: string
  units: readonly Unit[]
  form: Typed
  roles: readonly Role[]
  refusal: Refusal | null
}) => {
  const { path, units, form, refusal } = props
  return (
    <>
      <h2>增加内设机构或村（居）</h2>
      <Form action={`${path}/units`}>
        <Choices
          legend="类别"
          name="kind"
          value={form.kind}
          options={Object.entries(UNIT_KINDS).map(([value, label]) => ({ value, label }))}
          inline
          required
          refusal={refusal}
        />
        <Field label="名称" name="unitName" value={form.unitName} required refusal={refusal} />
        <Actions>
          <Button kind="primary">增加</Button>
        </Actions>
      </Form>
      <h2>增加岗位</h2>
      <Form action={`${path}/posts`}>
        <Field
          label="岗位名称"
          name="postName"
          value={form.postName}
          required
          refusal={refusal}
          hint="如：党政办信息员"
        />
        <Select
          label="所在机构"
          name="unitId"
          value={form.unitId}
          empty="机关"
          options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        />
        <Choices
          legend="职责"
          name="roles"
          value={props.roles}
          options={Object.entries(ROLES).map(([value, label]) => ({ value, label }))}
          many
          required
          refusal={refusal}
        />
        <Actions>
          <Button kind="primary">增加岗位</Button>
        </Actions>
      </Form>
    </>
  )
}
