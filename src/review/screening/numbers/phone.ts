/** Number ranges of mobile phones in use (工业和信息化部 numbering plan): the first three digits. */
const RANGES = '130-139 145-149 150-153 155-159 162 165-167 170-178 180-189 190-193 195-199'
const prefixes = new Set(
  RANGES.split(' ').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number) as [number, number?]
    return Array.from({ length: last! - first + 1 }, (_, i) => String(first + i))
  }),
)

/** Whether 11 digits are a mobile number. */
export const isMobile = (digits: string): boolean => /^1\d{10}$/.test(digits) && prefixes.has(digits.slice(0, 3))

/** How people write a mobile number in groups. */
const WRITTEN = new Set(['3-4-4', '3-8', '7-4', '4-4-3', '3-3-5', '2-3-3-3'])
export const isWrittenMobile = (lengths: number[]): boolean => WRITTEN.has(lengths.join('-'))

/** 138****1234 */
export const maskPhone = (digits: string): string => `${digits.slice(0, 3)}****${digits.slice(7)}`

/**
 * A fixed line is published on purpose (offices, 12345, 400) and is no leak. Only one said to be at home is: 0595-8642****.
 */
export const HOME_LINE = /(?:家庭|家里|住宅|宅|家中|私人)(?:固定|座机)?(?:电话|座机|号码)?[:：]?$/
export const isFixedLine = (digits: string): boolean => /^0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}$/.test(digits)
