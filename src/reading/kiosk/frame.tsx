import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Organ } from '../../organs/model.ts'
import { findOrgan } from '../../organs/store.ts'
import { asset } from '../../web/assets.ts'
import { type C, scopeOf, to } from '../../web/env.ts'
import { Here } from '../../web/here.ts'
import { A } from '../../web/ui/index.ts'
import { DemoLine } from '../../web/ui/messages.tsx'
import { answerNotFound } from '../../web/wrong.tsx'
import { IDLE, kioskPath } from './ways.ts'

type Answer = Response | Promise<Response>

/** A page of an organ's kiosk. It is large already, so it has no 长辈版. */
export const ofKiosk = (serve: (c: C, organ: Organ) => Answer) => async (c: C) => {
  const organ = await findOrgan(scopeOf(c), c.req.param('organ') ?? '')
  if (!organ) return answerNotFound(c)
  if (c.var.elder) return c.redirect(`${c.var.base}${kioskPath(organ)}`, 302)
  return serve(c, organ)
}

export type KioskOptions = {
  title: string
  /** The page above this one; the first page has none. */
  back?: string
  status?: 200 | 404
}

/**
 * A page of the kiosk: where one is, the way back, the way to the beginning, and nothing that leads off it. What only a script
 * can do (idle reset, the state of the line, offline snapshot) is in `web/browser/kiosk.js`.
 */
export function kioskPage(c: C, organ: Organ, options: KioskOptions, body: Child): Answer {
  const home = kioskPath(organ)
  const page = (
    <html lang="zh-CN" class="kiosk">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
        <title>{`${options.title} - ${organ.shortName}公共查阅点`}</title>
        <link rel="stylesheet" href={asset(c, 'kiosk.css')} />
        <link rel="icon" href={asset(c, 'icon.svg')} type="image/svg+xml" />
        <script src={asset(c, 'kiosk.js')} defer></script>
      </head>
      <body
        data-home={to(c, home)}
        data-worker={to(c, '/kiosk/worker.js')}
        data-ask-after={IDLE.askAfter}
        data-answer-within={IDLE.answerWithin}
      >
        <Here.Provider value={c}>
          <header class="kiosk-top">
            <DemoLine demo={c.var.tenant.settings.demo} />
            <div class="kiosk-head">
              <p class="kiosk-name">
                {organ.name}
                <span>政府信息公共查阅点</span>
              </p>
              <nav class="kiosk-ways" aria-label="导航">
                {options.back !== undefined && (
                  <>
                    <A href={options.back} class="btn">
                      ← 返回
                    </A>
                    <A href={home} class="btn">
                      首页
                    </A>
                  </>
                )}
                <button type="button" class="btn" data-leave hidden>
                  用完了，清除
                </button>
              </nav>
            </div>
          </header>
          <p class="kiosk-line" data-line role="status" hidden></p>
          <main id="main" tabindex={-1}>
            {body}
          </main>
          <footer class="kiosk-foot">
            <p>
              {organ.profile.phone && `咨询电话 ${organ.profile.phone}　`}
              需要帮助请问工作人员
              <span data-synced hidden></span>
            </p>
          </footer>
          <dialog class="kiosk-idle" data-idle aria-labelledby="idle-title">
            <h2 id="idle-title">还在使用吗？</h2>
            <p>
              <strong data-left>{IDLE.answerWithin}</strong> 秒后回到首页，填写的内容会清除。
            </p>
            <p class="kiosk-ways">
              <button type="button" class="btn btn-primary" data-stay>
                继续使用
              </button>
              <button type="button" class="btn" data-leave>
                用完了，清除
              </button>
            </p>
          </dialog>
        </Here.Provider>
      </body>
    </html>
  )
  return c.html(html`<!doctype html>${page}`, options.status ?? 200)
}

export const KioskPrint = ({ label = '打印这一页' }: { label?: string }) => (
  <button type="button" class="btn btn-primary kiosk-print" data-print hidden>
    {label}
  </button>
)

export const kioskMissing = (c: C, organ: Organ): Answer =>
  kioskPage(
    c,
    organ,
    { title: '没有找到这一页', back: kioskPath(organ), status: 404 },
    <>
      <h1>没有找到这一页</h1>
      <p>它可能已经撤回。请返回首页，用“搜索”再找一找，或者问工作人员。</p>
    </>,
  )
