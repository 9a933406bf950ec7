import type { Child } from 'hono/jsx'
import { refuse } from '../result.ts'
import type { C } from './env.ts'
import { consolePage } from './frame.tsx'
import {
  Actions,
  address,
  Button,
  Choices,
  type Column,
  DataTable,
  DoneBox,
  Empty,
  Facts,
  Field,
  FileField,
  FilterBar,
  Form,
  Light,
  type LightColour,
  Listing,
  Narrow,
  Notice,
  Pager,
  Panel,
  PrintButton,
  Progress,
  QrCode,
  RefusalBox,
  Select,
  Stat,
  Stats,
  Tabs,
  Tag,
  TextArea,
  Timeline,
} from './ui/index.ts'

const HERE = '/console/patterns'

/** Every part in each of its states, on one page: look here before making a new one. At /console/patterns. */
export function patterns(c: C): Response | Promise<Response> {
  const page = Number(c.req.query('page')) || 4
  return consolePage(
    c,
    {
      title: '页面样例',
      crumbs: [{ label: '页面样例' }],
      actions: (
        <>
          <Button kind="primary" href={HERE}>
            新建
          </Button>
          <PrintButton />
        </>
      ),
    },
    <>
      <Messages />
      <Signs />
      <Panel title="表格">
        <FilterBar action={HERE}>
          <Field label="标题" name="title" type="search" value={c.req.query('title')} />
          <Select label="类别" name="kind" options={KINDS} value={c.req.query('kind')} empty="全部类别" />
        </FilterBar>
        <DataTable
          caption="主动公开信息"
          columns={COLUMNS}
          rows={ROWS}
          sorted={{ by: 'day', descending: true }}
          sortHref={(by, descending) => address(HERE, { sort: by, descending: descending ? 1 : undefined })}
        />
        <Pager page={page} pages={12} total={587} href={(to) => address(HERE, { ...c.req.query(), page: to })} />
        <DataTable caption="附表（手机上左右滑动）" columns={WIDE} rows={FIGURES} phone="scroll" />
        <DataTable
          caption="待办"
          columns={COLUMNS}
          rows={[]}
          empty={
            <Empty
              title="没有待办的信息"
              hint="送审的信息会出现在这里。"
              action={<Button href={HERE}>查看全部信息</Button>}
            />
          }
        />
      </Panel>
      <PatternForm />
      <Things />
    </>,
  )
}

const Messages = () => (
  <Panel title="提示">
    <RefusalBox refusal={PROBLEM} />
    <DoneBox>已发布，发布日期是 2017-03-08 09:30。</DoneBox>
    <Notice title="请留意">
      <p>成文日期可以填写，发布日期由系统记录，不能修改。</p>
    </Notice>
    <Notice kind="warning">
      <p>有 1 条信息没有归入任何类别，年报中会单列。</p>
    </Notice>
  </Panel>
)

const LIGHTS: [LightColour, string][] = [
  ['green', '剩余 12 个工作日'],
  ['yellow', '剩余 3 个工作日'],
  ['red', '已逾期 2 个工作日'],
  ['explained', '1处已说明'],
]

const Signs = () => (
  <Panel title="状态与数字">
    <p class="actions">
      {LIGHTS.map(([colour, says]) => (
        <Light colour={colour}>{says}</Light>
      ))}
    </p>
    <p class="actions">
      <Tag label="草稿" />
      <Tag kind="info" label="待审查" />
      <Tag kind="success" label="已发布" />
      <Tag kind="warning" label="待补正" />
      <Tag kind="danger" label="已退回" />
    </p>
    <Stats>
      <Stat label="本年主动公开" value={51} unit="条" href={HERE} />
      <Stat label="历年累计" value={587} unit="条" hint="含 2017 年以前 536 条" />
      <Stat label="网站查阅" value={173965} unit="人次" />
      <Stat label="最多跑一趟" value="84.6" unit="%" hint="55 / 65 项" />
    </Stats>
    <Progress label="正在导入" value={32} max={51} />
  </Panel>
)

const PatternForm = () => (
  <Panel title="表单">
    <Form action={HERE} files>
      <Field label="标题" name="name" required value="关于做好森林防火工作的通知" />
      <Field
        label="成文日期"
        name="day"
        type="date"
        required
        hint="公文落款的日期，不是发布的日期。"
        refusal={PROBLEM}
      />
      <Field label="页数" name="count" type="number" unit="页" min={1} />
      <Select label="类别" name="category" options={KINDS} value="safety" />
      <Choices
        legend="公开属性"
        name="openness"
        required
        inline
        value="open"
        options={[
          { value: 'open', label: '主动公开' },
          { value: 'on-request', label: '依申请公开' },
          { value: 'closed', label: '不予公开' },
        ]}
      />
      <Choices
        legend="公开方式"
        name="channels"
        many
        hint="可以多选。"
        value={['site', 'board']}
        options={[
          { value: 'site', label: '网站' },
          { value: 'gazette', label: '政府公报' },
          { value: 'board', label: '政务公开栏', hint: '发布后请打印张贴，并登记张贴日期。' },
        ]}
      />
      <TextArea label="内容概述" name="summary" rows={3} maxlength={200} hint="不超过 200 字。" />
      <FileField label="附件" name="attachment" many hint="PDF、DOCX、XLSX 或图片，每个不超过 20 MB。" />
      <Actions>
        <Button kind="primary" name="then" value="submit">
          送审
        </Button>
        <Button name="then" value="keep">
          保存草稿
        </Button>
        <Button kind="danger" confirm="撤回后，公众会在原网址看到撤回说明。" name="then" value="withdraw">
          撤回
        </Button>
      </Actions>
    </Form>
  </Panel>
)

const Things = () => (
  <Panel title="一件事的全貌">
    <Tabs
      label="信息"
      tabs={[
        { label: '内容', href: HERE, current: true },
        { label: '附件', href: `${HERE}?tab=files`, count: 2 },
        { label: '版本', href: `${HERE}?tab=versions`, count: 3 },
      ]}
    />
    <Narrow
      label="类别"
      choices={[
        { label: '全部', href: HERE, current: true, count: 52 },
        { label: '机构职能类', href: `${HERE}?category=0100`, count: 15 },
      ]}
    />
    <Facts
      facts={[
        ['索引号', 'QZ05317-1600-2017-00012'],
        ['文号', '南码政〔2017〕68号'],
        ['成文日期', '2017-05-18'],
        ['废止日期', null],
        ['标题', LONG],
      ]}
    />
    <Timeline
      entries={[
        { when: '2017-05-18 10:02', who: '党政办信息员', what: '起草' },
        { when: '2017-05-19 15:40', who: '保密审查员', what: '退回', note: '附件第 3 页有个人电话，请隐去。' },
        { when: '2017-05-22 09:11', who: '保密审查员', what: '通过并发布' },
      ]}
    />
    <Listing
      items={[
        { title: LONG, href: HERE, day: '2017-05-22' },
        { title: '码头镇2017年防汛应急预案', href: HERE, day: '2017-04-12', note: '南码政〔2017〕40号' },
      ]}
    />
    <QrCode text="https://www.nanan.gov.cn/matou" alt="二维码：码头镇政府信息公开" caption="手机扫码查看" />
  </Panel>
)

const sample = refuse('patterns.day', '请填写成文日期', { fix: '格式如 2017-05-18', field: 'day' })
const PROBLEM = sample.ok ? null : sample.refusal

const LONG =
  '关于印发《码头镇加快推进“互联网+政务服务”实施方案》和《码头镇政务信息公开实施方案》并做好网上办事大厅事项录入、公开与日常维护工作的通知'

const KINDS = [
  { value: 'organisation', label: '机构职能' },
  { value: 'policy', label: '政策、规范性文件' },
  { value: 'safety', label: '安全生产、应急管理' },
]

type Row = { title: string; category: string; day: string; light: LightColour; says: string }

const ROWS: Row[] = [
  { title: '码头镇2017年防汛应急预案', category: '安全生产', day: '2017-04-12', light: 'green', says: '已发布' },
  { title: LONG, category: '政策、规范性文件', day: '2017-05-18', light: 'yellow', says: '剩余 3 个工作日' },
  { title: '码头镇内设机构职能', category: '机构职能', day: '2017-06-01', light: 'red', says: '已逾期 2 个工作日' },
]

const COLUMNS: Column<Row>[] = [
  { label: '标题', cell: (row) => row.title, heading: true, sortable: 'title' },
  { label: '类别', cell: (row) => row.category },
  { label: '成文日期', cell: (row) => row.day, sortable: 'day' },
  { label: '进度', cell: (row) => <Light colour={row.light}>{row.says}</Light> },
]

type FigureRow = { label: string; unit: string; year: number; total: number }

const FIGURES: FigureRow[] = [
  { label: '主动公开信息数', unit: '条', year: 51, total: 587 },
  { label: '受理依申请公开信息总数', unit: '条', year: 0, total: 1 },
]

const WIDE: Column<FigureRow>[] = [
  { label: '指标名称', cell: (row): Child => row.label, heading: true },
  { label: '计量单位', cell: (row) => row.unit, align: 'center' },
  { label: '2017 年', cell: (row) => row.year, align: 'end' },
  { label: '历年累计', cell: (row) => row.total, align: 'end' },
]
