import type { Taken } from './rules.ts'

export type Exif = Taken & { camera: string; orientation: number }

const NOTHING: Exif = { takenAt: null, latitude: null, longitude: null, camera: '', orientation: 1 }

/**
 * What the camera wrote into a picture. A time without a zone is taken as one of China, wherever the server stands. What cannot
 * be read is not there: a photograph without it is still a photograph.
 */
export async function readExif(bytes: Uint8Array): Promise<Exif> {
  const { default: exifr } = await import('exifr')
  const found: Record<string, unknown> | undefined = await exifr
    .parse(bytes, { reviveValues: false, translateValues: false, gps: true, xmp: false, icc: false, iptc: false })
    .catch(() => undefined)
  if (!found) return NOTHING
  const spot = placeOf(found.latitude, found.longitude)
  return {
    ...spot,
    takenAt: momentOf(found.DateTimeOriginal ?? found.CreateDate, found.OffsetTimeOriginal ?? found.OffsetTime),
    camera: [found.Make, found.Model]
      .filter((part) => typeof part === 'string')
      .join(' ')
      .replace(/\p{Cc}/gu, '')
      .slice(0, 80),
    orientation:
      typeof found.Orientation === 'number' && found.Orientation in [0, 1, 2, 3, 4, 5, 6, 7, 8] ? found.Orientation : 1,
  }
}

/** `2017:08:01 09:30:00`, with `+08:00` beside it or not. */
function momentOf(time: unknown, offset: unknown): Date | null {
  const found = /^(\d{4}):(\d{2}):(\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(typeof time === 'string' ? time : '')
  if (!found) return null
  const zone = typeof offset === 'string' && /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : '+08:00'
  const moment = new Date(`${found[1]}-${found[2]}-${found[3]}T${found[4]}${zone}`)
  return Number.isNaN(moment.getTime()) ? null : moment
}

function placeOf(latitude: unknown, longitude: unknown) {
  const real = (value: unknown, most: number): value is number =>
    typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most
  // Telephones that do not know where they are write zero for both.
  if (!real(latitude, 90) || !real(longitude, 180) || (latitude === 0 && longitude === 0))
    return { latitude: null, longitude: null }
  return { latitude, longitude }
}

/** What the bytes are, by their first signs: `jpg`, `png`, `heic`, …; null when nobody knows. */
export async function kindOf(bytes: Uint8Array): Promise<string | null> {
  const { fileTypeFromBuffer } = await import('file-type')
  return (await fileTypeFromBuffer(bytes))?.ext ?? null
}
