/** What one file may cost. A file that wants more is reported as unread, never as clean. */
export type Limits = {
  /** Bytes of the file itself. */
  bytes: number
  /** Bytes of everything a ZIP container (DOCX, XLSX) holds, unpacked. */
  unpacked: number
  /** Parts of a ZIP container. */
  parts: number
  /** Characters of text; what comes after is not looked at. */
  characters: number
  /** From the moment its turn comes. */
  seconds: number
  /** Megabytes of memory for the thread that reads it. */
  memory: number
}

export const LIMITS: Limits = {
  bytes: 100 * 1024 * 1024,
  unpacked: 256 * 1024 * 1024,
  parts: 20_000,
  characters: 60_000_000,
  seconds: 60,
  memory: 1024,
}

/** Reading stops here: what was read so far counts, the rest is reported. */
export class Enough extends Error {}

/** The file cannot be read; the message is for the person who chose it. */
export class Unreadable extends Error {}
