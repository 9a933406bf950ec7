// Pasting from Word or WPS: the server turns what was copied into plain text with tables; without a script the browser
// pastes plain text, as it always does.
for (const place of document.querySelectorAll('[data-clean-paste]')) {
  const area = place.querySelector('textarea')
  area?.addEventListener('paste', async (event) => {
    const markup = event.clipboardData?.getData('text/html')
    if (!markup) return
    event.preventDefault()
    const plain = event.clipboardData.getData('text/plain')
    const body = new FormData()
    body.set('csrf', area.form.elements.csrf.value)
    body.set('markup', markup)
    const [start, end] = [area.selectionStart, area.selectionEnd]
    const text = await fetch(place.dataset.cleanPaste, { method: 'POST', body })
      .then((response) => (response.ok ? response.text() : plain))
      .catch(() => plain)
    area.setRangeText(text, start, end, 'end')
    area.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
