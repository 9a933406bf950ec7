import type { Child } from 'hono/jsx'
import { dayOf, minuteOf } from '../../calendar/day.ts'
import type { Organ } from '../../organs/model.ts'
import { findOrgan } from '../../organs/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { A, type Listed, Listing } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { publicPath } from '../item.ts'
import type { PublicLine } from '../published/store.ts'
import { noLonger } from '../validity.ts'

type Answer = Response | Promise<Response>

/** A page of an organ's section: the organ of the address, or the page that says there is nothing. */
export const ofOrgan = (serve: (c: C, organ: Organ) => Answer) => async (c: C) => {
  const organ = await findOrgan(scopeOf(c), c.req.param('organ') ?? '')
  return organ ? serve(c, organ) : answerNotFound(c)
}

/** Lines of a public list; `organ` names the publisher where items of several stand together. */
export const Lines = ({ items, organ }: { items: readonly PublicLine[]; organ?: boolean }) => (
  <Listing items={items.map((item) => listed(item, organ))} />
)

const listed = (item: PublicLine, organ?: boolean): Listed => ({
  title: item.title,
  href: publicPath(item),
  day: dayOf(item.publishedAt),
  note:
    [noLonger(item.validity), organ && item.organName, item.documentNumber, item.categoryName]
      .filter(Boolean)
      .join('　') || undefined,
})

/** Where one can go from here, one line each. */
export const Ways = ({ ways }: { ways: readonly { href: string; label: string }[] }) => (
  <ul class="ways">
    {ways.map(({ href, label }) => (
      <li>
        <A href={href}>{label}</A>
      </li>
    ))}
  </ul>
)

/** Meta tags of a column (国办发〔2017〕47号). */
export const columnMeta = (name: string, kind: string, description: string): Record<string, string> => ({
  ColumnName: name,
  ColumnType: kind,
  ColumnDescription: description,
  ColumnKeywords: `政府信息公开,${name}`,
})

/** Meta tags of an article. */
export const articleMeta = (article: {
  title: string
  publishedAt: Date
  source: string
  keywords: readonly (string | null)[]
  description: string
}): Record<string, string> => ({
  ArticleTitle: article.title,
  PubDate: minuteOf(article.publishedAt),
  ContentSource: article.source,
  Keywords: article.keywords.filter(Boolean).join(','),
  Description: [...article.description].slice(0, 120).join(''),
})

/** The number in the address, counted from 1; anything else means the first page. */
export const pageOf = (c: C): number => {
  const page = Number(c.req.query('page') ?? 1)
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}

/** The year in the address; undefined when it is none. */
export const yearIn = (text: string | undefined): number | undefined =>
  /^\d{4}$/.test(text ?? '') ? Number(text) : undefined

/** Text, or what stands for it when an organ has not said it yet. */
export const said = (text: string): Child => text || '（尚未提供，请致电咨询）'
