import { minuteOf } from '../../calendar/day.ts'
import { Actions, Button, DataTable, Form, Tag } from '../../web/ui/index.ts'
import type { Review, StoredHit } from '../model.ts'
import { KINDS } from '../screening/hit.ts'
import { reviewPath } from './paths.ts'

/** What a kind of hit is called. */
export const kindLabel = (kind: string): string =>
  kind in KINDS ? KINDS[kind as keyof typeof KINDS] : (OTHERS[kind] ?? kind)

const OTHERS: Record<string, string> = { 'by-hand': '人工选定', unread: '没有识别的内容' }

const RESOLUTIONS = { masked: '已遮盖', withheld: '附件留下', overridden: '可以公开' } as const

type May = { mask: boolean; override: boolean }

/** Every hit: what, where, why, what would stand there instead, and what can be done about it. */
export const Hits = ({ review, may }: { review: Review; may: May }) => (
  <DataTable
    caption="自动检查发现的内容"
    captionHidden
    rows={review.hits}
    empty="自动检查没有发现疑似不宜公开的内容"
    columns={[
      { label: '内容', heading: true, cell: (hit) => kindLabel(hit.kind) },
      { label: '位置', cell: (hit) => placeOf(review, hit) },
      { label: '遮盖以后', cell: (hit) => hit.preview || '（须人工查看）' },
      { label: '为什么', cell: (hit) => hit.why },
      { label: '处理', cell: (hit) => <Resolution review={review} hit={hit} may={may} /> },
    ]}
  />
)

const placeOf = (review: Review, hit: StoredHit): string =>
  hit.fileId ? `${review.files.find(({ id }) => id === hit.fileId)?.name ?? '附件'}，${hit.place}` : hit.place

function Resolution({ review, hit, may }: { review: Review; hit: StoredHit; may: May }) {
  if (hit.resolution)
    return (
      <>
        <Tag kind="success" label={RESOLUTIONS[hit.resolution]} />{' '}
        <span class="form-hint">
          {hit.resolvedAs}
          {hit.resolvedAt && `，${minuteOf(hit.resolvedAt)}`}
          {hit.reason && `：${hit.reason}`}
        </span>
      </>
    )
  const path = reviewPath(review, '/hits')
  return (
    <Actions>
      <Tag kind={hit.blocks ? 'danger' : 'warning'} label={hit.blocks ? '未处理，不能发布' : '提醒'} />
      {may.mask && hit.mask !== null && (
        <Form action={`${path}/mask`}>
          <input type="hidden" name="review" value={review.version} />
          <input type="hidden" name="position" value={hit.position} />
          <Button>遮盖</Button>
        </Form>
      )}
      {may.override && (
        <details class="confirm">
          <summary class="btn">可以公开</summary>
          <Form action={`${path}/override`}>
            <input type="hidden" name="review" value={review.version} />
            <input type="hidden" name="position" value={hit.position} />
            <label class="form-label" for={`why-${hit.position}`}>
              理由
            </label>
            <input id={`why-${hit.position}`} name="reason" class="form-control" maxlength={200} required />
            <Button>写明理由，可以公开</Button>
          </Form>
        </details>
      )}
    </Actions>
  )
}
