/** The ways an item is made public. However many there are, it is one item (附表 counts 网站公开 and 政府公报公开 beside the total). */
export const CHANNELS = {
  site: '政府网站',
  gazette: '政府公报',
  board: '政务公开栏',
  reading: '公共查阅点',
  media: '新闻媒体',
  newmedia: '政务新媒体',
} as const
export type Channel = keyof typeof CHANNELS

export const isChannel = (text: string): text is Channel => Object.hasOwn(CHANNELS, text)

export const channelNames = (channels: readonly Channel[]): string => channels.map((each) => CHANNELS[each]).join('、')
