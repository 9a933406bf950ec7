import { chineseDay, dayOf, minuteOf } from '../../calendar/day.ts'
import { ofOrgan } from '../../disclosures/portal/common.tsx'
import { disposition } from '../../files/names.ts'
import { applicantKey } from '../../files/seal.ts'
import type { Organ } from '../../organs/model.ts'
import { ok, type Refusal, type Result } from '../../result.ts'
import { type C, seeOther, typed } from '../../web/env.ts'
import {
  A,
  Actions,
  Button,
  DataTable,
  Facts,
  Field,
  FileField,
  Form,
  Listing,
  Notice,
  TextArea,
  Timeline,
} from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { lettersToApplicant, readLetter } from '../letters/store.ts'
import { isLive } from '../lifecycle.ts'
import { outcomeRow } from '../outcomes.ts'
import { type CaseFile, caseFile } from '../store.ts'
import { type Act, confirmFiled, mayAct, receiveReply, supplement, tellOrgan, withdrawFiled } from './acting.ts'
import { applyPath, personalPage, refusalOf, TOO_MANY, visitOf } from './common.tsx'
import { descriptionOf } from './descriptions/store.ts'
import { mayKeep } from './limits.ts'
import { LONGEST_MESSAGE, MESSAGE_KINDS, type Message, messagesOf } from './messages/store.ts'
import type { Paper } from './papers/store.ts'
import { dueOf } from './receipt.tsx'
import { LONGEST } from './rules.ts'
import { ticketFor } from './ticket.ts'
import { filesIn, MOST_PAPERS, readPaper } from './uploads.ts'
import { correctionAsked, eventWords, STATE_WORDS } from './words.ts'

type Opened = { organ: Organ; ticket: string; file: CaseFile }

/** A page of the case a ticket is for; when the ticket is over, number and code are asked again. */
export const ofTicket = (serve: (c: C, opened: Opened) => Promise<Response> | Response) =>
  ofOrgan(async (c, organ) => {
    const ticket = c.req.param('ticket') ?? ''
    const key = await applicantKey(c.var.files)
    const id = ticketFor(key, c.var.tenant.id, ticket, c.var.now)
    const file = id && (await caseFile(visitOf(c), id, dayOf(c.var.now)))
    if (!file || file.application.organId !== organ.id) return seeOther(c, applyPath(organ, '/track'))
    return serve(c, { organ, ticket, file })
  })

const casePath = ({ organ, ticket }: Pick<Opened, 'organ' | 'ticket'>, rest = '') =>
  applyPath(organ, `/track/${ticket}${rest && `/${rest}`}`)

/** Where the case is, and what its applicant can do. At /:organ/ysqgk/track/:ticket */
export const status = ofTicket((c, opened) => show(c, opened))

const DONE: Record<string, string> = {
  confirm: '已经确认，今天是收到申请之日',
  supplement: '补正已经提交，答复期限从次日起重新计算',
  withdraw: '申请已经撤回',
  receive: '已经确认收到答复',
  message: '留言已经送到',
}

/** One of the things an applicant can do. A refusal shows the same page with what was typed. */
export const takeAct = (name: Act | 'message') =>
  ofTicket(async (c, opened) => {
    const { application } = opened.file
    if (!mayKeep(c, application.organId)) return show(c, opened, refusalOf(TOO_MANY), 429)
    const done = await TAKEN[name](c, opened)
    if (done.ok) return seeOther(c, `${casePath(opened)}?done=${name}`)
    // It stands where it stands now, not where the page said.
    const file = (await caseFile(visitOf(c), application.id, dayOf(c.var.now))) ?? opened.file
    return show(c, { ...opened, file }, done.refusal)
  })

const TAKEN: Record<Act | 'message', (c: C, opened: Opened) => Promise<Result<void>>> = {
  confirm: (c, { file }) => confirmFiled(visitOf(c), file.application.id),
  receive: (c, { file }) => receiveReply(visitOf(c), file.application.id),
  withdraw: (c, { file }) => withdrawFiled(visitOf(c), file.application.id, typed(c.var.form).reason ?? ''),
  message: (c, { file }) => tellOrgan(visitOf(c), file.application, typed(c.var.form).words ?? ''),
  supplement: async (c, { file }) => {
    const { subject = '', documentNumber = '', features = '', explanation = '' } = typed(c.var.form)
    const papers = await readAll(c.var.form)
    if (!papers.ok) return papers
    const given = {
      subject: subject.trim(),
      documentNumber: documentNumber.trim().slice(0, LONGEST.documentNumber),
      features: features.trim().slice(0, LONGEST.features),
      words: explanation.trim(),
      papers: papers.value,
    }
    return supplement(visitOf(c), file.application.id, given)
  },
}

async function readAll(form: FormData): Promise<Result<Paper[]>> {
  const papers: Paper[] = []
  for (const file of filesIn(form, 'papers').slice(0, MOST_PAPERS)) {
    const paper = await readPaper(file, 'papers')
    if (!paper.ok) return paper
    papers.push(paper.value)
  }
  return ok(papers)
}

async function show(c: C, opened: Opened, refusal: Refusal | null = null, code?: 429): Promise<Response> {
  const { organ, file } = opened
  const { application, events } = file
  const visit = visitOf(c)
  const [messages, description, letters] = await Promise.all([
    messagesOf(visit, application.id),
    descriptionOf(visit, application.id),
    lettersToApplicant(visit, application.id),
  ])
  const due = dueOf(file)
  const form = c.req.method === 'POST' ? typed(c.var.form) : {}
  const may = (act: Act) => mayAct(act, file)
  return personalPage(
    c,
    organ,
    {
      title: `申请 ${application.number}`,
      refusal,
      status: code,
      done: refusal ? undefined : DONE[c.req.query('done') ?? ''],
    },
    <>
      <p class="standing">{STATE_WORDS[application.state]}</p>
      <Facts
        facts={[
          ['受理机关', organ.name],
          ['申请内容', application.subject],
          ['文号', description?.documentNumber],
          ['其他特征', description?.features],
          ['提交日期', chineseDay(application.arrivedOn)],
          ['收到申请之日', application.receivedOn ? chineseDay(application.receivedOn) : '双方确认之日'],
          ['答复期限', isLive(application.state) && due && !due.ifConfirmed && chineseDay(due.on)],
          ['结果', application.outcome && outcomeRow(application, application.outcome)?.label],
        ]}
      />
      {may('confirm') && (
        <Notice kind="warning" title="请确认">
          <p>
            网上提交的，以双方确认之日为收到申请之日。机关已经出具回执，您按下“确认”，今天就是收到申请之日
            {due && `，答复期限到${chineseDay(due.on)}`}。
          </p>
          <Form action={casePath(opened, 'confirm')}>
            <Button kind="primary">确认提交了这份申请</Button>
          </Form>
        </Notice>
      )}
      {may('supplement') && <Supplement opened={opened} form={form} refusal={refusal} description={description} />}
      <ReplySections opened={opened} />
      {letters.length > 0 && (
        <section>
          <h2>文书</h2>
          <Listing
            items={letters.map(({ id, title, number, day }) => ({
              title: `${[title, number].filter(Boolean).join('　')}（PDF）`,
              href: casePath(opened, `letters/${id}`),
              day,
            }))}
          />
        </section>
      )}
      {may('receive') && (
        <Form action={casePath(opened, 'receive')}>
          <p>看到答复了，请告诉机关一声。确认收到不等于同意答复，不影响您申请行政复议或者提起诉讼。</p>
          <Button kind="primary">确认收到答复</Button>
        </Form>
      )}
      <section>
        <h2>办理进展</h2>
        <Timeline
          entries={events.flatMap((event) => {
            const what = eventWords(event)
            return what ? [{ when: event.day, what }] : []
          })}
        />
      </section>
      <Messages opened={opened} messages={messages} typedWords={form.words} refusal={refusal} />
      {may('withdraw') && (
        <section>
          <h2>撤回申请</h2>
          <Form action={casePath(opened, 'withdraw')}>
            <Field label="原因" name="reason" maxlength={200} value={form.reason} hint="可以不填" autocomplete="off" />
            <Button confirm="撤回以后，这份申请不再办理，也不能恢复；需要时可以重新申请。">撤回申请</Button>
          </Form>
        </section>
      )}
      <p>
        <A href={applyPath(organ, '/track')}>离开这份申请</A>
        <span class="form-hint">在公用电脑上查询的，看完请离开，并关闭浏览器窗口。</span>
      </p>
    </>,
  )
}

/** A letter to the applicant, as it was sent. */
export const letterFile = ofTicket(async (c, { file }) => {
  const { id } = file.application
  const visit = visitOf(c)
  const letter = (await lettersToApplicant(visit, id)).find((each) => each.id === c.req.param('letter'))
  const read = letter && (await readLetter(visit, id, letter.id, 'pdf'))
  if (!read?.ok) return answerNotFound(c)
  return c.body(new Uint8Array(read.value.bytes), 200, {
    'content-type': 'application/pdf',
    'content-disposition': disposition(read.value.name),
    'cache-control': 'no-store',
  })
})

/** 补正: what the organ asked, and the description to be said anew. */
const Supplement = (props: {
  opened: Opened
  form: Record<string, string>
  refusal: Refusal | null
  description: { documentNumber: string; features: string } | null
}) => {
  const { opened, form, refusal, description } = props
  const { application, events } = opened.file
  const asked = correctionAsked(events)
  return (
    <section>
      <h2>补正申请</h2>
      {asked && (
        <Notice kind="warning" title={asked.note}>
          {asked.until && (
            <p>请在{chineseDay(asked.until)}以前提交。没有正当理由逾期不补正的，视为放弃申请，不再处理。</p>
          )}
        </Notice>
      )}
      <Form action={casePath(opened, 'supplement')} files>
        <Field
          label="信息的名称"
          name="subject"
          required
          maxlength={LONGEST.subject}
          value={form.subject ?? application.subject}
          refusal={refusal}
        />
        <Field
          label="文号"
          name="documentNumber"
          maxlength={LONGEST.documentNumber}
          value={form.documentNumber ?? description?.documentNumber}
        />
        <TextArea
          label="其他特征"
          name="features"
          rows={4}
          maxlength={LONGEST.features}
          value={form.features ?? description?.features}
        />
        <TextArea
          label="说明"
          name="explanation"
          rows={3}
          maxlength={LONGEST_MESSAGE}
          value={form.explanation}
          hint="可以不填。要补姓名、联系方式的，写在这里"
        />
        <FileField
          label="补充材料"
          name="papers"
          many
          accept=".jpg,.jpeg,.png,.pdf"
          refusal={refusal}
          hint={`例如身份证明。照片或者PDF，最多${MOST_PAPERS}张，每张不超过8 MB`}
        />
        <Actions>
          <Button kind="primary">提交补正</Button>
        </Actions>
      </Form>
    </section>
  )
}

/** What was served, in the words that went out; drafts are nobody's but the organ's. */
const ReplySections = ({ opened }: { opened: Opened }) => {
  const { application, replies } = opened.file
  return (
    <>
      {replies
        .filter(({ servedOn }) => servedOn !== null)
        .map((reply) => (
          <section class="reply">
            <h2>答复 {reply.number}</h2>
            <Facts
              facts={[
                ['结果', outcomeRow(application, reply.outcome)?.label],
                ['送达日期', reply.servedOn && chineseDay(reply.servedOn)],
                ['应当向哪个机关提出', reply.rightOrgan],
              ]}
            />
            {reply.words.split('\n').map((words) => (
              <p>{words}</p>
            ))}
            {reply.withheld.length > 0 && (
              <DataTable
                caption="不公开的部分"
                rows={reply.withheld}
                columns={[
                  { label: '不公开的内容', cell: ({ part }) => part },
                  { label: '依据', cell: ({ ground }) => groundSays(application, ground) },
                ]}
              />
            )}
          </section>
        ))}
    </>
  )
}

const groundSays = (application: CaseFile['application'], code: string): string => {
  const row = outcomeRow(application, code)
  return row ? `${row.label}${row.article && `（${row.article}）`}` : code
}

const Messages = (props: {
  opened: Opened
  messages: readonly Message[]
  typedWords?: string
  refusal: Refusal | null
}) => (
  <section>
    <h2>留言</h2>
    {props.messages.length > 0 && (
      <Timeline
        label="留言"
        entries={props.messages.map(({ writer, kind, words, sentAt }) => ({
          when: minuteOf(sentAt),
          who: writer === 'organ' ? props.opened.organ.name : '您',
          what: words || MESSAGE_KINDS[kind],
          note: words && kind !== 'message' ? MESSAGE_KINDS[kind] : undefined,
        }))}
      />
    )}
    <Form action={casePath(props.opened, 'message')}>
      <TextArea
        label="给机关留言"
        name="words"
        rows={3}
        maxlength={LONGEST_MESSAGE}
        value={props.typedWords}
        refusal={props.refusal}
        hint="联系方式变了、有事要说明的，写在这里，经办的人会看到"
      />
      <Actions>
        <Button>送出留言</Button>
      </Actions>
    </Form>
  </section>
)
