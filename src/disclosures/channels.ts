/**
 * 公开渠道和载体, the fixed check list of the 基层政务公开标准目录 (国办发〔2019〕54号, as printed in the copies seen). However many an
 * item goes by, it is one item (附表 counts 网站公开 and 政府公报公开 beside the total). `media` is what was ticked before the list
 * told broadcast and print apart: it is still read, and no longer offered.
 */
export const CHANNELS = {
  site: '政府网站',
  gazette: '政府公报',
  newmedia: '两微一端',
  press: '发布会、听证会',
  broadcast: '广播电视',
  print: '纸质媒体',
  reading: '公开查阅点',
  hall: '政务服务中心',
  station: '便民服务站',
  visit: '入户、现场',
  board: '社区、企事业单位、村公示栏（电子屏）',
  push: '精准推送',
  other: '其他',
  media: '新闻媒体',
} as const
export type Channel = keyof typeof CHANNELS

/** What can be ticked today. */
export const OFFERED = (Object.keys(CHANNELS) as Channel[]).filter((channel) => channel !== 'media')

export const isChannel = (text: string): text is Channel => Object.hasOwn(CHANNELS, text)

/** What was ticked, and what other chapters have proof of, each once and in the order of the list. */
export const together = (ticked: readonly Channel[], noted: readonly Channel[]): Channel[] =>
  (Object.keys(CHANNELS) as Channel[]).filter((channel) => ticked.includes(channel) || noted.includes(channel))

export const channelNames = (channels: readonly Channel[]): string => channels.map((each) => CHANNELS[each]).join('、')
