// The buttons that Material adds to code are in a landmark without a name, one for each block: here they are in none.
if (!self.colophonMaterial) {
	self.colophonMaterial = new MutationObserver(() => {
		for (let nav of document.querySelectorAll('.md-code__nav:not([role])')) nav.setAttribute('role', 'none')
	})
	self.colophonMaterial.observe(document.body, {childList: true, subtree: true})
}
