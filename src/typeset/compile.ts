import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fontFolders } from './fonts.ts'

export type Standard = 'a-2a' | 'a-2b' | 'a-3a' | 'ua-1'

let compiler: Promise<NodeCompiler> | undefined

/** One compiler for the process, made on first use: it holds the faces. */
const theCompiler = () => {
  compiler ??= import('@myriaddreamin/typst-ts-node-compiler').then(({ NodeCompiler }) =>
    NodeCompiler.create({ fontArgs: [{ fontPaths: fontFolders() }] }),
  )
  return compiler
}

/** Sets a source as PDF in this process. Throws when it cannot be set: a bug of the layout, never of a document's text. */
export async function compilePdf(source: string, standard?: Standard): Promise<Uint8Array> {
  const compile = await theCompiler()
  const result = compile.compile({ mainFileContent: source })
  const pages = result.result
  if (!pages) throw new Error(`typesetting failed: ${JSON.stringify(result.takeError()?.shortDiagnostics ?? [])}`)
  return compile.pdf(pages, standard ? { pdfStandard: standard } : {})
}

/** Keeps what the last few documents shared (faces, layout rules) and lets go of the rest. For the time between documents. */
export async function tidy(): Promise<void> {
  const compile = await theCompiler()
  compile.evictCache(5)
}
