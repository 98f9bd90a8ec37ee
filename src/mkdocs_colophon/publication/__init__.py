"""How a page is cited: what it says of its authors and dates, for readers, reference managers and search engines."""
