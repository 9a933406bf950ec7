const WIDTH = 24

/** Shows on a terminal how far the loading of the demo has come; on anything else one line at the start. */
export function loadingBar(out: NodeJS.WriteStream): (share: number) => void {
  if (!out.isTTY) {
    out.write('正在装入演示数据，大约需要十几秒……\n')
    return () => {}
  }
  return (share) => {
    const full = Math.round(share * WIDTH)
    const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
    out.write(`\r正在装入演示数据 ${bar} ${Math.round(share * 100)}%${share >= 1 ? '\n' : ''}`)
  }
}
