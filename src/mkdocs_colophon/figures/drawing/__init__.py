"""What runs in the process that draws; a digest of it all is the version of what draws."""
