import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fontFolders } from './fonts.ts'
import type { OfficialDocument } from './model.ts'
import { typstSource } from './typst.ts'

export type PdfOptions = {
  /** PDF/A for the archive. Plain tagged PDF when not given. */
  standard?: 'a-2a' | 'a-2b' | 'a-3a' | 'ua-1'
}

let compiler: Promise<NodeCompiler> | undefined

/** One compiler for the process, made on first use: it holds the faces, some 40 MB of them. */
const theCompiler = () => {
  compiler ??= import('@myriaddreamin/typst-ts-node-compiler').then(({ NodeCompiler }) =>
    NodeCompiler.create({ fontArgs: [{ fontPaths: fontFolders() }] }),
  )
  return compiler
}

/** The document as pages by GB/T 9704. The same document gives the same bytes. Throws when a page cannot be set: our bug. */
export async function toPdf(doc: OfficialDocument, options: PdfOptions = {}): Promise<Uint8Array> {
  const compile = await theCompiler()
  const result = compile.compile({ mainFileContent: typstSource(doc) })
  const pages = result.result
  if (!pages) {
    const error = result.takeError()
    throw new Error(`typesetting failed: ${error ? JSON.stringify(error.shortDiagnostics) : 'no reason given'}`)
  }
  try {
    return new Uint8Array(compile.pdf(pages, options.standard ? { pdfStandard: options.standard } : {}))
  } finally {
    // Keeps what the last few documents shared (faces, layout rules) and lets go of the rest.
    compile.evictCache(5)
  }
}
