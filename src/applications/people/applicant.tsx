import { type C, contextOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Facts, Notice } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { casePath, crumbs, wanted } from '../common.tsx'
import { IDENTITIES, viewApplicant } from './store.ts'

/** 查看申请人信息: asked for with a form, never by an address alone; every look stands in the ledger. */
export async function showApplicant(c: C) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const { id, number } = file.application
  const seen = await viewApplicant(contextOf(c), id)
  c.header('cache-control', 'no-store')
  return consolePage(
    c,
    {
      title: `申请人：${number}`,
      crumbs: crumbs({ label: number, href: casePath(id) }, { label: '申请人' }),
      refusal: seen.ok ? undefined : seen.refusal,
    },
    <>
      {seen.ok && (
        <>
          <Notice title="本次查看已记入台账。只用于办理这份申请，不得外传。" />
          <Facts
            facts={[
              ['姓名或者名称', seen.value.name],
              ['联系方式', seen.value.contact],
              ['身份证明', IDENTITIES[seen.value.identity as keyof typeof IDENTITIES]],
              ['证件号码', seen.value.identityNumber],
              ['法定代表人或者负责人', seen.value.representative],
              ['联系人', seen.value.contactPerson],
            ]}
          />
        </>
      )}
      <Actions>
        <Button href={casePath(id)}>返回</Button>
      </Actions>
    </>,
  )
}
