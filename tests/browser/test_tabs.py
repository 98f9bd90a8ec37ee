"""What a reference leads to in a tab of Material that is closed, in a real browser."""

import pytest


def chosen(page):
    return page.evaluate("() => [...document.querySelectorAll('input:checked')].map(input => input.id)")


def test_a_reference_opens_the_tabs_in_which_its_target_stands(visit):
    page = visit("tabs.html")
    assert chosen(page) == ["outer_1", "inner_1"]
    page.click("text=Figure 1")
    assert chosen(page) == ["outer_2", "inner_2"]


@pytest.mark.parametrize(("address", "open_"), [("tabs.html#fig:a", "2"), ("tabs.html#none", "1"), ("tabs.html", "1")])
def test_so_does_an_address_with_its_label(visit, address, open_):
    assert chosen(visit(address)) == [f"outer_{open_}", f"inner_{open_}"]
