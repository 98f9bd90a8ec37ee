"""The words of each language that ships."""
