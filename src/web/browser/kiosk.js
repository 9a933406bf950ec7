// A kiosk in a public hall: it forgets its visitor, keeps them on the site, and goes on without a line.
const { home, worker, askAfter, answerWithin } = document.body.dataset
const KEPT = 'kiosk-form'
const SYNC_EVERY = 30 * 60_000
const one = (selector) => document.querySelector(selector)
const all = (selector) => document.querySelectorAll(selector)

/* Forgetting. Nothing typed outlives a visitor: not in storage, not in fields, not behind the back button. */
function forget() {
  sessionStorage.clear()
  localStorage.clear()
  for (const form of document.forms) form.reset()
  location.replace(home)
}

for (const button of all('[data-leave]')) {
  button.hidden = false
  button.addEventListener('click', forget)
}
// A page the browser kept behind "back" may still hold what somebody typed.
addEventListener('pageshow', (event) => event.persisted && location.reload())

/* Idle: after a while it asks, counts down, and forgets. */
const dialog = one('[data-idle]')
let idle = 0
let left = 0
function tick() {
  idle += 1
  if (!dialog.open && idle >= Number(askAfter)) {
    left = Number(answerWithin)
    one('[data-left]').textContent = left
    dialog.showModal()
  } else if (dialog.open) {
    left -= 1
    one('[data-left]').textContent = Math.max(0, left)
    if (left <= 0) forget()
  }
}
const isUntouchedHome = () => location.pathname === home && !sessionStorage.length && !scrollY
setInterval(() => isUntouchedHome() || tick(), 1000)
const touched = () => {
  if (!dialog.open) idle = 0
}
for (const kind of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'])
  addEventListener(kind, touched, { passive: true, capture: true })
dialog.addEventListener('close', () => {
  idle = 0
})
one('[data-stay]').addEventListener('click', () => dialog.close())

/* Staying. A way that leads off the kiosk leads nowhere, and every page takes the place of the one before: no history. */
const within = (url) => url.origin === location.origin && url.pathname.startsWith(home.replace(/[^/]+$/, ''))
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]')
  if (!link) return
  const url = new URL(link.href, location.href)
  if (url.hash && url.pathname === location.pathname && url.search === location.search) return
  event.preventDefault()
  if (within(url)) location.replace(url)
})
addEventListener('submit', (event) => {
  const form = event.target
  event.preventDefault()
  if (form.method !== 'get') return
  const url = new URL(form.action)
  url.search = new URLSearchParams(new FormData(form))
  if (within(url)) location.replace(url)
})
for (const kind of ['contextmenu', 'dragstart']) addEventListener(kind, (event) => event.preventDefault())

/* Printing. */
for (const button of all('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

/* The form that is printed and never sent. It outlives a wrong touch, not a visitor. */
const form = one('[data-kept]')
if (form) {
  const fields = () => [...form.elements].filter((field) => field.name)
  const known = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}')
  for (const field of fields()) {
    if (field.type === 'radio') field.checked = known[field.name] ? known[field.name] === field.value : field.checked
    else field.value = known[field.name] ?? field.value
  }
  form.addEventListener('input', () => {
    const typed = Object.fromEntries(new FormData(form))
    sessionStorage.setItem(KEPT, JSON.stringify(typed))
  })
  const printing = one('[data-print-form]')
  printing.hidden = false
  printing.addEventListener('click', () => form.reportValidity() && print())
  const clearing = one('[data-clear]')
  clearing.hidden = false
  clearing.addEventListener('click', () => {
    sessionStorage.removeItem(KEPT)
    form.reset()
    fields()[0]?.focus()
  })
}

/* Without a line: what the worker keeps, when it was fetched, and looking for words in it. */
const clock = (at) => new Date(at).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short' })

async function lookAtLine() {
  const answer = await fetch(`${home}/line`, { cache: 'no-store' }).catch(() => null)
  const { up, syncedAt } = answer?.ok ? await answer.json() : { up: false, syncedAt: null }
  const line = one('[data-line]')
  line.hidden = up
  if (!up)
    line.textContent = syncedAt
      ? `网络暂时不通，以下是 ${clock(syncedAt)} 存下的内容`
      : '网络暂时不通，这台机器还没有存下可以离线查看的内容'
  const synced = one('[data-synced]')
  synced.hidden = !syncedAt
  if (syncedAt) synced.textContent = `　内容同步于 ${clock(syncedAt)}`
  if (up && (!syncedAt || Date.now() - syncedAt > SYNC_EVERY)) await sync()
  return up
}

async function sync() {
  const ready = await navigator.serviceWorker?.ready
  ready?.active?.postMessage({ keep: `${home}/snapshot.json` })
}

async function lookInSnapshot() {
  const place = one('[data-found]')
  const query = new URLSearchParams(location.search).get('q')?.trim()
  if (!place || !query) return
  one('#q').value = query
  const answer = await fetch(place.dataset.found).catch(() => null)
  const { entries } = answer?.ok ? await answer.json() : { entries: [] }
  const words = query.toLowerCase().split(/\s+/)
  const found = entries.filter(({ title, note }) => {
    const text = `${title} ${note}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const says = document.createElement('p')
  says.textContent = found.length
    ? `断网期间只能查标题和文号，找到${found.length}条：`
    : `本机存下的内容里没有找到“${query}”`
  const list = document.createElement('ul')
  list.className = 'listing'
  for (const { title, href, note } of found.slice(0, 50)) {
    const line = document.createElement('li')
    const link = document.createElement('a')
    link.href = href
    link.textContent = title
    const beside = document.createElement('div')
    beside.className = 'listing-note'
    beside.textContent = note
    const both = document.createElement('div')
    both.append(link, beside)
    line.append(both)
    list.append(line)
  }
  place.replaceChildren(says, ...(found.length ? [list] : []))
}

async function begin() {
  navigator.serviceWorker?.addEventListener('message', lookAtLine)
  await navigator.serviceWorker?.register(worker).catch(() => null)
  if (!(await lookAtLine())) await lookInSnapshot()
  setInterval(lookAtLine, 60_000)
}
begin()
