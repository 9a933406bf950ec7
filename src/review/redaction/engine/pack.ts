import { crc32, deflateSync } from 'node:zlib'
import jpeg from 'jpeg-js'
import type { Picture } from './picture.ts'

/** A picture made small. `png` rows are filtered and deflated, as both PNG and PDF read them. */
export type Packed = { form: 'png' | 'jpeg'; colours: 1 | 3; data: Uint8Array; width: number; height: number }

const QUALITY = 85

/** Exact when that stays below `most` bytes (text, drawings); otherwise JPEG (scans, photographs). */
export function pack(picture: Picture, most: number): Packed {
  const { width, height } = picture
  const colours = isGrey(picture) ? 1 : 3
  const data = deflateSync(filtered(picture, colours), { level: 6 })
  if (data.length <= most) return { form: 'png', colours, data, width, height }
  const rgba = Buffer.alloc(width * height * 4, 255)
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) rgba.set(picture.rgb.subarray(from, from + 3), to)
  const photo = jpeg.encode({ data: rgba, width, height }, QUALITY).data
  if (photo.length >= data.length) return { form: 'png', colours, data, width, height }
  return { form: 'jpeg', colours: 3, data: photo, width, height }
}

/** For a browser. */
export function imageFile(packed: Packed): { mime: string; bytes: Uint8Array } {
  if (packed.form === 'jpeg') return { mime: 'image/jpeg', bytes: packed.data }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(packed.width, 0)
  head.writeUInt32BE(packed.height, 4)
  head.set([8, packed.colours === 1 ? 0 : 2], 8)
  const bytes = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', packed.data),
    chunk('IEND', new Uint8Array()),
  ])
  return { mime: 'image/png', bytes }
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(data.length, 0)
  around.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)])
}

function isGrey({ rgb }: Picture): boolean {
  for (let at = 0; at < rgb.length; at += 3) if (rgb[at] !== rgb[at + 1] || rgb[at] !== rgb[at + 2]) return false
  return true
}

/** Every row as its difference from the one above (PNG filter 2). */
function filtered({ width, height, rgb }: Picture, colours: 1 | 3): Buffer {
  const row = width * colours
  const step = 3 / colours
  const out = Buffer.alloc((row + 1) * height)
  for (let y = 0; y < height; y += 1) {
    const to = y * (row + 1)
    out[to] = 2
    for (let x = 0; x < row; x += 1) {
      const at = y * width * 3 + x * step
      out[to + 1 + x] = rgb[at]! - (y > 0 ? rgb[at - width * 3]! : 0)
    }
  }
  return out
}
