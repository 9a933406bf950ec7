import type { Child } from 'hono/jsx'
import { findOrgan } from '../../organs/store.ts'
import { type C, scopeOf, to } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { Actions, DataTable, Empty, Facts, Panel, PrintButton, QrCode, Timeline } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { type Guide, guideWords } from '../guide/model.ts'
import { CHANGE_KINDS } from '../history/kinds.ts'
import { changesOf } from '../history/store.ts'
import { type PublicService, publicService } from '../published/store.ts'
import { tripsLabel } from '../rules.ts'
import { addressOf, serviceMeta, servicesPath } from './common.ts'

const CHANGES_SHOWN = 10

/** 办事指南 of one service. At /:organ/services/:code */
export async function showGuide(c: C) {
  const scope = scopeOf(c)
  const organ = await findOrgan(scope, c.req.param('organ') ?? '')
  const service = organ && (await publicService(scope, organ.id, c.req.param('code') ?? ''))
  if (!organ || !service) return answerNotFound(c)
  const changes = await changesOf(scope, { serviceId: service.id }, { limit: CHANGES_SHOWN, offset: 0 })
  const here = `${servicesPath(organ)}/${service.code}`
  const { guide } = service
  return portalPage(
    c,
    {
      title: service.name,
      organ,
      crumbs: [{ label: '政务服务事项', href: servicesPath(organ) }, { label: '办事指南' }],
      meta: serviceMeta(organ, `${service.name}办事指南`, { ArticleTitle: service.name }),
    },
    <article>
      <h1>{service.name}</h1>
      <Facts class="index-table" facts={atAGlance(service, organ.name)} />
      <Actions>
        {guide.onlineUrl && (
          <a class="btn btn-primary" href={guide.onlineUrl} rel="noopener">
            到省网上办事大厅办理
          </a>
        )}
        <a class="btn" href={to(c, `${here}/handout.pdf`)}>
          一次性告知单（PDF）
        </a>
        <PrintButton />
      </Actions>
      <GuideParts service={service} />
      <QrCode text={addressOf(c, here)} alt={`本页网址：${addressOf(c, here)}`} caption="手机扫码，打开这份办事指南" />
      <Panel title="变动记录">
        <Timeline
          label="变动记录"
          entries={changes.rows.map((change) => ({
            when: change.day,
            what: CHANGE_KINDS[change.kind],
            note: change.fields.map(({ label }) => label).join('、'),
          }))}
        />
      </Panel>
      <p>
        机器可读：<a href={to(c, `${here}/data.jsonld`)}>JSON-LD</a>
      </p>
    </article>,
  )
}

/** What to bring, what happens, where to go: the parts of a guide below its table. */
export const GuideParts = ({ service }: { service: PublicService }) => {
  const { guide } = service
  return (
    <>
      <Text title="受理条件" text={guide.condition} />
      <Materials guide={guide} />
      <Flow text={guide.flow} />
      <Where service={service} />
      <Text title="设定依据" text={guide.basis} />
      {guide.questions.length > 0 && (
        <Panel title="常见问题">
          {guide.questions.map(({ question, answer }) => (
            <details>
              <summary>{question}</summary>
              <p>{answer}</p>
            </details>
          ))}
        </Panel>
      )}
    </>
  )
}

const say = (guide: Guide, field: keyof Guide): string => guideWords(guide, field)

export const atAGlance = (service: PublicService, organ: string): (readonly [string, Child])[] => {
  const { guide } = service
  return [
    ['事项编码', service.code],
    ['事项类型', guide.kind],
    ['实施主体', guide.authority || organ],
    ['服务对象', say(guide, 'audience')],
    ['到现场次数', `${service.visits}次，${tripsLabel(service)}`],
    ['必须到现场的原因', service.visits > 0 && guide.onSiteReason],
    ['办件类型', say(guide, 'project')],
    ['法定办结时限', say(guide, 'legalDays')],
    ['承诺办结时限', say(guide, 'promiseDays')],
    ['网上办理', say(guide, 'online')],
    ['是否支持快递', say(guide, 'post')],
    ['是否收费', feeWords(guide)],
    ['办理结果', [guide.result, say(guide, 'resultKind')].filter(Boolean).join('，')],
    ['数量限制', guide.limits],
    ['最近核对', service.confirmedOn],
  ]
}

const feeWords = (guide: Guide) =>
  guide.fee ? ['收费', guide.feeStandard, guide.feeBasis].filter(Boolean).join('；') : guide.fee === false && '不收费'

const Text = ({ title, text }: { title: string; text: string }) =>
  text === '' ? null : (
    <Panel title={title}>
      {text.split(/\n+/).map((line) => (
        <p>{line}</p>
      ))}
    </Panel>
  )

/** One step a line. */
const Flow = ({ text }: { text: string }) => {
  const steps = text.split(/\n+/).filter(Boolean)
  if (steps.length < 2) return <Text title="办理流程" text={text} />
  return (
    <Panel title="办理流程">
      <ol>
        {steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
    </Panel>
  )
}

const Materials = ({ guide }: { guide: Guide }) => (
  <Panel title="申请材料">
    <DataTable
      caption="申请材料"
      captionHidden
      rows={guide.materials}
      empty={<Empty title="没有登记申请材料" hint="可以打咨询电话询问需要带什么。" />}
      columns={[
        { label: '材料名称', heading: true, cell: ({ name }) => name },
        { label: '必要性', whole: true, cell: ({ need }) => (need === 'must' ? '必要' : '非必要') },
        { label: '形式', cell: ({ format }) => format },
        { label: '份数', align: 'end', cell: ({ copies }) => copies },
        { label: '说明', cell: ({ source, note }) => [source, note].filter(Boolean).join('；') },
      ]}
    />
  </Panel>
)

function Where({ service: { guide } }: { service: PublicService }) {
  const facts = [
    ['办理地点', guide.place],
    ['办理时间', guide.hours],
    ['交通指引', guide.transport],
    ['咨询电话', guide.phone],
    ['监督投诉电话', guide.complaint],
  ] as const
  if (facts.every(([, value]) => value === '')) return null
  return (
    <Panel title="到哪里办">
      <Facts facts={facts} />
    </Panel>
  )
}
