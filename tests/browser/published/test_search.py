"""What a reader of the published site finds when searching it."""

import pytest


@pytest.fixture
def results(open_page, published):
    """Gives what a search finds: for each link its address below that of the site, without what is marked there."""

    def search(words):
        page = open_page("topics/")
        page.wait_for_load_state("networkidle")
        box = page.locator(".md-search__input")
        box.click()
        box.fill(words[:-1])
        box.press(words[-1])
        page.locator(".md-search-result__item").first.wait_for(state="visible")
        links = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
        return [address(link.removeprefix(published.url)) for link in links]

    return search


def address(link):
    path, _, fragment = link.partition("#")
    return path.partition("?")[0] + ("#" + fragment if fragment else "")


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("Figure 3.2", "notebooks/learned_kernels/#fig:kernels"),
        ("Equation 1.7", "articles/convolution/#eq:output_size"),
        ("Table 1.2", "articles/convolution/#tbl:libraries"),
        ("Theorem 1.1", "articles/convolution/#thm:commutes"),
        ("Listing 3.1", "notebooks/learned_kernels/#lst:descent"),
    ],
)
def test_a_number_finds_the_thing_itself(results, words, thing):
    assert results(words)[:2] == [thing.partition("#")[0], thing]  # a page comes before what is on it


@pytest.mark.parametrize("word", ["stride", "padding", "dilation"])
def test_a_word_finds_its_definition(results, word):
    found = results(word)
    definition = found.index("articles/convolution/#how-large-is-the-output")
    assert len({link.partition("#")[0] for link in found[:definition]}) <= 3


@pytest.mark.parametrize("word", ["figure", "stride", "window", "label", "notebook", "LeCun", "equation", "cache"])
def test_articles_come_before_the_guide(results, word):
    found = [link.partition("/")[0] == "guide" for link in results(word) if "/" in link]  # not the front page
    assert found == sorted(found)


@pytest.mark.parametrize("name", ["LeCun", "Bottou", "Haffner"])
def test_an_author_finds_the_passage_that_cites(results, name):
    found = results(name)
    assert "notebooks/learned_kernels/#ten-digits" in found
    assert [link for link in found if link.endswith("#colophon-bibliography")] == []


def test_a_title_finds_the_passage_that_cites_it_first(results):
    assert "articles/pooling/#which-summary" in results("Boureau theoretical analysis")
