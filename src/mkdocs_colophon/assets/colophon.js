// See preview.css
if (!self.colophon) {
	let at, on = addEventListener, tip = self.colophon = document.createElement('div')
	let hide = () => { tip.previousSibling?.removeAttribute('aria-describedby'); tip.remove() }
	let hold = e => tip.className == 'touch' && e.timeStamp - at > 350 && e.preventDefault()
	let show = e => {
		let a = e.target.closest('[data-label][href]'), id = CSS.escape(a?.dataset.label)
		let it = document.querySelector(`#${id},template[data-label=${id}]`)
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
