"""Cross-references: targets that number themselves, and the references to them."""
