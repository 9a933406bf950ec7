/**
 * Chinese passports (E12345678, EA1234567, older G/D/S/P/K), travel permits of Hong Kong, Macao and Taiwan (C, H, M, CA…).
 * One letter and eight digits also name roads, models and forms, so a number counts only beside a word that says so.
 */
export const isPassport = (symbols: string): boolean =>
  /^(?:[EGDSPK]\d{8}|E[A-HJ-NP-Z]\d{7}|[DSP]E\d{7}|14\d{7}|15\d{7}|C\d{8}|C[A-HJ-NP-Z]\d{7}|[HM]\d{8}(?:\d\d)?)$/.test(
    symbols,
  )

/** E******78 */
export const maskPassport = (symbols: string): string => symbols[0] + '*'.repeat(symbols.length - 3) + symbols.slice(-2)
