import { ROLES } from '../roles.ts'
import { type C, scopeOf } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Button, Empty, Listing, Panel, Stat, Stats } from '../web/ui/index.ts'
import { stepsOf } from './first-steps.ts'
import { overviewFor } from './overview.ts'
import { waitingFor } from './waiting.ts'

/** The front page of the console: what waits for me, the quick way in, how things stand. */
export async function showWorkbench(c: C) {
  const { person, now } = c.var
  if (!person) throw new Error('nobody is signed in: the site map should have asked')
  const [piles, figures] = await Promise.all([
    waitingFor(scopeOf(c), person, now),
    overviewFor(scopeOf(c), person, now),
  ])
  const steps = stepsOf(person.roles)
  const duties = person.roles.map((role) => ROLES[role]).join('、')

  return consolePage(
    c,
    { title: '工作台' },
    <>
      {duties && <p>{`您以“${person.name}”的岗位登录，职责：${duties}。`}</p>}
      {piles.map((pile) => (
        <Panel
          title={`${pile.title}（${pile.count}）`}
          actions={pile.count > pile.first.length && <Button href={pile.href}>全部{pile.count}件</Button>}
        >
          <Listing items={pile.first} />
        </Panel>
      ))}
      {piles.length === 0 && (
        <Panel title="等您办理的事">
          <Empty
            title="现在没有等您办理的事"
            hint={
              steps.length > 0
                ? '需要您办理的事会出现在这里。第一次使用，可以从下面开始。'
                : '您的岗位还没有职责，请联系系统管理员。'
            }
          />
        </Panel>
      )}
      {steps.length > 0 && (
        <Panel title="常用入口">
          <Listing items={steps.map(({ label, href, says }) => ({ title: label, href, note: says }))} />
        </Panel>
      )}
      {figures && (
        <Panel title={`${person.organ?.name ?? c.var.tenant.name}现在的情况`}>
          <Stats>
            {figures.map((figure) => (
              <Stat {...figure} />
            ))}
          </Stats>
        </Panel>
      )}
    </>,
  )
}
