import { minuteOf } from '../../../calendar/day.ts'
import type { Scope } from '../../../context.ts'
import { sizeLabel } from '../../../files/kinds.ts'
import type { Person } from '../../../web/env.ts'
import { Actions, Button, Facts, Form } from '../../../web/ui/index.ts'
import { casePath } from '../../common.tsx'
import type { Application } from '../../model.ts'
import { descriptionOf } from '../descriptions/store.ts'
import { messageCounts } from '../messages/store.ts'
import { PAPER_KINDS, papersOf } from '../papers/store.ts'

/** What the applicant said and sent beyond the register line: description, papers, messages. Nothing, when there is nothing. */
export async function applicantSection(scope: Scope, application: Application, person: Person | null) {
  const { id } = application
  const [description, papers, messages] = await Promise.all([
    descriptionOf(scope, id),
    papersOf(scope, id),
    messageCounts(scope, id),
  ])
  const mine = person?.organ?.id === application.organId
  const mayView = mine && person.roles.some((role) => role === 'officer' || role === 'leader')
  if (!description && papers.length === 0 && messages.all === 0) return null
  return (
    <section>
      <h2>申请人提供的</h2>
      <Facts
        facts={[
          ['文号', description?.documentNumber],
          ['其他特征', description?.features],
          ['用途', description?.purpose],
          ['需要的帮助', description?.help],
          [
            '材料',
            papers
              .map(({ kind, size, keptAt }) => `${PAPER_KINDS[kind]}（${sizeLabel(size)}，${minuteOf(keptAt)}）`)
              .join('；'),
          ],
          [
            '留言',
            messages.all > 0 && `${messages.all}条${messages.unread > 0 ? `，${messages.unread}条没有看过` : ''}`,
          ],
        ]}
      />
      {mayView && (
        <Actions>
          {papers.map(({ id: paper, kind }, at) => (
            <Form action={casePath(id, `/papers/${paper}`)}>
              <Button>{`查看${PAPER_KINDS[kind]}${papers.length > 1 ? `（${at + 1}）` : ''}`}</Button>
            </Form>
          ))}
          <Button href={casePath(id, '/messages')} kind={messages.unread > 0 ? 'primary' : 'plain'}>
            与申请人的留言
          </Button>
        </Actions>
      )}
    </section>
  )
}
