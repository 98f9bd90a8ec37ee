"""Mathematics: TeX to HTML and MathML when the site is built."""
