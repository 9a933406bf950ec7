import { compilePdf, type Standard, tidy } from './compile.ts'

/** The typesetting process: takes sources from its parent, gives back pages, and ends with it. */

export type Order = { id: number; source: string; standard?: Standard }
export type Delivery = { id: number; pdf: Uint8Array } | { id: number; error: string }

const deliver = (delivery: Delivery) => process.send?.(delivery, undefined, undefined, tidy)

process.on('message', ({ id, source, standard }: Order) => {
  compilePdf(source, standard).then(
    (pdf) => deliver({ id, pdf }),
    (error: unknown) => deliver({ id, error: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
// Ctrl-C in a terminal reaches the whole group; the parent ends this process once nothing waits for it.
process.on('SIGINT', () => {})
