"""Colophon as a plugin of MkDocs: the only room, beside `config`, that knows MkDocs, and the only one that logs."""

from mkdocs_colophon.host.mkdocs.hooks import ColophonPlugin

__all__ = ["ColophonPlugin"]
