// What is printed is what is on the screen: what is folded stays so, though Material unfolds all for it, and pictures are
// there that nobody has scrolled to. See material.css
if (!self.colophonPaper) {
	self.colophonPaper = true
	let all = selector => [...document.querySelectorAll(selector)]
	let load = () => {
		for (let it of all('img[loading=lazy]')) if (it.checkVisibility?.()) it.loading = 'eager' // of the palette in use
	}
	let later = () => (self.requestIdleCallback ?? setTimeout)(load)
	self.document$ ? document$.subscribe(later) : addEventListener('load', later)
	addEventListener('beforeprint', () => {
		for (let it of all('details:not([open])')) it.dataset.folded = ''
		for (let it of all('img[src$="#only-light"]')) {
			let isAbsent = !it.complete && it.nextElementSibling?.complete
			it.loading = 'eager'
			it.toggleAttribute('data-absent', isAbsent)
		}
	}, true) // before Material's
	addEventListener('afterprint', () => {
		for (let it of all('[data-folded]')) it.removeAttribute('data-folded')
		for (let it of all('[data-absent]')) it.removeAttribute('data-absent')
	})
}
