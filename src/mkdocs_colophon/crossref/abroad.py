"""References to what stands on other sites, `[@other:fig:x]`: the name of the site, and the label that it has there."""

from collections.abc import Iterable, Mapping

from mkdocs_colophon.crossref import unresolved
from mkdocs_colophon.crossref.inventory import Inventory, Thing
from mkdocs_colophon.crossref.references import Reference
from mkdocs_colophon.crossref.targets import Target, prefix_of
from mkdocs_colophon.crossref.wording import Wording
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.html import as_html, as_text, tag
from mkdocs_colophon.problems import Problem, did_you_mean
from mkdocs_colophon.urls import quoted

Inventories = Mapping[str, Inventory]
"""What stands on other sites, by the names that this one has for them."""


def reference(cite: Cite, inventories: Inventories, wording: Wording) -> Reference:
    """The reference that `cite`, whose words are HTML, makes to something on another site."""
    inventory, label = inventories[prefix_of(cite.key)], cite.key.partition(":")[2]
    thing = inventory.things.get(label)
    if thing is None:
        text = f"'{label}' is not among what '{prefix_of(cite.key)}' has"
        problem = Problem("INV001", text, did_you_mean(label, inventory.things), needle=f"@{cite.key}")
        return Reference(unresolved.mark(cite.key), problems=(problem,))
    called = _called(thing, cite, wording)
    text = called if cite.suppress else wording.said.elsewhere.format(reference=called, page=as_html(inventory.project))
    before = f"{cite.prefix} " if cite.prefix else ""
    after = (" " if as_text(cite.suffix)[:1].isalnum() else "") + cite.suffix
    return Reference(before + tag("a", text, class_="crossref", href=thing.address) + after)


def things(labels: Mapping[str, Target], wording: Wording) -> Iterable[Thing]:
    """What this site has for others, by label."""
    for label, target in sorted(labels.items()):
        title = target.mark.name
        if target.number and target.kind in wording.labels:
            title = as_text(wording.labels[target.kind].refer(target.number, title=as_html(title)))
        yield Thing(label, f"{target.page}#{quoted(target.label)}", title or label, target.kind, target.number)


def _called(thing: Thing, cite: Cite, wording: Wording) -> str:
    """How a reference calls `thing`: as one here would, if it is of a kind that is known here."""
    label = wording.labels.get(thing.kind)
    if label is None or cite.suppress:
        return as_html((thing.number if label else "") or thing.title)
    label = wording.capitalize(label) if cite.key[:1].isupper() else label
    return label.refer(as_html(thing.number), title=as_html(thing.title))
