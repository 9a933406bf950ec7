import { sendFile } from '../../files/download.tsx'
import { findOrgan } from '../../organs/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { address, Empty, Listing, Pager } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { issueName, volumeWords } from './document.ts'
import { listIssues, publishedIssue } from './store.ts'

const PER_PAGE = 20

/** The issues of an organ's gazette, the latest first. At /:organ/gazette */
export async function showGazette(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('organ') ?? '')
  if (!organ) return answerNotFound(c)
  const page = Math.max(1, Math.floor(Number(c.req.query('page'))) || 1)
  const { issues, total } = await listIssues(scopeOf(c), organ.id, {
    published: true,
    limit: PER_PAGE,
    offset: (page - 1) * PER_PAGE,
  })
  const here = `/${organ.slug}/gazette`
  return portalPage(
    c,
    {
      title: issueName(organ),
      organ,
      crumbs: [{ label: '政府公报' }],
      meta: { ColumnName: '政府公报', ColumnDescription: issueName(organ), ColumnType: '信息公开目录' },
    },
    <>
      <h1>{issueName(organ)}</h1>
      {issues.length === 0 ? (
        <Empty title="还没有出版公报" />
      ) : (
        <Listing
          items={issues.map(({ year, number, title, publishedOn, items }) => ({
            title: [volumeWords(year, number), title].filter(Boolean).join('　'),
            href: `${here}/${year}/${number}.pdf`,
            day: publishedOn ?? undefined,
            note: `${items}条信息，PDF`,
          }))}
        />
      )}
      <Pager
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        total={total}
        href={(number) => address(here, { page: number === 1 ? undefined : number })}
      />
    </>,
  )
}

/** One issue as it was published. At /:organ/gazette/:year/:number.pdf */
export async function gazettePdf(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('organ') ?? '')
  const [year, number] = [Number(c.req.param('year')), Number((c.req.param('number') ?? '').replace(/\.pdf$/, ''))]
  const issue = organ && (await publishedIssue(scopeOf(c), organ.id, year, number))
  return issue?.fileId ? sendFile(c, issue.fileId) : answerNotFound(c)
}
