import { Parser } from 'htmlparser2'

/** An element of an office part. Texts are strings among the children; comments and processing instructions are left out. */
export class Element {
  readonly tag: string
  readonly attribs: Record<string, string>
  parent: Element | null
  children: (Element | string)[] = []

  constructor(tag: string, attribs: Record<string, string>, parent: Element | null) {
    this.tag = tag
    this.attribs = attribs
    this.parent = parent
  }

  remove(): void {
    if (this.parent) this.parent.children = this.parent.children.filter((child) => child !== this)
  }

  /** Puts what is inside in the place of the element itself. */
  unwrap(): void {
    const { parent } = this
    if (!parent) return
    for (const child of this.children) if (typeof child !== 'string') child.parent = parent
    parent.children.splice(parent.children.indexOf(this), 1, ...this.children)
  }

  /** The nearest element around this one with one of these names. */
  within(tags: readonly string[]): Element | null {
    for (let around = this.parent; around; around = around.parent) if (tags.includes(around.tag)) return around
    return null
  }
}

export function parse(xml: string): Element {
  const root = new Element('', {}, null)
  let at = root
  const parser = new Parser(
    {
      onopentag(tag, attribs) {
        const element = new Element(tag, { ...attribs }, at)
        at.children.push(element)
        at = element
      },
      ontext(text) {
        at.children.push(text)
      },
      onclosetag() {
        at = at.parent ?? root
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return root
}

/** Every element below with one of these names, or all of them, in the order of the text. */
export function elements(of: Element, tags?: readonly string[]): Element[] {
  const found: Element[] = []
  const walk = (element: Element) => {
    for (const child of element.children) {
      if (typeof child === 'string') continue
      if (!tags || tags.includes(child.tag)) found.push(child)
      walk(child)
    }
  }
  walk(of)
  return found
}

export const write = (root: Element): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root.children.map(written).join('').trim()}`

function written(node: Element | string): string {
  if (typeof node === 'string') return escaped(node)
  const attribs = Object.entries(node.attribs).map(([name, value]) => ` ${name}="${escaped(value)}"`)
  const inside = node.children.map(written).join('')
  return inside === '' ? `<${node.tag}${attribs.join('')}/>` : `<${node.tag}${attribs.join('')}>${inside}</${node.tag}>`
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]!)
