// Boxes by mouse, finger or keyboard over the picture of a page. The form says the same in millimetres and works alone;
// here drawing fills it in, and typing moves the box.
const page = document.querySelector('[data-redaction-page]')
const form = document.querySelector('[data-redaction-form]')

if (page && form) {
  const width = Number(form.dataset.width)
  const height = Number(form.dataset.height)
  const field = (name) => form.querySelector(`[name="${name}"]`)
  const sides = ['x', 'y', 'width', 'height']
  const pending = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  pending.classList.add('pending-box')
  page.append(pending)

  const between = (value, least, most) => Math.min(Math.max(value, least), most)
  const read = () => {
    if (field('whole').checked) return { x: 0, y: 0, width, height }
    const box = Object.fromEntries(sides.map((name) => [name, Number.parseFloat(field(name).value)]))
    return sides.every((name) => Number.isFinite(box[name])) ? box : null
  }
  const show = () => {
    const box = read()
    pending.toggleAttribute('hidden', !box)
    for (const name of sides) pending.setAttribute(name, String(box ? box[name] : 0))
  }
  const write = (box) => {
    field('whole').checked = false
    for (const name of sides) field(name).value = box[name].toFixed(1)
    show()
  }
  const clear = () => {
    for (const name of sides) field(name).value = ''
    field('whole').checked = false
    show()
  }
  for (const name of [...sides, 'whole']) field(name).addEventListener('input', show)

  // What is asked next: a reason when there is none yet, otherwise the button.
  const goOn = () => {
    const empty = ['basis', 'words'].map(field).find((each) => each.value === '')
    const next = empty ?? form.querySelector('[type="submit"]')
    next.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'nearest' })
  }

  const place = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(page.getScreenCTM().inverse())
    return { x: between(at.x, 0, width), y: between(at.y, 0, height) }
  }
  let from = null
  page.addEventListener('pointerdown', (event) => {
    const byFinger = event.pointerType === 'touch'
    if (event.button !== 0 || (byFinger && !page.classList.contains('drawing'))) return
    event.preventDefault()
    page.setPointerCapture(event.pointerId)
    from = place(event)
  })
  page.addEventListener('pointermove', (event) => {
    if (!from) return
    const to = place(event)
    write({
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    })
  })
  const end = () => {
    if (!from) return
    from = null
    const box = read()
    if (box && box.width >= 1 && box.height >= 1) goOn()
    else clear()
  }
  page.addEventListener('pointerup', end)
  page.addEventListener('pointercancel', () => {
    from = null
  })

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  page.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return clear()
    if (event.key === 'Enter' && read()) {
      event.preventDefault()
      return goOn()
    }
    const arrow = ARROWS[event.key]
    if (!arrow || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const step = event.repeat ? 3 : 1
    const [across, down] = arrow.map((each) => each * step)
    const box = (!field('whole').checked && read()) || { x: width / 2 - 20, y: height / 2 - 4, width: 40, height: 8 }
    write(
      event.shiftKey
        ? {
            ...box,
            width: between(box.width + across, 1, width - box.x),
            height: between(box.height + down, 1, height - box.y),
          }
        : {
            ...box,
            x: between(box.x + across, 0, width - box.width),
            y: between(box.y + down, 0, height - box.height),
          },
    )
  })

  page.tabIndex = 0
  page.setAttribute('role', 'application')
  const label = page.getAttribute('aria-label')
  const HOW = '方向键移动框，按住Shift改变大小，回车填写依据，Esc取消'
  page.setAttribute('aria-label', `${label}。${HOW}`)

  const bar = document.createElement('div')
  bar.className = 'leaf-bar'
  const byHand = document.createElement('button')
  byHand.type = 'button'
  byHand.className = 'btn draw-by-finger'
  byHand.textContent = '用手指画框'
  byHand.setAttribute('aria-pressed', 'false')
  byHand.addEventListener('click', () => {
    const drawing = page.classList.toggle('drawing')
    byHand.setAttribute('aria-pressed', String(drawing))
    byHand.textContent = drawing ? '画好了，滚动页面' : '用手指画框'
  })
  const hint = document.createElement('p')
  hint.className = 'form-hint'
  hint.textContent = `用鼠标在页面上拖出框。键盘：选中页面后，${HOW}。`
  bar.append(byHand, hint)
  page.parentElement.before(bar)
  show()
}
