// A button copies the text of the block that it heads; where the clipboard is closed, the text is left selected.
if (!self.colophonCopy) {
	self.colophonCopy = true
	addEventListener('click', async e => {
		let button = e.target.closest?.('.how-to-cite-copy')
		if (!button) return
		let pre = button.closest('.how-to-cite-format').querySelector('pre'), name = button.ariaLabel
		getSelection().selectAllChildren(pre)
		try { await navigator.clipboard.writeText(pre.textContent) } catch { if (!document.execCommand('copy')) return }
		let word = button.textContent, done = button.dataset.done
		if (name == done) return
		button.textContent = done.split(': ')[0]
		button.ariaLabel = done
		setTimeout(() => { button.textContent = word; button.ariaLabel = name }, 2000)
	})
}
