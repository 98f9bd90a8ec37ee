"""HTML as browsers read it: tags and their attributes, markers, the parts of a page. The one place that escapes."""
