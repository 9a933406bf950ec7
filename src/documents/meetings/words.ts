/** Lines of plain text, without marks that hide or turn text, and with at most one empty line between two. */
export const paragraphs = (text: string): string =>
  text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map((line) =>
      line
        .replace(/\t/g, ' ')
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}]/gu, '')
        .trimEnd(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
