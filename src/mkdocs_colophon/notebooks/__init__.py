"""Notebooks: executed when something they use has changed, and turned into the Markdown of an ordinary page."""
