import { z } from 'zod'
import { Day } from '../../calendar/day.ts'

/** What a letter may say by name. The names stand between braces in a text: {申请人}. */
export const PLACEHOLDERS = {
  申请人: '申请人的姓名或者名称',
  称谓: '对申请人的称呼：您，或者贵单位',
  登记号: '申请的登记号',
  申请内容: '申请公开的内容',
  申请方式: '申请是怎样提出的',
  收到日期: '收到申请之日',
  答复期限: '答复期限届满的日期',
  条例: '所适用的《条例》全称',
  依据: '答复结果所依据的条款',
  答复内容: '起草的答复内容',
  不公开部分: '部分公开时逐项写明的不公开部分和理由',
  有关机关: '应当向其提出申请的机关',
  检索情况: '登记的检索记录',
  提供方式: '申请人要求的提供形式和获取方式',
  救济告知: '不服答复时的救济途径和期限',
  补正事项: '需要补正的事项',
  补正内容: '告知补正的具体内容',
  补正期限: '补正期限的最后一天',
  延长天数: '延长的工作日数',
  理由: '办理这一步时写的理由',
  延迟日期: '确定的延迟答复日期',
  对方: '被征求意见的一方',
  收费依据: '收费所依据的规定',
  收费计算: '收费标准和逐项计算',
  收费金额: '应缴金额',
  缴费期限: '缴费期限',
  缴费方式: '怎样缴费',
  送达文书: '送达的文书名称和文号',
  送达方式: '送达的方式',
  收件地址: '收件人的地址和联系方式',
  查询方法: '申请人怎样查询办理情况',
  联系方式: '政府信息公开工作机构的名称、电话和地址',
  办公机构: '政府信息公开工作机构',
  联系电话: '联系电话',
  联系地址: '办公地址和邮政编码',
  本机关: '本机关全称',
  日期: '文书的日期',
} as const
export type Placeholder = keyof typeof PLACEHOLDERS
export const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(PLACEHOLDERS, name)
export type Values = Partial<Record<Placeholder, string>>

/** Whom a letter is written to: the applicant, somebody who is asked, or the organ's own file. */
export const ADDRESSED = { applicant: '申请人', party: '有关方面', file: '存卷' } as const
export type Addressed = keyof typeof ADDRESSED

/** A letter that was made. Its bytes lie sealed in the file store and never change. */
export const Letter = z.object({
  id: z.string(),
  applicationId: z.string(),
  round: z.number(),
  letter: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  day: Day,
  addressed: z.enum(['applicant', 'party', 'file']),
  party: z.string(),
  madeAs: z.string(),
  madeAt: z.date(),
})
export type Letter = z.infer<typeof Letter>

export const FORMATS = {
  pdf: { label: 'PDF', mime: 'application/pdf' },
  docx: { label: 'DOCX', mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
} as const
export type Format = keyof typeof FORMATS
export const isFormat = (text: string): text is Format => Object.hasOwn(FORMATS, text)

/** The words of a letter: `title` in its middle, `body` a paragraph a line. */
export type Wording = { title: string; body: string }
