import { type ChildProcess, fork } from 'node:child_process'
import type { Standard } from './compile.ts'
import { type GazetteIssue, gazetteSource } from './gazette.ts'
import type { OfficialDocument } from './model.ts'
import { type NoticeSheet, sheetSource } from './sheet.ts'
import type { Delivery, Order } from './typesetter.ts'
import { typstSource } from './typst.ts'

export type PdfOptions = {
  /** PDF/A for the archive, PDF/UA for screen readers. Plain tagged PDF when not given. */
  standard?: Standard
}

/** The document as pages by GB/T 9704. The same document gives the same bytes. Throws when a page cannot be set: our bug. */
export const toPdf = (doc: OfficialDocument, options: PdfOptions = {}): Promise<Uint8Array> =>
  order(typstSource(doc), options.standard)

/** A sheet for a notice board, A4 or A3, in large type. */
export const sheetPdf = (sheet: NoticeSheet): Promise<Uint8Array> => order(sheetSource(sheet))

/** An issue of a gazette with cover and contents. */
export const gazettePdf = (issue: GazetteIssue): Promise<Uint8Array> => order(gazetteSource(issue))

/**
 * Pages are set in a process of their own. The compiler is native code: it keeps some memory with every document, and
 * should it ever crash, the portal must not. So the process is replaced after a while, and goes when nothing is asked.
 */
const DOCUMENTS_EACH = 200
const IDLE_SECONDS = 60

type Waiting = { resolve: (pdf: Uint8Array) => void; reject: (error: Error) => void }
type Typesetter = { child: ChildProcess; waiting: Map<number, Waiting>; taken: number; idle?: NodeJS.Timeout }

let current: Typesetter | undefined

function order(source: string, standard?: Standard): Promise<Uint8Array> {
  const setter = current ?? start()
  clearTimeout(setter.idle)
  const id = setter.taken++
  if (setter.taken >= DOCUMENTS_EACH) current = undefined // the next order goes to a new one; this one ends when done
  return new Promise((resolve, reject) => {
    setter.waiting.set(id, { resolve, reject })
    setter.child.ref()
    setter.child.channel?.ref()
    setter.child.send({ id, source, standard } satisfies Order, (error) => {
      if (error) settle(setter, { id, error: String(error) })
    })
  })
}

function start(): Typesetter {
  const child = fork(new URL('./typesetter.ts', import.meta.url), { serialization: 'advanced' })
  const setter: Typesetter = { child, waiting: new Map(), taken: 0 }
  child.on('message', (delivery) => settle(setter, delivery as Delivery))
  const gone = (why: string) => {
    if (current === setter) current = undefined
    for (const id of [...setter.waiting.keys()]) settle(setter, { id, error: why })
  }
  child.on('error', (error) => gone(String(error)))
  child.on('exit', (code, signal) => gone(`the typesetting process ended early (${signal ?? code})`))
  current = setter
  return setter
}

/** Hands over one result. A process nothing waits for does not keep the program running, and ends after a minute. */
function settle(setter: Typesetter, delivery: Delivery): void {
  const waiting = setter.waiting.get(delivery.id)
  setter.waiting.delete(delivery.id)
  if ('pdf' in delivery) waiting?.resolve(new Uint8Array(delivery.pdf))
  else waiting?.reject(new Error(delivery.error))
  if (setter.waiting.size > 0) return
  setter.child.unref()
  if (!setter.child.connected) return
  setter.child.channel?.unref()
  if (setter !== current) {
    setter.child.disconnect()
    return
  }
  setter.idle = setTimeout(() => {
    current = undefined
    setter.child.disconnect()
  }, IDLE_SECONDS * 1000)
  setter.idle.unref()
}
