import { minuteOf } from '../calendar/day.ts'
import { type C, scopeOf } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, Facts, Light } from '../web/ui/index.ts'
import { verify } from './store.ts'

/** Walks the whole chain and says what it found. */
export async function showVerification(c: C) {
  const { entries, broken } = await verify(scopeOf(c))
  return consolePage(
    c,
    {
      title: '校验整条台账',
      crumbs: [{ label: '台账', href: '/console/ledger' }, { label: '校验' }],
    },
    <>
      <p>
        {broken ? (
          <Light colour="red">
            第{broken.seq}条有问题：{broken.says}
          </Light>
        ) : (
          <Light colour="green">完整：每一条都与前一条相接，没有改动、缺失或换序</Light>
        )}
      </p>
      <Facts
        facts={[
          [broken ? '问题之前完好的记录' : '记录总数', `${entries}条`],
          ['校验时间', minuteOf(c.var.now)],
        ]}
      />
      {broken && <p>请保留数据库现状，不要继续操作，并报告审计员和系统管理员。备份中的台账可以对照出改动前的内容。</p>}
      <Actions>
        <Button href="/console/ledger">返回台账</Button>
      </Actions>
    </>,
  )
}
