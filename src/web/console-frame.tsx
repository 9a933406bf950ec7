import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Refusal } from '../result.ts'
import { asset } from './assets.ts'
import type { Alert, C, Person } from './env.ts'
import { type Crumb, Here } from './here.ts'
import { entryOf, menuFor } from './menu.ts'
import { DemoLine, DoneBox, RefusalBox } from './ui/messages.tsx'
import { Crumbs } from './ui/nav.tsx'
import { A, Form } from './ui/parts.tsx'

export type ConsoleOptions = {
  title: string
  /** Below 工作台, which the frame adds itself; the last one is this page. */
  crumbs?: Crumb[]
  /** The refusal to show on top, linked to its field. */
  refusal?: Refusal | null
  /** Said once after a step was taken. */
  done?: string
  /** Beside the title: the main things to do here, as `Button`s. */
  actions?: Child
  status?: 200 | 403 | 404 | 422 | 500
}

/** A page of the staff console: menu by role, title as `<h1>`, refusal or notice, content. */
export function consolePage(c: C, options: ConsoleOptions, body: Child): Response | Promise<Response> {
  const { person, tenant } = c.var
  const name = `${tenant.name}政府信息公开工作台`
  const page = (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${options.refusal ? '请更正：' : ''}${options.title === DESK.label ? '' : `${options.title} - `}${name}`}</title>
        <link rel="stylesheet" href={asset(c, 'console.css')} />
        <link rel="icon" href={asset(c, 'icon.svg')} type="image/svg+xml" />
        <script src={asset(c, 'portal.js')} defer></script>
      </head>
      <body class={person ? 'desk' : 'desk signed-out'}>
        <Here.Provider value={c}>
          <a class="skip" href="#main">
            跳到正文
          </a>
          <header>
            <DemoLine demo={tenant.settings.demo} />
            <TopBar name={name} person={person} path={pathOf(c)} />
          </header>
          <div class="desk-body">
            {person && (
              <nav class="side" aria-label="主菜单">
                <MenuList person={person} path={pathOf(c)} />
              </nav>
            )}
            <main id="main" tabindex={-1}>
              <Alerts alerts={c.var.alerts ?? []} />
              {options.crumbs && <Crumbs crumbs={fromDesk(options.crumbs)} />}
              <div class="page-title">
                <h1>{options.title}</h1>
                {options.actions && <div class="actions">{options.actions}</div>}
              </div>
              <RefusalBox refusal={options.refusal} />
              {options.done && <DoneBox>{options.done}</DoneBox>}
              {body}
            </main>
          </div>
        </Here.Provider>
      </body>
    </html>
  )
  return c.html(html`<!doctype html>${page}`, options.status ?? (options.refusal ? 422 : 200))
}

const DESK: Crumb = { label: '工作台', href: '/console' }
const fromDesk = (crumbs: Crumb[]) => (crumbs[0]?.href === DESK.href ? crumbs : [DESK, ...crumbs])

const pathOf = (c: C): string => new URL(c.req.url).pathname.slice(c.var.base.length)

/** What is not settled, on every page until it is. */
const Alerts = ({ alerts }: { alerts: readonly Alert[] }) => (
  <>
    {alerts.map(({ says, href, late }) => (
      <div class={`alerts notice notice-${late ? 'danger' : 'warning'}`} role={late ? 'alert' : 'status'}>
        <p class="notice-title">
          <A href={href}>{says}</A>
        </p>
      </div>
    ))}
  </>
)

/** Who is at the desk and how to leave it. On phones the menu folds into it. */
const TopBar = ({ name, person, path }: { name: string; person: Person | null; path: string }) => (
  <div class="bar">
    <A href="/console" class="brand">
      {name}
    </A>
    {person && (
      <>
        <div class="who">
          <span>
            {person.organ && <span class="who-organ">{person.organ.name}</span>} <strong>{person.name}</strong>
          </span>
          <A href="/console/password">修改密码</A>
          <Form action="/console/sign-out">
            <button type="submit" class="as-link">
              退出
            </button>
          </Form>
        </div>
        <details class="folded">
          <summary>菜单</summary>
          <nav aria-label="主菜单">
            <MenuList person={person} path={path} />
          </nav>
        </details>
      </>
    )}
  </div>
)

function MenuList({ person, path }: { person: Person; path: string }) {
  const open = entryOf(path)
  return (
    <>
      {menuFor(person.roles).map((group) => (
        <div class="menu-group">
          <p class="menu-group-name">{group.name}</p>
          <ul>
            {group.entries.map((entry) => (
              <li>
                <A href={entry.href} current={entry === open}>
                  {entry.label}
                </A>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}
