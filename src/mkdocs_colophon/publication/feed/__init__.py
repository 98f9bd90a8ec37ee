"""The feeds of a site: what it has published, in full, for programs that watch it."""
