"""How citations stand in Markdown: in ours, and in that of Hexo, which has an extension of its own."""
