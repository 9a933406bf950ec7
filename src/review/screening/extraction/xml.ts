import { Parser } from 'htmlparser2'

export type Handlers = {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

const CHUNK = 1 << 20

/**
 * Reads XML by local names: the prefix of a namespace is anybody's choice. The parser knows no DTD, so an entity can neither
 * reach out nor grow. `progress` is told the share of the part that is done.
 */
export function readXml(bytes: Uint8Array, { open, text, close }: Handlers, progress?: (share: number) => void): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open?.(local(name), attributes),
      ontext: (data) => text?.(data),
      onclosetag: (name) => close?.(local(name)),
    },
    { xmlMode: true, decodeEntities: true },
  )
  const decoder = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8')
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }))
    progress?.(Math.min(1, (at + CHUNK) / bytes.length))
  }
  parser.end(decoder.decode())
}

const local = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** The value of an attribute whatever its prefix. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  const value = attributes[name]
  if (value !== undefined) return value
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key]
  return undefined
}
