const CHINA_AHEAD = 8 * 60 * 60 * 1000

/** The moments a calendar year in China begins and the next one begins: `from` belongs to it, `to` does not. */
export const momentsOf = (year: number): { from: Date; to: Date } => ({
  from: new Date(Date.UTC(year, 0, 1) - CHINA_AHEAD),
  to: new Date(Date.UTC(year + 1, 0, 1) - CHINA_AHEAD),
})
