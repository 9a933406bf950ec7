import type { Child } from 'hono/jsx'
import type { C } from './env.ts'
import { consolePage, portalPage } from './frame.tsx'
import { A } from './ui/parts.tsx'

const inConsole = (c: C) => new URL(c.req.url).pathname.startsWith(`${c.var.base}/console`)

/** Nothing is at this address. */
export function answerNotFound(c: C): Response | Promise<Response> {
  return answer(c, 404, '没有找到这个页面', <p>它可能已经撤回或者改了地址，也可能是网址抄写有误。</p>)
}

/** The person may not go there; nobody signed in is shown the way to the sign-in page. */
export function answerRefusedAccess(c: C): Response | Promise<Response> {
  if (!c.var.person && c.req.method === 'GET') return c.redirect(`${c.var.base}/console/sign-in`, 303)
  return answer(
    c,
    403,
    '不能办理这一步',
    <>
      <p>可能的原因：</p>
      <ul>
        <li>您的岗位没有这项权限，请与系统管理员联系；</li>
        <li>页面打开的时间太长，已经过期。请返回上一页，刷新后重新提交。</li>
      </ul>
    </>,
  )
}

/** Something broke: the reader gets a plain sentence, the log gets the rest. */
export function answerProblem(c: C): Response | Promise<Response> {
  return answer(
    c,
    500,
    '系统暂时出了问题',
    <p>问题已经记录，您没有做错什么。请过几分钟再试；如果是在提交内容，请先确认是否已经提交成功。</p>,
  )
}

function answer(c: C, status: 403 | 404 | 500, title: string, says: Child): Response | Promise<Response> {
  // Without its database the program does not know whose site this is; then there is no frame to stand in.
  if (!c.var.tenant) return c.text(status === 500 ? `${title}，请过几分钟再试。` : `${title}。`, status)
  if (inConsole(c))
    return consolePage(
      c,
      { title, status },
      <>
        {says}
        <p>
          <A href="/console">回到工作台</A>
        </p>
      </>,
    )
  return portalPage(
    c,
    { title, status },
    <div class="wrong">
      <h1>{title}</h1>
      {says}
      <p>您可以用页面上方的搜索框查找，或者：</p>
      <ul>
        <li>
          <A href="/">回到首页</A>
        </li>
        <li>
          <A href="/sitemap">查看站点地图</A>
        </li>
      </ul>
    </div>,
  )
}
