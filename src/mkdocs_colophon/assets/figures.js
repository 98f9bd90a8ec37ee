// Enlarges the picture of a figure in a dialog; without this its link opens the picture alone. See figures.css
if (!self.colophonZoom) {
	self.colophonZoom = true
	addEventListener('click', e => {
		let a = e.target.closest?.('.colophon-zoom')
		if (!a || e.defaultPrevented || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
		e.preventDefault()
		let it = document.createElement('dialog'), button = document.createElement('button')
		let leave = () => it.close()
		it.className = 'colophon-enlarged'
		it.tabIndex = -1
		it.ariaLabel = a.closest('figure')?.querySelector('.caption-label')?.textContent ?? a.querySelector('img')?.alt
		button.ariaLabel = a.dataset.close ?? 'Close'
		button.textContent = '×'
		it.append(button)
		for (let image of a.querySelectorAll('img')) {
			it.append(image = image.cloneNode())
			image.loading = 'eager'
			image.removeAttribute('style')
		}
		it.onclick = leave
		it.onclose = () => { removeEventListener('popstate', leave); it.remove(); a.focus({preventScroll: true}) }
		addEventListener('popstate', leave)
		document.body.append(it)
		it.showModal()
		it.focus() // and not its button, so that the arrow keys scroll it
	})
}
