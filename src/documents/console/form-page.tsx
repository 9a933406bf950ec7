import type { Day } from '../../calendar/day.ts'
import { ACCEPT, sizeLabel } from '../../files/kinds.ts'
import type { StoredFile } from '../../files/store.ts'
import type { Organ } from '../../organs/model.ts'
import type { Refusal } from '../../result.ts'
import { asset } from '../../web/assets.ts'
import { type C, to } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Choices, Field, FileField, Form, Panel, Select, TextArea } from '../../web/ui/index.ts'
import { LIMITS } from '../input.ts'
import { KINDS, URGENCIES } from '../kinds.ts'
import type { Document } from '../model.ts'
import { STAGES } from '../stages.ts'
import { AttributeFields, Forwarding } from './attribute-fields.tsx'
import { crumbs, DESK, deskPath } from './common.tsx'
import type { Fields } from './fields.ts'

/** What stands in the form: what was typed, and the files kept so far. */
export type Filled = { fields: Fields; files: readonly Pick<StoredFile, 'id' | 'name' | 'size'>[] }

type Props = {
  document: Document | null
  mode: 'edit' | 'revise'
  filled: Filled
  refusal: Refusal | null
  done?: string
  organs: readonly Organ[]
  leaders: readonly string[]
  draftedOn: Day
}

/** The form of a draft: head, text, attribute, stage, partners, attachments. */
export function formPage(c: C, props: Props) {
  const { document, mode, filled, refusal, done, organs } = props
  const { fields } = filled
  const revising = mode === 'revise'
  const title = document ? `${revising ? '改稿' : '修改'}：${document.latest.title.replaceAll('\n', '')}` : '拟稿'
  return consolePage(
    c,
    { title, crumbs: crumbs({ label: document ? (revising ? '改稿' : '修改') : '拟稿' }), refusal, done },
    <Form action={document ? deskPath(document.id, `/${mode}`) : `${DESK}/new`} files>
      {document && <input type="hidden" name="version" value={fields.version} />}
      {organs.length > 0 && !document && (
        <Select
          label="发文机关"
          name="organ"
          required
          value={fields.organ}
          options={organs.map((organ) => ({ value: organ.id, label: organ.name }))}
        />
      )}
      <Panel title="文头">
        <Head fields={fields} leaders={props.leaders} refusal={refusal} />
      </Panel>
      <Panel title="正文">
        <Body c={c} filled={filled} refusal={refusal} />
      </Panel>
      <Panel title="公开属性">
        <AttributeFields fields={fields} draftedOn={props.draftedOn} refusal={refusal} />
        <Forwarding fields={fields} refusal={refusal} />
      </Panel>
      <Panel title="五公开与解读">
        <StageFields fields={fields} refusal={refusal} />
      </Panel>
      <Panel title="会签">
        <TextArea
          label="联合发文机关"
          name="joint"
          rows={2}
          value={fields.joint}
          hint="一行一个，按署名顺序；本机关为主办机关，排在最前。签发前须取得其书面同意。"
          refusal={refusal}
        />
        <TextArea
          label="会签单位"
          name="partners"
          rows={2}
          value={fields.partners}
          hint="一行一个，机关或者本机关科室。没有的不填。"
          refusal={refusal}
        />
      </Panel>
      <Actions>
        {revising ? (
          <Button kind="primary" name="next" value="keep">
            保存改稿
          </Button>
        ) : (
          <>
            <Button kind="primary" name="next" value="submit">
              保存并送核稿
            </Button>
            <Button name="next" value="keep">
              保存草稿
            </Button>
          </>
        )}
        {document && <Button href={deskPath(document.id)}>返回</Button>}
      </Actions>
      {/* Last, because the Enter key presses the first button of a form. */}
      <Panel title="从DOCX导入正文">
        <FileField
          label="DOCX文件"
          name="docx"
          accept=".docx"
          hint="替换上面的正文，保留标题、段落和表格；导入后核对再保存"
          refusal={refusal}
        />
        <Actions>
          <Button name="next" value="import">
            导入
          </Button>
        </Actions>
      </Panel>
    </Form>,
  )
}

type Part = { fields: Fields; refusal: Refusal | null }

const Head = ({ fields, refusal, leaders }: Part & { leaders: readonly string[] }) => (
  <>
    <Select
      label="文种"
      name="kind"
      required
      value={fields.kind}
      options={Object.entries(KINDS).map(([value, { label, says }]) => ({ value, label: `${label}：${says}` }))}
      refusal={refusal}
    />
    <TextArea
      label="标题"
      name="title"
      required
      rows={2}
      maxlength={LIMITS.title}
      value={fields.title}
      hint="例如 关于做好防汛工作的通知。换行处即印发时的换行处；不换行的自动排成梯形。"
      refusal={refusal}
    />
    <Field label="主送机关" name="recipients" value={fields.recipients} refusal={refusal} />
    <Field label="抄送机关" name="copies" value={fields.copies} refusal={refusal} />
    <Choices
      legend="紧急程度"
      name="urgency"
      inline
      value={fields.urgency ?? ''}
      options={Object.entries(URGENCIES).map(([value, label]) => ({ value, label }))}
      refusal={refusal}
    />
    <LeaderField fields={fields} leaders={leaders} refusal={refusal} />
  </>
)

/** 第一责任人 are two: the drafter, and the leader in charge, named here by post. */
const LeaderField = ({ fields, leaders, refusal }: Part & { leaders: readonly string[] }) => {
  const hint = '与拟稿人并列为公开属性审核的第一责任人'
  const known = leaders.includes(fields.leader ?? '') || !fields.leader
  const options = known ? leaders : [...leaders, fields.leader!]
  return options.length > 0 ? (
    <Select
      label="分管领导"
      name="leader"
      empty="（请选择）"
      value={fields.leader ?? (leaders.length === 1 ? leaders[0] : '')}
      hint={hint}
      options={options.map((value) => ({ value, label: value }))}
      refusal={refusal}
    />
  ) : (
    <Field label="分管领导" name="leader" value={fields.leader} hint={hint} refusal={refusal} />
  )
}

const Body = ({ c, filled, refusal }: { c: C; filled: Filled; refusal: Refusal | null }) => (
  <>
    <div data-clean-paste={to(c, `${DESK}/clean`)}>
      <TextArea
        label="正文"
        name="body"
        rows={22}
        value={filled.fields.body}
        hint="一行一段。以“一、”“（一）”“1.”“（1）”开头的短行排为标题；“|甲|乙|”这样的行排为表格。可以从Word、WPS粘贴。"
        refusal={refusal}
      />
    </div>
    <script src={asset(c, 'paste.js')} defer></script>
    <KeptFiles files={filled.files} />
    <FileField
      label="添加附件"
      name="files"
      many
      accept={ACCEPT}
      hint="每个不超过20MB，按顺序列入附件说明"
      refusal={refusal}
    />
  </>
)

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

const StageFields = ({ fields, refusal }: Part) => (
  <>
    <Choices
      legend="所属环节"
      name="stage"
      inline
      value={fields.stage}
      options={Object.entries(STAGES).map(([value, label]) => ({ value, label }))}
      refusal={refusal}
    />
    <Choices
      legend="规范性文件"
      name="normative"
      many
      inline
      value={fields.normative}
      options={[{ value: 'yes', label: '是规范性文件' }]}
    />
    <Choices
      legend="政策性文件"
      name="policy"
      many
      inline
      value={fields.policy}
      hint="解读方案、解读材料与文件同步组织、同步审签、同步部署"
      options={[{ value: 'yes', label: '是政策性文件，需要解读' }]}
    />
    <TextArea
      label="解读方案"
      name="interpretationPlan"
      rows={3}
      value={fields.interpretationPlan}
      hint="由谁、以什么形式、何时解读"
      refusal={refusal}
    />
    <TextArea label="解读材料" name="interpretation" rows={5} value={fields.interpretation} refusal={refusal} />
  </>
)
