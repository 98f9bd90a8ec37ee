"""Whether what a run has touched has changed since."""
