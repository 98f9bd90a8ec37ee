// See preview.css
if (!self.colophon) {
	let at, on = addEventListener, tip = self.colophon = document.createElement('div')
	let hide = () => { tip.previousSibling?.removeAttribute('aria-describedby'); tip.remove() },
	hold = e => tip.className == 'touch' && e.timeStamp - at > 350 && e.preventDefault()
	let show = e => {
		let a = e.target.closest('[data-label][href]'), id = CSS.escape(a?.dataset.label)
		let it = document.querySelector(`#${id}:not(a),template[data-label=${id}]`)
		tip.className = it && e.pointerType
		at = e.timeStamp
		if (!it || a.nextSibling == tip) return
		hide()
		tip.innerHTML = it.outerHTML.replace(/<.?template.*?>| (id|href|name|tabindex)="[^"]*"(?=[^<]*>)/g, '')
		a.after(tip)
		a.setAttribute('aria-describedby', tip.id)
	}
	tip.id = 'colophon-tip'
	tip.role = 'tooltip'
	on('pointerover', show)
	on('focusin', show)
	on('touchend', hold)
	on('contextmenu', hold)
	on('click', hide)
	on('pointercancel', hide)
	on('keydown', e => e.key == 'Escape' && hide())
}
// The button that copies an entry's BibTeX, and the field that filters a list of sources
if (!self.colophonSources) {
	self.colophonSources = true
	addEventListener('click', async ({target: it}) => {
		if (!it.dataset?.copy) return
		let words = it.dataset.words ??= it.textContent
		if (!self.isSecureContext) return prompt(words, it.dataset.copy) // there is no clipboard
		await navigator.clipboard.writeText(it.dataset.copy)
		it.textContent = it.dataset.done
		setTimeout(() => { it.textContent = words }, 2000)
	})
	addEventListener('input', ({target: it}) => {
		if (!it.matches?.('.bibliography-filter')) return
		let words = it.value.toLowerCase().split(/\s+/), list = it.closest('section')
		let all = [...list.querySelectorAll('.bibliography-entry')]
		for (let entry of all) {
			let text = entry.querySelector('.bibliography-text').textContent.toLowerCase()
			entry.hidden = !words.every(word => text.includes(word))
		}
		list.querySelector('output').value = all.filter(entry => !entry.hidden).length + ' / ' + all.length
	})
}
