import type { Refusal } from '../../result.ts'
import { Choices, Field, type Option, Panel, Select, TextArea } from '../../web/ui/index.ts'
import { AUDIENCES, GUIDE_LABELS, type Guide, ONLINE, PROJECTS, RESULT_KINDS, UNITS } from '../guide/model.ts'

type Props = { form: Record<string, string>; refusal?: Refusal }

const options = (words: Record<string, string>): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
const YES_NO = options({ yes: '是', no: '否' })

/** What the guide says; each field may stay empty for now. */
export const GuideFields = (props: Props) => {
  const { form, refusal } = props
  const line = (name: keyof Guide & string, hint?: string) => (
    <Field label={GUIDE_LABELS[name]} name={name} value={form[name]} refusal={refusal} hint={hint} />
  )
  const text = (name: keyof Guide & string, rows: number, hint?: string) => (
    <TextArea label={GUIDE_LABELS[name]} name={name} rows={rows} value={form[name]} refusal={refusal} hint={hint} />
  )
  const choice = (name: keyof Guide & string, words: Option[]) => (
    <Select
      label={GUIDE_LABELS[name]}
      name={name}
      value={form[name]}
      empty="未填写"
      options={words}
      refusal={refusal}
    />
  )
  return (
    <>
      <input type="hidden" name="guide" value="yes" />
      <Panel title="谁来办、办什么">
        {line('kind', '如行政许可、公共服务、其他行政权力。')}
        <Choices
          legend={GUIDE_LABELS.audience}
          name="audience"
          many
          inline
          options={options(AUDIENCES)}
          value={(form.audience ?? '').split(' ')}
          refusal={refusal}
        />
        {line('topics', '用顿号分开，如社会保障、婚育收养。门户按主题列出。')}
        {line('authority', '与本机关不同的才填。')}
        {line('level', '如市级、乡（镇、街道）级、村级。')}
        {text('condition', 3)}
        {text('basis', 3, '法律、法规、规章或者文件的名称、文号和条款。')}
      </Panel>
      <Panel title="要带什么">
        {text('materials', 4, '一行一种，写作：名称｜必要或非必要｜形式｜份数｜来源｜说明。后面几项可以不写。')}
      </Panel>
      <Panel title="怎么办、多久办好">
        {choice('project', options(PROJECTS))}
        <div class="side-by-side">
          <Field
            label={GUIDE_LABELS.legalDays}
            name="legalDays"
            type="number"
            min={0}
            value={form.legalDays}
            refusal={refusal}
          />
          <Select label="单位" name="legalUnit" value={form.legalUnit} options={options(UNITS)} />
        </div>
        <div class="side-by-side">
          <Field
            label={GUIDE_LABELS.promiseDays}
            name="promiseDays"
            type="number"
            min={0}
            value={form.promiseDays}
            refusal={refusal}
            hint="当场办结的填0。"
          />
          <Select label="单位" name="promiseUnit" value={form.promiseUnit} options={options(UNITS)} />
        </div>
        {text('flow', 4, '一步一行，如受理、审核、办结、送达。')}
        {text('onSiteReason', 2, '到现场次数不是0的，写明原因。')}
        {choice('online', options(ONLINE))}
        {line('onlineUrl', '省网上办事大厅中这个事项的网址。')}
        {choice('post', YES_NO)}
        {line('result', '如准予许可决定书、社会保障卡。')}
        {choice('resultKind', options(RESULT_KINDS))}
        {line('limits')}
        {choice('fee', YES_NO)}
        {line('feeStandard')}
        {line('feeBasis')}
      </Panel>
      <Panel title="到哪里办、找谁问">
        {line('place')}
        {line('hours')}
        {line('transport', '附近的公交站或者标志建筑。')}
        {line('phone', '写明区号，如0595-86468502。')}
        {line('complaint', '与咨询电话不同。')}
        {text('questions', 3, '一行一问，写作：问题｜回答。')}
      </Panel>
    </>
  )
}
