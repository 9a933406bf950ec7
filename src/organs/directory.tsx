import { type C, scopeOf } from '../web/env.ts'
import { portalPage } from '../web/frame.tsx'
import { A, DataTable, Empty } from '../web/ui/index.ts'
import { listOrgans } from './store.ts'

/** 机关名录: whom to ask, where and when, so that nobody who wrote to the wrong organ is left standing. At /organs */
export async function showDirectory(c: C) {
  const organs = await listOrgans(scopeOf(c))
  return portalPage(
    c,
    { title: '机关名录', crumbs: [{ label: '机关名录' }] },
    <>
      <h1>机关名录</h1>
      <p>申请公开政府信息，向制作或者保存这份信息的机关提出。不知道向谁提出的，可以先打电话询问。</p>
      <DataTable
        caption="机关名录"
        captionHidden
        rows={organs}
        empty={<Empty title="还没有登记机关" />}
        columns={[
          { label: '机关', heading: true, cell: ({ slug, name }) => <A href={`/${slug}`}>{name}</A> },
          { label: '办公机构', cell: ({ profile }) => profile.office },
          { label: '地址', cell: ({ profile }) => [profile.address, profile.postcode].filter(Boolean).join('，邮编') },
          { label: '电话', cell: ({ profile }) => profile.phone },
          { label: '传真', cell: ({ profile }) => profile.fax },
          { label: '电子邮箱', cell: ({ profile }) => profile.email },
          { label: '办公时间', cell: ({ profile }) => profile.hours },
        ]}
      />
    </>,
  )
}
