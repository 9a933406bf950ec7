import { type Day, dayOf, daysBetween, minuteOf } from '../../calendar/day.ts'
import { ok, type Result, refuse } from '../../result.ts'

/** 20 MB, as any file of ours; photographs of a telephone have 2 to 12. */
export const LARGEST_PHOTO = 20 * 1024 * 1024
export const MOST_PHOTOS = 9
export const PHOTO_KINDS = 'image/jpeg,image/png'

/**
 * Whether a file may be a photograph of a board. What nobody can open in ten years is no proof: HEIC is refused, with the way
 * to send the same picture so that it can be read. `kind` is what the bytes are, by their first signs.
 */
export function checkPhoto(name: string, size: number, kind: string | null): Result<void> {
  const field = { field: 'photos' }
  if (size > LARGEST_PHOTO)
    return refuse('boards.photo-large', `照片“${name}”有${(size / 1024 / 1024).toFixed(1)} MB，每张最多20 MB`, {
      ...field,
      fix: '请在相机设置里把照片大小调低一档重拍，或者用微信发给自己（不选“原图”）后再上传。日期已经填好，不用重填',
    })
  if (kind === 'heic' || kind === 'heif' || /\.(heic|heif)$/i.test(name))
    return refuse('boards.photo-heic', `照片“${name}”是HEIC格式，其他人打不开`, {
      ...field,
      fix: '苹果手机请在“设置—相机—格式”里选“兼容性最佳”后重拍，或者在相册里打开照片截屏，上传截屏。日期已经填好，不用重填',
    })
  if (kind !== 'jpg' && kind !== 'png')
    return refuse('boards.photo-kind', `“${name}”不是照片，只能上传JPG或者PNG图片`, field)
  return ok(undefined)
}

export type Taken = { takenAt: Date | null; latitude: number | null; longitude: number | null }

/**
 * What does not fit between a photograph and what was entered, in words for whoever checks. None of it proves anything: clocks
 * of telephones are wrong, pictures are sent on. Pure.
 */
export function remarksOn(
  photo: Taken & { sentAt: Date; alsoElsewhere: boolean },
  task: { orderedAt: Date; day: Day | null; verb: '张贴' | '撤下' },
  board: { latitude: number | null; longitude: number | null },
  farMetres: number,
): string[] {
  const remarks: string[] = []
  const { takenAt } = photo
  if (!takenAt) remarks.push('照片里没有拍摄时间')
  else {
    if (takenAt < task.orderedAt) remarks.push(`拍摄时间${minuteOf(takenAt)}早于布置时间${minuteOf(task.orderedAt)}`)
    if (takenAt.getTime() > photo.sentAt.getTime() + CLOCKS_MAY_DIFFER)
      remarks.push(`拍摄时间${minuteOf(takenAt)}晚于上传时间${minuteOf(photo.sentAt)}，手机时间可能不准`)
    if (task.day && dayOf(takenAt) !== task.day) {
      const days = Math.abs(daysBetween(dayOf(takenAt), task.day))
      remarks.push(`拍摄于${dayOf(takenAt)}，与登记的${task.verb}日期${task.day}相差${days}天`)
    }
  }
  const metres = distance(photo, board)
  if (metres !== null && metres > farMetres) remarks.push(`拍摄地点距公示栏约${far(metres)}`)
  if (photo.alsoElsewhere) remarks.push('同一张照片也用在别的公示上')
  return remarks
}

const CLOCKS_MAY_DIFFER = 10 * 60_000
const far = (metres: number) =>
  metres < 10_000 ? `${(metres / 1000).toFixed(1)}公里` : `${Math.round(metres / 1000)}公里`

type Spot = { latitude: number | null; longitude: number | null }
const EARTH_METRES = 6_371_000

/** Metres between two places over a round earth; null where one of them is not known. */
export function distance(from: Spot, to: Spot): number | null {
  if (from.latitude === null || from.longitude === null || to.latitude === null || to.longitude === null) return null
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const half = (a: number, b: number) => Math.sin(rad(b - a) / 2) ** 2
  const part =
    half(from.latitude, to.latitude) +
    Math.cos(rad(from.latitude)) * Math.cos(rad(to.latitude)) * half(from.longitude, to.longitude)
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(part)))
}
