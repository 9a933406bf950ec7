import type { C } from './env.ts'
import { consolePage, portalPage } from './frame.tsx'

const inConsole = (c: C) => new URL(c.req.url).pathname.startsWith(`${c.var.base}/console`)

/** Nothing is at this address. */
export function answerNotFound(c: C): Response | Promise<Response> {
  const body = <p>没有找到这个页面。它可能已经撤回，或者网址抄写有误。</p>
  return inConsole(c) && c.var.person
    ? consolePage(c, { title: '没有找到', status: 404 }, body)
    : portalPage(c, { title: '没有找到', status: 404 }, body)
}

/** The person may not go there; nobody signed in is shown the way to the sign-in page. */
export function answerRefusedAccess(c: C): Response | Promise<Response> {
  if (!c.var.person && c.req.method === 'GET') return c.redirect(`${c.var.base}/console/sign-in`, 303)
  return consolePage(
    c,
    { title: '无权访问', status: 403 },
    <p>您的岗位没有这项权限，或者页面已经过期。请返回后重试。</p>,
  )
}

/** Something broke: the reader gets a plain sentence, the log gets the rest. */
export function answerProblem(c: C): Response | Promise<Response> {
  return portalPage(c, { title: '暂时无法打开', status: 500 }, <p>系统出了问题，已经记录。请稍后再试。</p>)
}
