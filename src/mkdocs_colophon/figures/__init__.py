"""Figures: drawn by scripts when stale, and shown in light and dark."""
