import type { Refusal } from '../result.ts'
import { ROLES } from '../roles.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { A, Actions, Button, Choices, type Column, DataTable, Field, Form } from '../web/ui/index.ts'
import { maySetNumbers } from './duties.ts'
import { ORGAN_KINDS, type Organ, type OrganKind } from './model.ts'
import { createOrgan, listOrgans, listPosts } from './store.ts'

/** GET /console/organs */
export async function showOrgans(c: C) {
  const scope = scopeOf(c)
  const admin = maySetNumbers(contextOf(c).actor)
  return consolePage(
    c,
    {
      title: '机关与村居',
      crumbs: [{ label: '机关与村居' }],
      actions: admin && (
        <Button kind="primary" href="/console/organs/new">
          增加机关
        </Button>
      ),
    },
    <>
      <DataTable caption="机关" captionHidden rows={await listOrgans(scope)} columns={columns} empty="还没有机关" />
      <h2>全站岗位</h2>
      <DataTable
        caption="全站岗位"
        captionHidden
        rows={await listPosts(scope, null)}
        columns={[
          { label: '岗位', heading: true, cell: (post) => post.name },
          { label: '职责', cell: (post) => post.roles.map((role) => ROLES[role]).join('、') },
        ]}
        empty="还没有全站岗位"
      />
    </>,
  )
}

const columns: Column<Organ>[] = [
  { label: '名称', heading: true, cell: (organ) => <A href={`/console/organs/${organ.slug}`}>{organ.name}</A> },
  { label: '简称', cell: (organ) => organ.shortName },
  { label: '机构代码', cell: (organ) => organ.code },
  { label: '类别', cell: (organ) => ORGAN_KINDS[organ.kind] },
  { label: '联系电话', cell: (organ) => organ.profile.phone || '未填' },
]

const isKind = (text: string): text is OrganKind => Object.hasOwn(ORGAN_KINDS, text)

/** GET /console/organs/new */
export const showNewOrgan = (c: C) => newPage(c, { kind: 'township' }, null)

/** POST /console/organs */
export async function takeNewOrgan(c: C) {
  const form = typed(c.var.form)
  const { slug = '', code = '', name = '', shortName = '', kind = '' } = form
  const done = await createOrgan(contextOf(c), {
    slug: slug.trim(),
    code: code.trim(),
    name: name.trim(),
    shortName: shortName.trim(),
    kind: isKind(kind) ? kind : 'department',
  })
  return done.ok ? seeOther(c, `/console/organs/${done.value.slug}?done=created`) : newPage(c, form, done.refusal)
}

const newPage = (c: C, form: Record<string, string>, refusal: Refusal | null) =>
  consolePage(
    c,
    { title: '增加机关', crumbs: [{ label: '机关与村居', href: '/console/organs' }, { label: '增加机关' }], refusal },
    <Form action="/console/organs">
      <Field label="全称" name="name" value={form.name} required refusal={refusal} hint="如：码头镇人民政府" />
      <Field label="简称" name="shortName" value={form.shortName} required refusal={refusal} hint="如：码头镇" />
      <Field label="机构代码" name="code" value={form.code} required refusal={refusal} hint="索引号的第一组" />
      <Field
        label="网址标识"
        name="slug"
        value={form.slug}
        required
        refusal={refusal}
        hint="小写字母、数字和连字符，建立后不再改动，如：mtz"
      />
      <Choices
        legend="类别"
        name="kind"
        value={form.kind}
        options={Object.entries(ORGAN_KINDS).map(([value, label]) => ({ value, label }))}
        inline
        required
        refusal={refusal}
      />
      <Actions>
        <Button kind="primary">增加机关</Button>
        <Button href="/console/organs">取消</Button>
      </Actions>
    </Form>,
  )
