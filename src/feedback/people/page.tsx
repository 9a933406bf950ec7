import { type C, contextOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Facts, Notice, Panel } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { concernPath, crumbs, wanted } from '../console/common.tsx'
import { viewPerson } from './store.ts'

/** 查看诉求人: asked for with a form, never by an address alone; every look stands in the ledger. */
export async function showPerson(c: C) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const { id, number, kind } = file.concern
  const seen = await viewPerson(contextOf(c), id)
  c.header('cache-control', 'no-store')
  return consolePage(
    c,
    {
      title: `${kind === 'report' ? '举报人' : '诉求人'}：${number}`,
      crumbs: crumbs({ label: number, href: concernPath(id) }, { label: kind === 'report' ? '举报人' : '诉求人' }),
      refusal: seen.ok ? undefined : seen.refusal,
    },
    <>
      {seen.ok && (
        <>
          <Notice title="本次查看已记入台账。只用于办理这件诉求，不得外传。" />
          <Facts
            facts={[
              ['姓名', seen.value.person?.name || '没有留下'],
              ['电话', seen.value.person?.phone],
              ['电子邮箱', seen.value.person?.email],
              ['地址', seen.value.person?.address],
            ]}
          />
          {kind === 'report' && (
            <Panel title="举报原文">
              <p class="said">{seen.value.words}</p>
            </Panel>
          )}
        </>
      )}
      <Actions>
        <Button href={concernPath(id)}>返回</Button>
      </Actions>
    </>,
  )
}
