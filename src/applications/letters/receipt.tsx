import type { Day } from '../../calendar/day.ts'
import { Choices } from '../../web/ui/index.ts'
import type { LetterOrder } from './make.ts'

/** Asked where the day of receipt becomes known: whether the applicant is given 登记回执 in the same step. */
export const ReceiptChoice = ({ value, hint }: { value: string | undefined; hint: string }) => (
  <Choices
    legend="登记回执"
    name="receipt"
    inline
    options={[
      { value: 'yes', label: '同时制作', hint },
      { value: 'no', label: '不制作' },
    ]}
    value={value}
  />
)

/** The letter that choice asks for; none unless it was asked for. */
export const receiptAsked = ({ receipt }: Record<string, string>, day: Day): LetterOrder[] =>
  receipt === 'yes' ? [{ letter: 'receipt', day }] : []
