import { raw } from 'hono/html'
import { minuteOf } from '../../calendar/day.ts'
import { kindLabel, sizeLabel } from '../../files/kinds.ts'
import { labelOf } from '../../ledger/events.ts'
import { type Entry, story } from '../../ledger/store.ts'
import { reviewPath } from '../../review/console/paths.ts'
import type { ReviewLine } from '../../review/model.ts'
import { reviewSays } from '../../review/store.ts'
import { bodyBlocks } from '../../typeset/body.ts'
import { blocksToHtml } from '../../typeset/typeset.ts'
import { scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  Actions,
  Button,
  type Column,
  DataTable,
  Facts,
  Form,
  Notice,
  Panel,
  Tag,
  Timeline,
} from '../../web/ui/index.ts'
import { ATTRIBUTES, reasonOf } from '../attributes.ts'
import { kindOf, URGENCIES } from '../kinds.ts'
import { APPROVALS, type Approval, carriesOn, STATES, type StepName, stepOf } from '../lifecycle.ts'
import type { Document, Partner } from '../model.ts'
import { type Rendition, ROLES, renditionsOf } from '../renditions/store.ts'
import { reviewOfDocument } from '../secrecy.ts'
import { STAGES } from '../stages.ts'
import { crumbs, deskPath, ofDocument, stateTag, stepsNow, turnNow } from './common.tsx'
import { AttributeTag } from './list.tsx'

/** A document with everything about it: where it stands, what can be done, its words, who said what. At /console/documents/:id */
export const documentPage = ofDocument(async (c, document) => {
  const scope = scopeOf(c)
  const [entries, steps, turn, files, review] = await Promise.all([
    story(scope, 'document', document.id),
    stepsNow(c, document),
    fromReport(document) ? null : turnNow(c, document),
    renditionsOf(scope, document.id),
    reviewOfDocument(scope, document),
  ])
  const title = document.latest.title.replaceAll('\n', '')
  return consolePage(
    c,
    { title, crumbs: crumbs({ label: title }) },
    <>
      <Standing document={document} review={review} turn={turn} />
      <Steps document={document} steps={steps} />
      <Panel title="办理单" actions={<A href={deskPath(document.id, '/pages.pdf')}>版式预览（PDF）</A>}>
        <Facts facts={factsOf(document)} />
      </Panel>
      <Panel title="公开属性">
        <Facts facts={attributeFacts(document)} />
      </Panel>
      <Panel title="审批情况">
        {fromReport(document) && <p>核对、签发和保密审查随年度报告办理。</p>}
        <Approvals document={document} review={review} />
        {document.partners.length > 0 && <Partners document={document} />}
      </Panel>
      <Panel title="正文">
        <Words document={document} />
      </Panel>
      {files.length > 0 && (
        <Panel title="印发件与原件">
          <Files document={document} files={files} />
        </Panel>
      )}
      <Panel
        title="办理过程"
        actions={document.latest.version > 1 && <A href={deskPath(document.id, '/changes')}>比较各版本</A>}
      >
        <Timeline entries={entries.map(told)} />
      </Panel>
    </>,
  )
})

/** Whose turn it is, why it came back, or who was asked to hurry. */
function Standing({ document, review, turn }: { document: Document; review: ReviewLine | null; turn: string | null }) {
  const { last, state } = document
  return (
    <>
      {state === 'drafting' && last.step === 'return' && (
        <Notice kind="warning" title={`退文（${last.takenAs}，${minuteOf(last.takenAt)}）`}>
          <p>{last.note}</p>
        </Notice>
      )}
      {last.step === 'urge' && (
        <Notice kind="warning" title={`${last.takenAs}于${minuteOf(last.takenAt)}催办`}>
          {last.note && <p>{last.note}</p>}
        </Notice>
      )}
      {turn && <Notice title={`现在${STATES[state]}：${turn}`} />}
      {state === 'secrecy' && review && (
        <Notice title={`保密审查：${reviewSays(review)}`}>
          <p>
            <A href={reviewPath(review)}>查看审查情况</A>。未经答复不视为同意。
          </p>
        </Notice>
      )}
    </>
  )
}

/** The buttons of the table: what carries the document on first. What asks for words opens a page. */
const Steps = ({ document, steps }: { document: Document; steps: readonly StepName[] }) => {
  // A consent is given beside the name of its partner.
  const taken = steps.filter((name) => name !== 'consent')
  const shown = [...taken.filter(carriesOn), ...taken.filter((name) => !carriesOn(name))]
  return shown.length === 0 ? null : (
    <Actions>
      {shown.map((name, at) => {
        const step = stepOf(name)
        const kind = at === 0 && carriesOn(name) ? 'primary' : 'plain'
        if (step.asks)
          return (
            <Button kind={kind} href={deskPath(document.id, `/${name}`)}>
              {step.label}
            </Button>
          )
        return (
          <Form action={deskPath(document.id, `/${name}`)}>
            <input type="hidden" name="version" value={document.version} />
            <Button kind={kind} confirm={CONFIRM[name]}>
              {step.label}
            </Button>
          </Form>
        )
      })}
    </Actions>
  )
}

const CONFIRM: Partial<Record<StepName, string>> = {
  sign: '签发后文字不再改动，公开属性即为最终属性，拟稿人与分管领导为第一责任人。',
  issue: '印发后生成PDF和DOCX，公文不能再作废。',
}

const factsOf = (document: Document) => {
  const { latest } = document
  return [
    ['状态', <Tag {...stateTag(document.state)} />],
    ['发文机关', document.organName],
    ['文种', kindOf(latest.kind).label],
    ['文号', document.number],
    ['成文日期', document.datedOn],
    ['紧急程度', latest.urgency && <Tag kind="danger" label={URGENCIES[latest.urgency]} />],
    ['主送机关', latest.recipients],
    ['抄送机关', latest.copies],
    [
      '转发',
      latest.forwardsTitle || latest.forwardsNumber ? `${latest.forwardsTitle}（${latest.forwardsNumber}）` : null,
    ],
    ['五公开', latest.stage && STAGES[latest.stage]],
    ['规范性文件', latest.normative && '是'],
    ['版本', `第${latest.version}版，${latest.editedAs}，${minuteOf(latest.editedAt)}`],
    ['签发', document.signedAs && document.signedAt && `${document.signedAs}，${minuteOf(document.signedAt)}`],
    ['印发', document.issuedAt && minuteOf(document.issuedAt)],
    ['来源', fromReport(document) && <A href={`/console/reports/${fromReport(document)}`}>年度报告</A>],
    ['主动公开', disclosed(document)],
  ] as const
}

/** The annual report a notice issues; it is prepared and signed there. */
const fromReport = ({ origin }: Document): string | null =>
  origin?.startsWith('report:') ? origin.slice('report:'.length) : null

const disclosed = (document: Document) => {
  if (document.itemId) return <A href={`/console/disclosures/${document.itemId}`}>已转为主动公开信息</A>
  const waits = document.attribute === 'open' && document.issuedAt !== null && !fromReport(document)
  return waits && <A href="/console/disclosures/from-documents">转为主动公开信息</A>
}

function attributeFacts(document: Document) {
  const final = document.attribute !== null
  const { attribute, reason, article, reasonWords } = final ? document : document.latest
  return [
    ['公开属性', <AttributeTag attribute={attribute} final={final} />],
    ['理由', reason && reasonOf(reason).label],
    ['依据', article],
    ['理由说明', reasonWords],
    ['第一责任人', `拟稿人：${document.draftedAs}；分管领导：${document.latest.leader || '（未注明）'}`],
    ['附注', attribute && `（${ATTRIBUTES[attribute].line}）`],
    ['最近评估', attribute !== 'open' && document.assessedOn],
  ] as const
}

const APPROVAL_LABELS: Record<Approval, string> = {
  checking: '核稿',
  countersigning: '会签',
  attribute: '公开属性审核',
  secrecy: '保密审查',
}

const Approvals = ({ document, review }: { document: Document; review: ReviewLine | null }) =>
  fromReport(document) ? null : (
    <Facts
      facts={APPROVALS.filter((each) => each !== 'countersigning' || document.partners.length > 0).map((each) => [
        APPROVAL_LABELS[each],
        <>
          {document.approvals.includes(each) ? (
            <Tag kind="success" label="已通过" />
          ) : document.state === each ? (
            <Tag kind="info" label="办理中" />
          ) : (
            <Tag label="待办" />
          )}{' '}
          {each === 'secrecy' && review && <A href={reviewPath(review)}>{`保密审查单：${reviewSays(review)}`}</A>}
        </>,
      ])}
    />
  )

function Partners({ document }: { document: Document }) {
  const columns: readonly Column<Partner>[] = [
    { label: '单位', heading: true, cell: ({ name }) => name },
    { label: '方式', cell: ({ joint }) => (joint ? '联合发文' : '会签') },
    {
      label: '意见',
      cell: (partner) =>
        partner.consentAt ? (
          <>
            <Tag kind="success" label="书面同意" /> {partner.consentAs}，{minuteOf(partner.consentAt)}
            {partner.consentFile && (
              <>
                ，<A href={deskPath(document.id, `/files/${partner.consentFile}`)}>书面意见</A>
              </>
            )}
          </>
        ) : document.state === 'countersigning' ? (
          <A href={`${deskPath(document.id, '/consent')}?position=${partner.position}`}>登记意见</A>
        ) : (
          '待会签'
        ),
    },
  ]
  return <DataTable caption="会签单位" columns={columns} rows={document.partners} />
}

const Words = ({ document }: { document: Document }) => {
  const { latest } = document
  return (
    <>
      <div class="prose">{raw(blocksToHtml(bodyBlocks(latest.body)))}</div>
      {latest.attachments.length > 0 && (
        <>
          <h3>附件</h3>
          <ol>
            {latest.attachments.map((file) => (
              <li>
                <A href={deskPath(document.id, `/files/${file.id}`)}>{file.name}</A>（{kindLabel(file.name)}，
                {sizeLabel(file.size)}）
              </li>
            ))}
          </ol>
        </>
      )}
      {latest.policy && (
        <Facts
          facts={[
            ['解读方案', latest.interpretationPlan || '没有报送'],
            ['解读材料', latest.interpretation || '没有报送'],
          ]}
        />
      )}
    </>
  )
}

const Files = ({ document, files }: { document: Document; files: readonly Rendition[] }) => (
  <ol>
    {files.map((file) => (
      <li>
        {ROLES[file.role]}：<A href={deskPath(document.id, `/files/${file.id}`)}>{file.name}</A>（{sizeLabel(file.size)}
        ，{minuteOf(file.keptAt)}）
      </li>
    ))}
  </ol>
)

function told({ at, actor, event, detail }: Entry) {
  const reason = typeof detail.reason === 'string' ? detail.reason : ''
  const partner = typeof detail.partner === 'string' ? `${detail.partner}。` : ''
  const words = typeof detail.words === 'string' ? detail.words : ''
  return {
    when: minuteOf(at),
    who: actor.name,
    what: `${labelOf(event)}${typeof detail.version === 'number' ? `（第${detail.version}版）` : ''}`,
    note: `${partner}${reason || words}` || undefined,
  }
}
