"""What other sites show of a page that someone links to."""
