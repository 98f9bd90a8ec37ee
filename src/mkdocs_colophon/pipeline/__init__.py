"""One build without a host: pages in, pages out. It composes what the rooms below do."""
