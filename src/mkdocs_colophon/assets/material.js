// The buttons that Material adds to code are in a landmark without a name, one for each block: here they are in none.
if (!self.colophonMaterial) {
	self.colophonMaterial = new MutationObserver(() => {
		for (let nav of document.querySelectorAll('.md-code__nav:not([role])')) nav.setAttribute('role', 'none')
	})
	self.colophonMaterial.observe(document.body, {childList: true, subtree: true})
}

// What a link leads to may stand in a tab that is closed.
if (!self.colophonTabs) {
	self.colophonTabs = hash => {
		let target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)))
		let closed = false
		for (let block = target && target.closest('.tabbed-block'); block; block = block.parentElement.closest('.tabbed-block')) {
			let input = block.closest('.tabbed-set').querySelectorAll(':scope > input')[[...block.parentElement.children].indexOf(block)]
			closed ||= !input.checked
			input.checked = true
		}
		if (closed) target.scrollIntoView()
	}
	addEventListener('hashchange', () => colophonTabs(location.hash))
	addEventListener('click', event => {
		let link = event.target.closest('a[href*="#"]')
		if (link && link.pathname === location.pathname) colophonTabs(link.hash)
	})
	if (self.document$) document$.subscribe(() => colophonTabs(location.hash))
	else colophonTabs(location.hash)
}
