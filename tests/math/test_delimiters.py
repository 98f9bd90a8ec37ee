"""Where formulas begin and end in a text; pandoc is the reference for dollars."""

import json
import subprocess

import pypandoc
import pytest

from mkdocs_colophon.math.delimiters import closing, find

DOLLARS = [
    "Range $10-$20.",
    "$5/$6",
    "It costs $5, or \\$6 and $7.",
    "$a $ b$",
    "$ a$ and $b$",
    "US$ or CA$ it is",
    "$2\\times$, ($x$)-ray, a$x$b and $-1$",
    "$x$$y$",
    "\\$x$ \\\\$y$",
    "$\\text{for each $k$}$ and $z$",
    "Then $$ y = \\text{if $x$} $$ holds.",
    "Then $$ y = \\$5 $$ holds.",
    "`$x$` and ``$y` $z$`` and $w$",
    "$x_{1}$ and $\\{y$",
    "$a\nb$ and $$c\nd$$",
    "$x$1 is text, $y$z is not",
]


def pandoc(text):
    arguments = [pypandoc.get_pandoc_path(), "--from", "markdown", "--to", "json"]
    made = subprocess.run(arguments, input=text, capture_output=True, text=True, check=True)
    return list(mathematics(json.loads(made.stdout)["blocks"]))


def mathematics(node):
    if isinstance(node, list):
        for each in node:
            yield from mathematics(each)
    elif isinstance(node, dict) and node.get("t") == "Math":
        yield node["c"][0]["t"] == "DisplayMath", node["c"][1].split()
    elif isinstance(node, dict):
        yield from mathematics(node.get("c"))


@pytest.mark.parametrize("text", DOLLARS)
def test_dollars_mean_what_they_mean_to_pandoc(text):
    assert [(found.display, found.tex.split()) for found in find(text)] == pandoc(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"\(a\) \[ b \] \\(c\\) \\[ d \\] \[\e\]", ["a", "b", "c", "d", r"\e"]),
        (r"\begin{align}a\\b\end{align}", [r"\begin{align}a\\b\end{align}"]),
        (r"\[sic\] \( \) \begin{figure}a\end{figure}", []),
        ("$`a`$ $\\text{``b''}$ and $\\text{``c''}$", ["a", "\\text{``b''}", "\\text{``c''}"]),
        ("Set $HOME or `$PATH`, ``$a`b$`` too", []),
        (r"$\mbox{$a$}$ $x_{1$ and $y$", [r"\mbox{$a$}", "x_{1", "y"]),
        (r"$$5\$$$ $$$ $$$$", [r"5\$"]),
        ("a <!-- $b$ $$ --> $c$ <!-- $d$", ["c", "d"]),
    ],
)
def test_what_pandoc_does_not_tell_is_read_as_in_latex(text, found):
    assert [each.tex.strip() for each in find(text)] == found


@pytest.mark.parametrize(
    ("text", "place", "label"),
    [
        ("a $$b$$ {#eq:x} c", (2, 15), "eq:x"),
        ("a $$b$${ #eq:x }", (2, 16), "eq:x"),
        ("$$b$$\n{#eq:x}", (0, 13), "eq:x"),
        ("[$$b$$]{#eq:x}", (0, 14), "eq:x"),
        ("$b$ {#eq-x}", (0, 11), "eq-x"),
        ("$$b$$ {#fig:x}", (0, 5), ""),
        ("$$b$$\n\n{#eq:x}", (0, 5), ""),
    ],
)
def test_a_label_belongs_to_the_formula_before_it(text, place, label):
    [found] = find(text)
    assert ((found.start, found.end), found.label) == (place, label)


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("a $$ b", ["$$"]),
        ("\\[\na", ["\\["]),
        (r"\begin{align} a \end{aligned}", [r"\begin{align}"]),
        ("`$$` \\$\\$ $$$ \\[a \\( $", []),
    ],
)
def test_a_formula_that_never_ends_is_told_from_text(text, openings):
    assert [found.opening for found in find(text) if not found.closed] == openings


@pytest.mark.parametrize("opening", ["$", "$$", "$`", "\\(", "\\[", "\\\\(", "\\\\[", "\\begin{align*}"])
def test_what_opens_a_formula_has_what_closes_it(opening):
    [found] = find(f"{opening}a + b{closing(opening)}")
    assert (found.opening, found.closed) == (opening, True)


def test_what_is_given_with_a_label_belongs_to_it():
    [found] = find('$$b$$ {.wide #eq:x data-n="a b"}')
    assert (found.label, found.given, found.end) == ("eq:x", '.wide #eq:x data-n="a b"', 32)


def test_an_address_holds_no_formula():
    assert [each.tex for each in find("[a](http://x.org/$a$b) <http://x.org/$a$> $[0](a)$ and $c$")] == ["[0](a)", "c"]
