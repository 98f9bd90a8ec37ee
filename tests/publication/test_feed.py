"""Feeds: valid for a strict reader, the same bytes every time, and with text that means the same anywhere."""

import re
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_colophon.publication.feed.content import portable
from mkdocs_colophon.publication.feed.documents import atom, files, links, rss
from mkdocs_colophon.publication.feed.entries import LENGTH, Entry, Feed, newest
from mkdocs_colophon.publication.metadata import Author, Publication

URL = "https://example.org/blog/one/"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
POST = Publication(
    "One & <two>",
    (Author("Lovelace", "Ada"), Author("The Engine Group", organization=True)),
    (2026, 1, 9),
    (2026, 2),
    "post",
    URL,
    description="A first post.",
    keywords=("engines",),
)


@pytest.fixture
def feed():
    entry = Entry(POST, '<p>a &lt; b <a href="https://example.org/x/">x</a></p>', ("Notes", "engines"))
    return Feed("Tiny", "https://example.org/", (entry,), "A site.", "Ada Lovelace", "en", "MIT")


@pytest.mark.parametrize("write", [atom, rss])
def test_a_strict_reader_finds_all_of_it(feed, write):
    read = feedparser.parse(write(feed))
    [entry] = read.entries
    assert read.bozo == 0
    assert (read.feed.title, read.feed.link, read.feed.language) == ("Tiny", "https://example.org/", "en")
    assert (entry.link, entry.id) == (URL, URL)
    assert [tag.term for tag in entry.tags] == ["Notes", "engines"]
    assert entry.published_parsed[:6] == (2026, 1, 9, 0, 0, 0)
    assert entry.content[0].value == feed.entries[0].content
    assert entry.summary == "A first post."


def test_atom_has_what_its_standard_requires(feed):
    root = ElementTree.fromstring(atom(feed))
    entry = root.find(f"{ATOM}entry")
    for element in (root, entry):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo is not None
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Ada Lovelace"
    assert [name.text for name in entry.iter(f"{ATOM}name")] == ["Ada Lovelace", "The Engine Group"]
    assert entry.findtext(f"{ATOM}title") == "One & <two>"
    assert entry.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00Z"
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == "https://example.org/atom.xml"


def test_rss_has_what_its_standard_requires(feed):
    root = ElementTree.fromstring(rss(feed))
    [channel], [item] = root.findall("channel"), root.findall("channel/item")
    assert root.get("version") == "2.0"
    assert [channel.findtext(name) for name in ("title", "link", "description")] == [
        "Tiny",
        "https://example.org/",
        "A site.",
    ]
    assert (item.findtext("title"), item.findtext("link"), item.findtext("guid")) == ("One & <two>", URL, URL)
    assert item.findtext("pubDate") == "Fri, 09 Jan 2026 00:00:00 +0000"
    assert parsedate_to_datetime(channel.findtext("lastBuildDate")).isoformat() == "2026-02-01T00:00:00+00:00"
    assert item.findtext(CONTENT) == feed.entries[0].content


def test_a_feed_without_entries_is_not_written_and_not_linked(feed):
    empty = replace(feed, entries=())
    assert files(empty) == {}
    assert links(empty, "") == ""


def test_a_page_names_the_feeds_by_addresses_on_the_host_that_serves_it(feed):
    assert links(feed, "blog/one/") == (
        '<link rel="alternate" type="application/atom+xml" title="Tiny (Atom)" href="../../atom.xml">\n'
        '<link rel="alternate" type="application/rss+xml" title="Tiny (RSS)" href="../../rss.xml">\n'
    )


def test_the_newest_entries_come_first_and_the_oldest_go():
    entries = [Entry(replace(POST, issued=(2000 + n,), updated=()), "") for n in range(LENGTH + 2)]
    assert [entry.published.year for entry in newest(entries)] == list(range(2000 + LENGTH + 1, 2001, -1))


def test_entries_of_one_day_have_one_order():
    entries = [Entry(replace(POST, url=url), "") for url in ("https://b/", "https://a/")]
    assert newest(entries) == newest(entries[::-1])


def test_nothing_is_changed_before_it_is_published():
    assert Entry(replace(POST, updated=(2025,)), "").updated == Entry(POST, "").published


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_any_title_and_text_give_a_document(title, text):
    made = Feed("T", "https://example.org/", (Entry(replace(POST, title=title), text),))
    for written in files(made).values():
        ElementTree.fromstring(written)


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ('<p id="a" class="b" style="c" onclick="d()">x</p>', "<p>x</p>"),
        ('<a href="#x">y</a>', f'<a href="{URL}#x">y</a>'),
        ('<a href="../two/">y</a>', '<a href="https://example.org/blog/two/">y</a>'),
        ('<a href="javascript:alert(1)">y</a>', "<a>y</a>"),
        ('<a href=" java\nscript:alert(1)">y</a>', "<a>y</a>"),
        ('<a href="https://[x">y</a>', "<a>y</a>"),
        ('<img src="data:image/png;base64,AA" alt="x">', '<img alt="x">'),
        ('<h2>A<a class="headerlink" href="#a">¶</a></h2>', "<h2>A</h2>"),
        ("<h1>Title</h1><h1>Other</h1>", "<h1>Other</h1>"),
        ('<img src="a.svg#only-light" alt="x"><img src="a.dark.svg#only-dark">', f'<img src="{URL}a.svg" alt="x">'),
        ("<script>x</script><style>y</style><button>z</button><template><p>t</p></template>", ""),
        ('<details class="colophon-made"><p>m</p></details>', ""),
        ("<details open><summary>s</summary>t</details>", "<div><p>s</p>t</div>"),
        ('<colophon-publication data="x"></colophon-publication>', ""),
        ('<p>a<sup><a class="footnote-backref" href="#r">↩</a></sup></p>', "<p>a<sup></sup></p>"),
        ('<math display="block"><mi mathvariant="normal" class="a" onload="b">x</mi></math>',
         '<math display="block"><mi mathvariant="normal">x</mi></math>'),
        ("<span class='k'>def</span> f&lt;T&gt; &amp;amp;", "def f&lt;T&gt; &amp;amp;"),
        ("<ul><li>a</ul></p>b", "<ul><li>a</li></ul>b"),
        ("<p>a<!-- more --></p>", "<p>a</p>"),
        ("<P TITLE='a > \"b\"' CLASS=x>y</P >", '<p title="a &gt; &quot;b&quot;">y</p>'),
        ("<SCRIPT>'</p>'</SCRIPT>a<textarea><b>x</b></textarea><noscript><img src=x></noscript>", "a"),
        ("<a href=x/>y</a><div/>z", f'<a href="{URL}x/">y</a><div>z</div>'),
        ("<svg><path d='M0'/><title/>t</svg>u", "<svg><path></path>t</svg>u"),
        ('<a href="x" HREF="javascript:a">y</a>', f'<a href="{URL}x">y</a>'),
        ('<math name="f" href="x"><mspace width="1em"/>x</math>',
         f'<math name="f" href="{URL}x"><mspace width="1em"></mspace>x</math>'),
        ("a<!-- b", "a"),
        ("a<b c='", "a"),
        ("1 < 2 &lt; 3 &amp;lt; &#0;", "1 &lt; 2 &lt; 3 &amp;lt; \ufffd"),
    ],
)  # fmt: skip
def test_what_is_left_of_html(html, read):
    assert portable(html, URL) == read


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<a href='x'>", "</a>", "<b", "&", "<script>", "</script>", "x", "<br>"]))
)
def test_what_is_left_of_anything_is_balanced_and_has_no_script(pieces):
    html = portable("".join(pieces), URL)
    assert "<script" not in html
    for name in ("p", "a"):
        assert len(re.findall(f"<{name}[ >]", html)) == html.count(f"</{name}>")


@pytest.mark.parametrize("tag", ["<b title='x'>", "</b>", "<b></i>", "<math><mi x='y'>"])
def test_ten_thousand_tags_take_no_time(tag):
    assert portable(f"<i>x{tag * 10_000}</i>y", URL).startswith("<i>x")


def test_what_is_portable_stays_as_it_is():
    html = portable('<p><a href="../x/">x</a> <img src="a.svg#only-light" alt="&quot;"></p>', URL)
    assert portable(html, URL) == html
