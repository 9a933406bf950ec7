import type { Scope } from '../../context.ts'
import { Button, DataTable, Form } from '../../web/ui/index.ts'
import { casePath } from '../common.tsx'
import { ADDRESSED, FORMATS, type Format, type Letter } from './model.ts'
import { lettersOf } from './store.ts'

/** 文书 of a case, for its page. They name the applicant, so only those who may see the applicant may open them. */
export async function lettersSection(scope: Scope, applicationId: string, mayRead: boolean) {
  const letters = await lettersOf(scope, applicationId)
  return letters.length > 0 ? <Letters letters={letters} mayRead={mayRead} /> : null
}

const Letters = ({ letters, mayRead }: { letters: Letter[]; mayRead: boolean }) => (
  <section>
    <h2>文书</h2>
    <DataTable
      caption="文书"
      captionHidden
      rows={letters}
      columns={[
        { label: '文书', cell: ({ title }) => title, heading: true },
        { label: '文号', cell: ({ number }) => number ?? '不编号' },
        { label: '日期', cell: ({ day }) => day },
        { label: '发给', cell: ({ addressed, party }) => party || ADDRESSED[addressed] },
        ...(mayRead ? [{ label: '打开', cell: (letter: Letter) => <Open letter={letter} /> }] : []),
      ]}
    />
    {mayRead && <p class="form-hint">文书载有申请人的姓名，每次打开都记入台账。文书发出后不能修改。</p>}
  </section>
)

const Open = ({ letter }: { letter: Letter }) => (
  <div class="actions">
    {(Object.keys(FORMATS) as Format[]).map((format) => (
      <Form action={casePath(letter.applicationId, `/letters/${letter.id}/${format}`)}>
        <Button>{FORMATS[format].label}</Button>
      </Form>
    ))}
  </div>
)
