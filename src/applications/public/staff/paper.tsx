import { disposition } from '../../../files/names.ts'
import { type C, contextOf } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { Actions, Button } from '../../../web/ui/index.ts'
import { casePath, crumbs } from '../../common.tsx'
import { viewPaper } from '../papers/store.ts'

/** 查看材料: asked for with a form, never by an address alone; every look stands in the ledger. */
export async function showPaper(c: C) {
  const id = c.req.param('id') ?? ''
  const seen = await viewPaper(contextOf(c), id, c.req.param('paper') ?? '')
  c.header('cache-control', 'no-store')
  if (!seen.ok)
    return consolePage(
      c,
      { title: '查看材料', crumbs: crumbs({ label: '材料' }), refusal: seen.refusal },
      <Actions>
        <Button href={casePath(id)}>返回</Button>
      </Actions>,
    )
  const { name, mime, bytes } = seen.value
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': mime,
    'content-disposition': disposition(name),
    'x-content-type-options': 'nosniff',
  })
}
