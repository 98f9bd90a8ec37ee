// What scrolls is a stop for the Tab key, and what does not is none. Without this, each formula is one: who cannot scroll
// reads nothing.
if (!self.colophonScrolling) {
	self.colophonScrolling = true
	let rest = [], idle = self.requestIdleCallback ?? (run => setTimeout(run, 50))
	let mark = it => {
		it.style.contentVisibility = 'visible' // for the moment: one far from the window has no width yet
		it.toggleAttribute('tabindex', it.scrollWidth > it.clientWidth)
		if (it.hasAttribute('tabindex')) it.tabIndex = 0
		it.style.contentVisibility = ''
	}
	let look = deadline => {
		do {
			let it = rest.pop()
			if (!it) return
			mark(it)
		} while (deadline?.timeRemaining() > 3)
		idle(look)
	}
	let start = () => {
		let tables = [...document.querySelectorAll('.md-typeset table:not([class])')]
		tables.forEach(mark) // at once: no table is a stop by itself
		rest = [...document.querySelectorAll('.equation-body'), ...tables].reverse()
		document.fonts.ready.then(() => idle(look))
	}
	self.document$ ? document$.subscribe(start) : addEventListener('load', start)
	addEventListener('resize', start)
}
