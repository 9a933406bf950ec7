import { createContext, type PropsWithChildren, useContext } from 'hono/jsx'
import type { Refusal } from '../result.ts'
import type { C } from './env.ts'

/** The request a page answers, for the parts that make links and forms. */
export const Here = createContext<C | null>(null)

export function useHere(): C {
  const c = useContext(Here)
  if (!c) throw new Error('this part was rendered outside a page frame')
  return c
}

type Child = PropsWithChildren['children']

export type Crumb = { label: string; href?: string }

export type PortalOptions = {
  title: string
  /** The organ whose 政府信息公开 section this is; without it, the page belongs to the whole site. */
  organ?: { name: string; shortName: string; slug: string }
  /** Which of the fixed entries is open. */
  entry?: 'guide' | 'rules' | 'content' | 'reports' | 'apply'
  crumbs?: Crumb[]
  /** Column and article meta tags (国办发〔2017〕47号); the site's own are added to every page. */
  meta?: Record<string, string>
  status?: 200 | 404 | 403 | 422 | 500
}

export type ConsoleOptions = {
  title: string
  crumbs?: Crumb[]
  /** The refusal to show on top, linked to its field. */
  refusal?: Refusal | null
  /** Said once after a step was taken. */
  done?: string
  status?: 200 | 403 | 404 | 422 | 500
}

/** A public page: head with meta tags, site header, content, footer. */
export function portalPage(c: C, options: PortalOptions, body: Child): Response | Promise<Response> {
  return c.html(
    <html lang="zh-CN">
      <head>
        <title>{options.title}</title>
      </head>
      <body>
        <main>
          <Here.Provider value={c}>{body}</Here.Provider>
        </main>
      </body>
    </html>,
    options.status ?? 200,
  )
}

/** A page of the staff console: menu by role, title, content. */
export function consolePage(c: C, options: ConsoleOptions, body: Child): Response | Promise<Response> {
  return c.html(
    <html lang="zh-CN">
      <head>
        <title>{options.title}</title>
      </head>
      <body>
        <main>
          <h1>{options.title}</h1>
          <Here.Provider value={c}>{body}</Here.Provider>
        </main>
      </body>
    </html>,
    options.status ?? (options.refusal ? 422 : 200),
  )
}
