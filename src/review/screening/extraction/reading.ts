import type { Unread } from '../hit.ts'
import { Enough, type Limits } from './limits.ts'

/** The text of a file as it is read, piece by piece, with the place of each piece. */
export class Reading {
  readonly unread: Unread[] = []
  /** Numbers a spreadsheet kept as floating point: their last digits are gone. */
  readonly rough: { start: number; end: number }[] = []
  readonly limits: Limits
  readonly progress: (share: number) => void
  #pieces: string[] = []
  #length = 0
  #starts: number[] = []
  #places: string[] = []
  #details: string[] = []
  #separator = ''

  constructor(limits: Limits, progress: (share: number) => void = () => {}) {
    this.limits = limits
    this.progress = progress
  }

  /** Adds text that stands at `place`, such as 第3段; `detail` is what changes from piece to piece, such as a cell. */
  add(text: string, place: string, detail = ''): void {
    if (text === '') return
    const piece = this.#length > 0 ? this.#separator + text : text
    const start = this.#length + piece.length - text.length
    const room = this.limits.characters - this.#length
    this.#starts.push(start)
    this.#places.push(place)
    this.#details.push(detail)
    this.#pieces.push(room < piece.length ? piece.slice(0, room) : piece)
    this.#length += piece.length
    this.#separator = '\n'
    if (room < piece.length) throw new Enough()
  }

  /** A number without its last digits. */
  addRough(text: string, place: string, detail: string): void {
    this.add(text, place, detail)
    this.rough.push({ start: this.#length - text.length, end: this.#length })
  }

  /** What keeps the next piece apart from the last: the end of a line unless said otherwise. */
  separate(separator: '\n' | '\t'): void {
    this.#separator = separator
  }

  skip(where: string, why: string, whole = false): void {
    this.unread.push({ where, why, whole })
  }

  get text(): string {
    return this.#pieces.join('')
  }

  /** The place of a position of `text`; null where lines have to do. */
  where(position: number): string | null {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= position) low = middle
      else high = middle - 1
    }
    const place = this.#places[low]
    return place ? place + this.#details[low]! : null
  }
}
