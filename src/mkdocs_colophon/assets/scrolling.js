// A formula that does not scroll is no stop for the Tab key. Without this, each is one: who cannot scroll reads nothing.
if (!self.colophonScrolling) {
	self.colophonScrolling = true
	let rest = [], idle = self.requestIdleCallback ?? (run => setTimeout(run, 50))
	let look = deadline => {
		do {
			let it = rest.pop()
			if (!it) return
			it.style.contentVisibility = 'visible' // for the moment: one far from the window has no width yet
			it.toggleAttribute('tabindex', it.scrollWidth > it.clientWidth)
			if (it.hasAttribute('tabindex')) it.tabIndex = 0
			it.style.contentVisibility = ''
		} while (deadline?.timeRemaining() > 3)
		idle(look)
	}
	let start = () => {
		rest = [...document.querySelectorAll('.equation-body')].reverse()
		document.fonts.ready.then(() => idle(look))
	}
	self.document$ ? document$.subscribe(start) : addEventListener('load', start)
	addEventListener('resize', start)
}
