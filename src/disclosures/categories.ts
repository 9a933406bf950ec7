/** One class of 主动公开 information, in the catalogue this site keeps. */
export type Category = {
  /** Second group of the 索引号. */
  code: string
  name: string
  /** Other names the same class goes by in official texts. */
  alsoCalled: readonly string[]
  /**
   * The articles of 《政府信息公开条例》 it rests on. The Regulations list matters, not classes: where no item of a list
   * names the class, the general test is cited and `assigned` says that the assignment is ours.
   */
  basis: { 2008: string; 2019: string; assigned?: boolean }
}

/**
 * The whole catalogue. The annual report of 2017 that it comes from names nine classes in words and counts eight of them
 * in figures; they are not the same nine and eight (规划计划 is only counted, 行政许可 and 重大建设项目 are only named), and
 * two go by two names. Together they are these ten.
 */
export const CATEGORIES: readonly Category[] = [
  {
    code: '0100',
    name: '机构职能类',
    alsoCalled: ['机构职能'],
    basis: { 2008: '第九条第三项', 2019: '第二十条第二项' },
  },
  {
    code: '0200',
    name: '政策、规范性文件类',
    alsoCalled: ['政策规范类', '政策规范性文件类'],
    basis: { 2008: '第十条第一项、第十二条第一项', 2019: '第二十条第一项、第二十一条' },
  },
  {
    code: '0300',
    name: '规划计划类',
    alsoCalled: ['规划计划'],
    basis: { 2008: '第十条第二项', 2019: '第二十条第三项' },
  },
  {
    code: '0400',
    name: '行政许可类',
    alsoCalled: ['行政许可'],
    basis: { 2008: '第十条第七项', 2019: '第二十条第五项' },
  },
  {
    code: '0500',
    name: '重大建设项目类',
    alsoCalled: ['重大建设项目'],
    basis: { 2008: '第十条第八项', 2019: '第二十条第十项' },
  },
  {
    code: '0600',
    name: '为民办实事类',
    alsoCalled: ['为民办实事'],
    basis: { 2008: '第九条第一项', 2019: '第十九条、第二十一条', assigned: true },
  },
  {
    code: '0700',
    name: '民政扶贫救灾社会保障就业类',
    alsoCalled: ['民政、扶贫、救灾、社会保障、就业类'],
    basis: { 2008: '第十条第九项、第十二条第六项', 2019: '第二十条第十一项、第二十一条' },
  },
  {
    code: '0800',
    name: '国土资源城乡建设环保能源类',
    alsoCalled: ['国土资源、城乡建设、环保、能源类'],
    basis: {
      2008: '第十条第十一项、第十一条、第十二条第三项和第四项',
      2019: '第二十条第十三项、第二十一条',
      assigned: true,
    },
  },
  {
    code: '0900',
    name: '科教文体卫生类',
    alsoCalled: ['科教文体卫生', '科技、教育、文化、体育、卫生类'],
    basis: { 2008: '第十条第九项', 2019: '第二十条第十一项', assigned: true },
  },
  {
    code: '1000',
    name: '安全生产、应急管理类',
    alsoCalled: ['安全生产应急管理类'],
    basis: { 2008: '第十条第十项和第十一项', 2019: '第二十条第十二项和第十三项' },
  },
]

/** Second group of the 索引号 of an item that has no category yet. */
export const UNCATEGORISED = { code: '0000', name: '未归类' } as const

/** The class that goes by a code or by any of its names. */
export const findCategory = (text: string): Category | null =>
  CATEGORIES.find((each) => each.code === text || each.name === text || each.alsoCalled.includes(text)) ?? null

/** The basis in one sentence, as the site shows it. */
export const basisText = ({ basis }: Category): string =>
  `《政府信息公开条例》2008年版${basis[2008]}；2019年版${basis[2019]}${basis.assigned ? '（本站归类）' : ''}`
