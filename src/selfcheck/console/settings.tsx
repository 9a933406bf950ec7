import { listCategories } from '../../disclosures/catalogue/store.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, DataTable, Field, Form, Panel, TextArea } from '../../web/ui/index.ts'
import { RULE_CODES, type RuleCode, ruleOf, SOURCES } from '../rules.ts'
import { NUMBER_LABELS, type NumberName, pointsOf, readWords, SelfcheckSettings, wordsText } from '../settings.ts'
import { saveSettings, settingsOf } from '../store.ts'
import { SELFCHECK, Sides } from './common.tsx'

const HERE = `${SELFCHECK}/settings`

/** The numbers, words and points of the self-check. At /console/selfcheck/settings */
export async function askSettings(c: C) {
  const { settings, version } = await settingsOf(scopeOf(c))
  return page(c, fieldsOf(settings, version))
}

type Fields = Record<string, string>

function fieldsOf(settings: SelfcheckSettings, version: number): Fields {
  const fields: Fields = { version: String(version), words: wordsText(settings.words) }
  for (const name of Object.keys(NUMBER_LABELS) as NumberName[]) fields[name] = String(settings[name])
  for (const [code, days] of Object.entries(settings.columns)) fields[`column-${code}`] = String(days)
  for (const rule of RULE_CODES) {
    const { each, most } = pointsOf(settings, rule)
    fields[`each-${rule}`] = String(each)
    fields[`most-${rule}`] = String(most)
    if (settings.off.includes(rule)) fields[`off-${rule}`] = 'on'
  }
  return fields
}

/** At POST /console/selfcheck/settings */
export async function takeSettings(c: C) {
  const form = typed(c.var.form)
  const { words, wrongLine } = readWords(form.words ?? '')
  if (wrongLine !== null)
    return page(c, form, {
      code: 'selfcheck.words',
      says: `错敏词“${wrongLine.slice(0, 40)}”的写法不对`,
      fix: '一行一条，写成“错的→对的”，错的至少两个字',
      field: 'words',
    })
  const columns = Object.entries(form).flatMap(([name, value]) =>
    name.startsWith('column-') && value.trim() !== '' ? [[name.slice('column-'.length), value] as const] : [],
  )
  const read = SelfcheckSettings.safeParse({
    ...Object.fromEntries(Object.keys(NUMBER_LABELS).map((name) => [name, form[name]])),
    columns: Object.fromEntries(columns),
    off: RULE_CODES.filter((rule) => form[`off-${rule}`] === 'on'),
    points: Object.fromEntries(
      RULE_CODES.map((rule) => [rule, { each: form[`each-${rule}`], most: form[`most-${rule}`] }]),
    ),
    words,
  })
  if (!read.success) {
    const [issue] = read.error.issues
    const [first, second, third] = issue?.path.map(String) ?? []
    const field = first === 'columns' ? `column-${second}` : first === 'points' ? `${third}-${second}` : first
    const label = NUMBER_LABELS[first as NumberName]?.label
    return page(c, form, {
      code: 'selfcheck.settings',
      says: `${label ? `“${label}”：` : ''}${issue?.message ?? '填写有误'}`,
      field,
    })
  }
  const version = Number(form.version)
  const done = await saveSettings(contextOf(c), read.data, Number.isInteger(version) ? version : -1)
  if (done.ok) return seeOther(c, `${HERE}?done=saved`)
  // What was typed stays; the next attempt starts from what is there now.
  const now = await settingsOf(scopeOf(c))
  return page(c, { ...form, version: String(now.version) }, done.refusal)
}

async function page(c: C, form: Fields, refusal?: Refusal) {
  const may = c.var.person?.roles.includes('admin')
  const categories = await listCategories(scopeOf(c))
  const number = (name: string, label: string, unit: string, hint?: string, labelHidden?: boolean, step = false) => (
    <Field
      label={label}
      labelHidden={labelHidden}
      name={name}
      type={step ? 'text' : 'number'}
      size="short"
      min={0}
      max={3650}
      unit={unit}
      hint={hint}
      value={form[name]}
      refusal={refusal}
      readonly={!may}
    />
  )
  return consolePage(
    c,
    {
      title: '自查设置',
      crumbs: [{ label: '自查', href: SELFCHECK }, { label: '自查设置' }],
      refusal,
      done: c.req.query('done') === 'saved' ? '已保存，下一次自查按新的设置进行。' : undefined,
    },
    <Form action={HERE}>
      <input type="hidden" name="version" value={form.version} />
      <Panel>
        <Sides c={c} here="settings" />
        <p>
          这里的数是全站的。国家指标写明的，预先填好；各地检查办法有自己的数的，照当地的改。
          {may ? '' : '由系统管理员修改。'}
        </p>
        {(Object.keys(NUMBER_LABELS) as NumberName[]).map((name) =>
          number(name, NUMBER_LABELS[name].label, NUMBER_LABELS[name].unit),
        )}
      </Panel>
      <Panel title="各栏目的更新期限">
        <p>空着的按上面的栏目期限；填0的不检查。</p>
        <DataTable
          caption="各栏目的更新期限"
          captionHidden
          rows={categories}
          columns={[
            { label: '栏目', heading: true, cell: ({ name }) => name },
            {
              label: '期限',
              cell: ({ code, name }) => number(`column-${code}`, `${name}的期限`, '天', undefined, true),
            },
          ]}
        />
      </Panel>
      <Panel title="检查项目和扣分">
        <DataTable
          caption="检查项目和扣分"
          captionHidden
          rows={RULE_CODES}
          columns={[
            {
              label: '检查项目',
              heading: true,
              cell: (rule: RuleCode) => (
                <>
                  {ruleOf(rule).title}
                  <div class="form-hint">
                    {[SOURCES[ruleOf(rule).source], ruleOf(rule).basis].filter(Boolean).join('：')}
                  </div>
                </>
              ),
            },
            {
              label: '每个扣',
              cell: (rule) => number(`each-${rule}`, `${ruleOf(rule).title}每个扣`, '分', undefined, true, true),
            },
            {
              label: '最多扣',
              cell: (rule) => number(`most-${rule}`, `${ruleOf(rule).title}最多扣`, '分', undefined, true, true),
            },
            {
              label: '不检查',
              align: 'center',
              cell: (rule) => (
                <input
                  type="checkbox"
                  class="form-check-input"
                  name={`off-${rule}`}
                  aria-label={`不检查${ruleOf(rule).title}`}
                  checked={form[`off-${rule}`] === 'on'}
                  disabled={!may}
                />
              ),
            },
          ]}
        />
      </Panel>
      <Panel title="本站错敏词">
        <TextArea
          label="错的→对的，一行一条"
          name="words"
          rows={8}
          value={form.words}
          refusal={refusal}
          readonly={!may}
          hint="系统自带常见错别字和规范表述。这里补充本地的机构名称、领导职务等，如“南安市经贸局→南安市工业和信息化局”。保存后，已经公开的全部重新筛查。"
        />
      </Panel>
      <Actions>
        {may && <Button kind="primary">保存</Button>}
        <Button href={SELFCHECK}>返回</Button>
      </Actions>
    </Form>,
  )
}
