"""Colophon: technical articles whose figures, numbers, references and citations are never stale."""

__version__ = "0.1.0"
