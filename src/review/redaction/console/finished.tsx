import { minuteOf } from '../../../calendar/day.ts'
import type { C } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { A, Actions, Button, Facts, Form, Notice, Panel } from '../../../web/ui/index.ts'
import { type Treatment, WHYS, type Why } from '../model.ts'
import type { Redaction } from '../registry/store.ts'
import { crumbs, redactionPath } from './common.tsx'

/** What was made, and what of it everybody should know. At /console/redactions/:id once it ended. */
export function finished(c: C, redaction: Redaction) {
  const { treatments, copyName } = redaction
  return consolePage(
    c,
    { title: `遮盖：${redaction.name}`, crumbs: crumbs({ label: '结果' }) },
    <Panel title={treatments ? '公开版已经生成' : '这次遮盖已经放弃'}>
      <Facts
        facts={[
          ['公开版', copyName && <A href={redactionPath(redaction.id, '/copy')}>{copyName}</A>],
          ['遮盖', <A href={redactionPath(redaction.id, '/record')}>{redaction.boxes.length}处，查看遮盖记录</A>],
          ['生成', redaction.finishedAt && `${minuteOf(redaction.finishedAt)}，${redaction.finishedAs}`],
          ['审查', redaction.reviewId && <A href={`/console/review/${redaction.reviewId}`}>返回保密审查</A>],
        ]}
      />
      {treatments && <Treated treatments={treatments} />}
      <Notice kind="warning" title="发布前请通读一遍公开版">
        <p>
          程序只去除框里的内容。上下文、其他附件或者以前公开过的文件里如果还有同样的内容，别人仍能对照出来。框的长短也会透露字数，可以画得长一些。
        </p>
      </Notice>
      <Actions>
        {copyName && (
          <Button kind="primary" href={redactionPath(redaction.id, '/copy')}>
            下载公开版
          </Button>
        )}
        <Form action={redactionPath(redaction.id, '/again')}>
          <Button confirm="以这次的框为底重新遮盖，原来的公开版在生成新的之前不变。">重新遮盖</Button>
        </Form>
      </Actions>
    </Panel>,
  )
}

/** Which pages became pictures, by why; the rest kept its text. */
function Treated({ treatments }: { treatments: readonly Treatment[] }) {
  const kept = treatments.filter(({ picture }) => picture === null).length
  return (
    <>
      <p>
        共{treatments.length}页，其中{kept}页保留文字，其余转为图片：
      </p>
      <ul>
        {(Object.keys(WHYS) as Why[])
          .map((why) => [why, treatments.filter(({ picture }) => picture === why).map(({ page }) => page)] as const)
          .filter(([, pages]) => pages.length > 0)
          .map(([why, pages]) => (
            <li>
              {WHYS[why]}：第{ranges(pages)}页
            </li>
          ))}
      </ul>
    </>
  )
}

/** `1、3—5` */
export function ranges(pages: readonly number[]): string {
  const runs: [number, number][] = []
  for (const page of pages) {
    const last = runs.at(-1)
    if (last && last[1] === page - 1) last[1] = page
    else runs.push([page, page])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}—${to}`)).join('、')
}
