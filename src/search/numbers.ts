/**
 * What two ways of typing one 文号 or 索引号 have in common: letters, digits and characters, without brackets, dashes,
 * spaces, 第 and 号. `南码政〔2017〕68号`, `南码政 [２０１７] 68` and `南码政(2017)68号` all give `南码政201768`.
 */
export const numberKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^第/, '')
    .replace(/号$/, '')

/** Whether it is worth looking for a number that is exactly this. */
export const mayBeNumber = (key: string): boolean => key.length >= 3 && key.length <= 60 && /\d/.test(key)
