"""Which tests prove what a figure ran."""
