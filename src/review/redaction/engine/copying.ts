import { deflateSync } from 'node:zlib'
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import { type Content, KINDS, readContent, type Uses } from './content.ts'
import { cleanBytes, instructionsOf, Odd } from './streams.ts'

/** Entries a page needs in order to look as it does. Whatever else a dictionary holds stays behind. */
const WANTED = new Set(
  `Type Subtype Filter DecodeParms Predictor Colors Columns EarlyChange K EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1
   DamagedRowsBeforeError ColorTransform
   BaseFont Encoding ToUnicode DescendantFonts FirstChar LastChar Widths FontDescriptor CIDSystemInfo Registry Ordering
   Supplement DW W DW2 W2 CIDToGIDMap FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent
   Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 Length1 Length2 Length3
   BaseEncoding Differences CMapName UseCMap WMode
   LW LC LJ ML D RI OP op OPM Font FL SM SA BM SMask CA ca AIS TK S G BC TR TR2
   FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Functions Bounds
   ShadingType ColorSpace Background BBox AntiAlias Function Coords Extend Matrix BitsPerCoordinate BitsPerComponent
   BitsPerFlag VerticesPerRow Alternate PatternType PaintType TilingType XStep YStep Shading ExtGState
   Width Height ImageMask Mask Interpolate Matte SMaskInData Intent FormType Group CS I`.split(/\s+/),
)
/** Objects that lead out of the page. */
const ELSEWHERE = new Set(['Page', 'Pages', 'Catalog', 'Annot', 'ObjStm', 'XRef', 'Metadata', 'OCG', 'OCMD'])
const DEFAULTS = ['DefaultGray', 'DefaultRGB', 'DefaultCMYK']
const DEEPEST = 60

const name = (text: string) => PDFName.of(text)

/** Takes plain pages over into a new document, with only what they draw. Throws `Odd` for anything else. */
export class PageCopier {
  private readonly done = new Map<string, PDFRef>()
  private readonly from: PDFContext
  private readonly to: PDFContext

  constructor(from: PDFContext, to: PDFContext) {
    this.from = from
    this.to = to
  }

  /** The instructions and resources of a page, in the new document. */
  copy({ node }: PDFPage): { contents: PDFRef; resources: PDFDict; group: PDFObject | undefined } {
    if (node.has(name('UserUnit'))) throw new Odd('unit')
    const content = this.rewritten(this.instructions(node.Contents()))
    const resources = node.Resources()
    const group = node.get(name('Group'))
    return {
      contents: this.to.register(this.packed(content.bytes, PDFDict.withContext(this.to))),
      resources: resources ? this.resources(resources, content.uses, 0) : PDFDict.withContext(this.to),
      group: group && this.value(group, 0),
    }
  }

  private instructions(contents: PDFObject | undefined): Uint8Array {
    if (contents === undefined) return new Uint8Array()
    if (contents instanceof PDFStream) return instructionsOf(contents)
    if (!(contents instanceof PDFArray)) throw new Odd('contents')
    const parts = contents
      .asArray()
      .flatMap((_, at) => [instructionsOf(contents.lookup(at, PDFStream)), Buffer.from('\n')])
    return Buffer.concat(parts)
  }

  private rewritten(bytes: Uint8Array): Content {
    const content = readContent(bytes)
    if (!content) throw new Odd('content')
    return content
  }

  private packed(bytes: Uint8Array, dict: PDFDict): PDFRawStream {
    dict.set(name('Filter'), name('FlateDecode'))
    return PDFRawStream.of(dict, deflateSync(bytes))
  }

  private resources(from: PDFDict, uses: Uses, depth: number): PDFDict {
    const into = PDFDict.withContext(this.to)
    for (const kind of KINDS) {
      const known = from.lookupMaybe(name(kind), PDFDict)
      if (!known) continue
      const kept = PDFDict.withContext(this.to)
      for (const each of [...uses[kind], ...(kind === 'ColorSpace' ? DEFAULTS : [])]) {
        const value = known.get(name(each))
        if (value) kept.set(name(each), this.value(value, depth + 1))
      }
      if (kept.keys().length > 0) into.set(name(kind), kept)
    }
    return into
  }

  private value(value: PDFObject, depth: number): PDFObject {
    if (depth > DEEPEST) throw new Odd('depth')
    if (value instanceof PDFRef) return this.reference(value, depth)
    if (value instanceof PDFArray) {
      const into = PDFArray.withContext(this.to)
      for (const each of value.asArray()) into.push(this.value(each, depth + 1))
      return into
    }
    if (value instanceof PDFStream) return this.stream(value, depth)
    if (value instanceof PDFDict) return this.dictionary(value, depth)
    return value.clone(this.to)
  }

  private reference(ref: PDFRef, depth: number): PDFRef {
    const known = this.done.get(ref.tag)
    if (known) return known
    const value = this.from.lookup(ref)
    if (!value) throw new Odd('reference')
    const into = this.to.nextRef()
    this.done.set(ref.tag, into)
    try {
      this.to.assign(into, this.value(value, depth + 1))
    } catch (error) {
      this.done.delete(ref.tag)
      throw error
    }
    return into
  }

  private dictionary(from: PDFDict, depth: number): PDFDict {
    const type = from.lookup(name('Type'))
    if (type instanceof PDFName && ELSEWHERE.has(type.decodeText())) throw new Odd(type.decodeText())
    if (from.has(name('OC'))) throw new Odd('layer')
    if (from.lookup(name('Subtype')) === name('Type3')) throw new Odd('font')
    const into = PDFDict.withContext(this.to)
    for (const [key, value] of from.entries())
      if (WANTED.has(key.decodeText())) into.set(key, this.value(value, depth + 1))
    return into
  }

  private stream(from: PDFStream, depth: number): PDFRawStream {
    const dict = this.dictionary(from.dict, depth)
    const draws = from.dict.lookup(name('Subtype')) === name('Form') || from.dict.has(name('PatternType'))
    if (!draws) return PDFRawStream.of(dict, cleanBytes(from))
    const content = this.rewritten(instructionsOf(from))
    const resources = from.dict.lookupMaybe(name('Resources'), PDFDict)
    if (!resources && KINDS.some((kind) => content.uses[kind].size > 0)) throw new Odd('resources')
    if (resources) dict.set(name('Resources'), this.resources(resources, content.uses, depth + 1))
    return this.packed(content.bytes, dict)
  }
}
