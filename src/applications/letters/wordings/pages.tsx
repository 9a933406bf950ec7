import { raw } from 'hono/html'
import { dayOf, minuteOf } from '../../../calendar/day.ts'
import { EDITIONS, type Edition } from '../../../law/editions.ts'
import { LETTER_SERIES } from '../../../organs/numbers.ts'
import { findOrgan } from '../../../organs/store.ts'
import type { Refusal } from '../../../result.ts'
import { toHtml } from '../../../typeset/typeset.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import {
  A,
  Actions,
  Button,
  DataTable,
  Empty,
  Facts,
  Field,
  Form,
  Notice,
  Tabs,
  Tag,
  TextArea,
} from '../../../web/ui/index.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { crumbs, DESK } from '../../common.tsx'
import { letterDocument } from '../document.ts'
import { allowedIn, LETTERS, type LetterRow, letterName, letterRow } from '../kinds.ts'
import { ADDRESSED, PLACEHOLDERS, type Wording } from '../model.ts'
import { checkWording } from '../text.ts'
import { sampleValues } from './sample.ts'
import { ownWordings, type Saved, saveWording, wordingInForce, wordingsOf } from './store.ts'

const HERE = `${DESK}/letters`
const TITLE = '文书文本'
const pathOf = (edition: Edition, letter: string) => `${HERE}/${edition}/${letter}`

const isEdition = (text: string | undefined): text is Edition => text === '2008' || text === '2019'

/** 文书文本: every letter of an edition, and whose words it has. At /console/applications/letters */
export async function listWordings(c: C) {
  const organ = c.var.person?.organ
  const asked = c.req.query('edition')
  const edition = isEdition(asked) ? asked : '2019'
  if (!organ)
    return consolePage(c, { title: TITLE, crumbs: crumbs({ label: TITLE }) }, <Empty title="您的岗位不属于任何机关" />)
  const own = await ownWordings(scopeOf(c), organ.id, edition)
  return consolePage(
    c,
    { title: TITLE, crumbs: crumbs({ label: TITLE }) },
    <>
      <Tabs
        label="条例版本"
        tabs={(['2019', '2008'] as const).map((one) => ({
          label: `${one}年《条例》`,
          href: `${HERE}?edition=${one}`,
          current: one === edition,
        }))}
      />
      <DataTable
        caption={`${EDITIONS[edition].name}下的文书`}
        captionHidden
        rows={Object.entries(LETTERS[edition])}
        columns={[
          {
            label: '文书',
            heading: true,
            cell: ([letter]) => <A href={pathOf(edition, letter)}>{letterName(edition, letter)}</A>,
          },
          { label: '发给', cell: ([, { addressed }]) => ADDRESSED[addressed], whole: true },
          { label: '编号', cell: ([, { series }]) => (series ? LETTER_SERIES[series].mark : '不编号'), whole: true },
          {
            label: '文本',
            cell: ([letter]) => (own.has(letter) ? <Tag kind="info" label="本机关文本" /> : <Tag label="标准文本" />),
          },
        ]}
      />
    </>,
  )
}

/** The words of one letter: read, tried out, changed. At /console/applications/letters/:edition/:letter */
export async function showWording(c: C) {
  const which = whichOf(c)
  if (!which) return answerNotFound(c)
  const words = await wordingInForce(scopeOf(c), which)
  const done = { saved: '文本已保存，以后的文书按它制作。', standard: '已恢复标准文本。' }[c.req.query('done') ?? '']
  return show(c, which, words, words.version, null, done)
}

/** Saves, goes back to the standard words, or only shows how it would look. */
export async function takeWording(c: C) {
  const which = whichOf(c)
  if (!which) return answerNotFound(c)
  const form = typed(c.var.form)
  const words = { title: form.title ?? '', body: form.body ?? '' }
  const version = Number(form.version) || 0
  if (form.do === 'preview') {
    const checked = checkWording(which.row, words)
    return show(c, which, words, version, checked.ok ? null : checked.refusal)
  }
  const saved = await saveWording(contextOf(c), which, version, form.do === 'standard' ? null : words)
  if (!saved.ok) {
    // Once told of another's change, saving again means having seen it.
    const stale = saved.refusal.code === 'applications.letter-stale'
    const next = stale ? (await wordingInForce(scopeOf(c), which)).version : version
    return show(c, which, words, next, saved.refusal)
  }
  return seeOther(c, `${pathOf(which.edition, which.letter)}?done=${form.do === 'standard' ? 'standard' : 'saved'}`)
}

type Which = { organId: string; edition: Edition; letter: string; row: LetterRow }

function whichOf(c: C): Which | null {
  const edition = c.req.param('edition')
  const letter = c.req.param('letter') ?? ''
  const organ = c.var.person?.organ
  const row = isEdition(edition) ? letterRow(edition, letter) : null
  return organ && isEdition(edition) && row ? { organId: organ.id, edition, letter, row } : null
}

async function show(
  c: C,
  which: Which,
  words: Wording,
  version: number,
  refusal: Refusal | null,
  done?: string,
): Promise<Response> {
  const { edition, letter, row } = which
  const scope = scopeOf(c)
  const organ = (await findOrgan(scope, which.organId))!
  const saved = await wordingsOf(scope, which)
  const day = dayOf(c.var.now)
  const name = letterName(edition, letter)
  const preview = checkWording(row, words)
  const facts = { organ, number: null, day, to: '（申请人）', values: sampleValues(organ, edition, day) }
  return consolePage(
    c,
    {
      title: name,
      crumbs: crumbs({ label: TITLE, href: `${HERE}?edition=${edition}` }, { label: name }),
      refusal: refusal ?? undefined,
      done,
    },
    <>
      <Form action={pathOf(edition, letter)}>
        <input type="hidden" name="version" value={String(version)} />
        <Field label="标题" name="title" required maxlength={60} value={words.title} refusal={refusal} />
        <TextArea
          label="正文"
          name="body"
          required
          rows={12}
          maxlength={5000}
          value={words.body}
          refusal={refusal}
          hint="每行一段。大括号里的内容由系统按申请的记录填写；一行里的占位符都没有内容时，这一行不印。"
        />
        <Actions>
          <Button kind="primary">保存</Button>
          <Button name="do" value="preview">
            预览
          </Button>
          {saved[0]?.body != null && (
            <Button name="do" value="standard" confirm="恢复标准文本以后，本机关的文本仍留在历次版本里。">
              恢复标准文本
            </Button>
          )}
          <Button href={`${HERE}?edition=${edition}`}>返回</Button>
        </Actions>
      </Form>
      <section>
        <h2>可以使用的占位符</h2>
        <Facts
          facts={allowedIn(row).map((one) => [
            `{${one}}`,
            `${PLACEHOLDERS[one]}${row.needs.includes(one) ? '（必须写明）' : ''}`,
          ])}
        />
      </section>
      <section>
        <h2>预览</h2>
        {preview.ok ? (
          <div class="paper">{raw(toHtml(letterDocument(row, preview.value, facts)))}</div>
        ) : (
          <Notice kind="warning" title="文本改好以后才能预览。" />
        )}
      </section>
      {saved.length > 0 && <History saved={saved} standard={row.words} />}
    </>,
  )
}

/** Every version, the latest first, each to be read in full. */
const History = ({ saved, standard }: { saved: Saved[]; standard: Wording }) => (
  <section>
    <h2>历次版本</h2>
    {saved.map(({ version, title, body, savedAs, savedAt }) => (
      <details>
        <summary>{`第${version}版，${minuteOf(savedAt)}，${savedAs}${body === null ? '，恢复标准文本' : ''}`}</summary>
        <p>{title ?? standard.title}</p>
        {(body ?? standard.body).split('\n').map((line) => (
          <p>{line}</p>
        ))}
      </details>
    ))}
    <details>
      <summary>标准文本</summary>
      <p>{standard.title}</p>
      {standard.body.split('\n').map((line) => (
        <p>{line}</p>
      ))}
    </details>
  </section>
)
