import { endingOf } from '../../files/kinds.ts'
import { A, Actions, address, Button, DataTable, Form, Panel, Tag } from '../../web/ui/index.ts'
import type { Review, ReviewFile } from '../model.ts'
import { openHits } from '../rules.ts'
import { reviewPath } from './paths.ts'

/** The attachments: the original for the staff, what the public gets, and how to make that. */
export const Files = ({ review, may }: { review: Review; may: boolean }) =>
  review.files.length === 0 ? null : (
    <Panel title="附件">
      <DataTable
        caption="附件"
        captionHidden
        rows={review.files}
        columns={[
          {
            label: '原件（限本机关）',
            heading: true,
            cell: (file) => <A href={reviewPath(review, `/files/${file.id}`)}>{file.name}</A>,
          },
          { label: '向社会公开', cell: (file) => <PublicFile review={review} file={file} /> },
          { label: '办理', cell: (file) => may && <Making review={review} file={file} /> },
        ]}
      />
    </Panel>
  )

function PublicFile({ review, file }: { review: Review; file: ReviewFile }) {
  if (file.withheld) return <Tag kind="warning" label={`不公开：${file.note}`} />
  if (!file.publicId) return '按原件公开'
  return (
    <>
      <A href={reviewPath(review, `/files/${file.publicId}`)}>{file.publicName ?? file.name}</A>
      <div class="form-hint">{file.note}</div>
    </>
  )
}

/** Office files and texts are masked by themselves; a PDF is redacted on its own page. */
function Making({ review, file }: { review: Review; file: ReviewFile }) {
  const open = openHits(review.hits).filter((hit) => hit.fileId === file.id && hit.mask !== null)
  const isPdf = endingOf(file.name) === 'pdf'
  return (
    <Actions>
      {open.length > 0 && !isPdf && (
        <Form action={reviewPath(review, '/hits/mask')}>
          <input type="hidden" name="review" value={review.version} />
          <input type="hidden" name="file" value={file.id} />
          <Button>{`遮盖${open.length}处，制作公开文本`}</Button>
        </Form>
      )}
      {isPdf && (
        <Button href={address('/console/redactions/new', { review: review.id, file: file.id })}>画框遮盖</Button>
      )}
      {!file.withheld && (
        <details class="confirm">
          <summary class="btn">不公开这个附件</summary>
          <Form action={reviewPath(review, '/withhold')}>
            <input type="hidden" name="review" value={review.version} />
            <input type="hidden" name="file" value={file.id} />
            <label class="form-label" for={`withhold-${file.position}`}>
              理由
            </label>
            <input id={`withhold-${file.position}`} name="reason" class="form-control" maxlength={200} required />
            <Button>不公开这个附件</Button>
          </Form>
        </details>
      )}
    </Actions>
  )
}
