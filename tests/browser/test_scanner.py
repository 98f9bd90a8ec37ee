"""HTML that misleads, as a browser reads it: the elements that it makes are those whose tags the scanner finds."""

import pytest

from mkdocs_colophon.html.attributes import read
from mkdocs_colophon.html.scanner import tags
from mkdocs_colophon.html.text import as_text

# What a browser neither adds nor leaves out, wherever it stands in a `div`.
NAMES = ("span", "img", "code", "script", "style", "textarea", "title", "template", "noscript", "xmp", "iframe", "svg")
ELEMENTS = """
html => {
    const box = document.createElement("div");
    box.innerHTML = html;
    return [...box.querySelectorAll("*")].map(each => [
        each.localName, Object.fromEntries([...each.attributes].map(({name, value}) => [name, value])),
    ]);
}
"""
WORDS = """
html => {
    const box = document.createElement("div");
    box.innerHTML = html;
    const opaque = "script, style, textarea, title, template, noscript, xmp, iframe, plaintext";
    box.querySelectorAll(opaque).forEach(each => each.remove());
    return box.textContent;
}
"""
CORPUS = {
    "comments": "<!-- <span> --><span><!--><img><!---><img><!-- --!><img><!-- <!-- --><img><!--- -><img>--><code>",
    "a comment without an end": "<img><!-- <span> -- > <img>",
    "comments of Internet Explorer": "<!--[if IE]><span><![endif]--><![if IE]><img><![endif]>",
    "declarations": "<!doctype html><?xml version='1.0'?><img></ <span>><code></><img><!><span><!x 'a>b'><img>",
    "signs that begin nothing": "1 < 2 <3 << <> < span> <é> <-span> <img>",
    "a script": "<script>'<span>'</script><img><SCRIPT src=a.js>//</scripts></Script\n><img>",
    "a script in a comment in a script": "<script><!--<script></script><script></script></script><img>",
    "a comment that ends in a script": "<script><!--<script>--></script><img><script><!--></script><img>",
    "a script without an end": "<img><script>'<span>'</scrip><span>",
    "a script that hides its end": "<script><!--<script </script></span><img></script><img>",
    "styles": "<style>a>b{}<!--</style><img>--><style></ style><span></style/><img>",
    "text areas and titles": "<textarea><span></TEXTAREA><img><title><!--</title><img>--><title></titles></title ><p>",
    "what is for browsers without scripts": "<noscript><span></noscript><img><noscript><!--</noscript>--><img>",
    "templates": "<template><span><template></template><img><script></template></script></template><code>",
    "a template that is hidden in part": "<template><!--</template>--><span title='</template>'></template><img>",
    "a template without an end": "<img><template><span></template ><code><template><template></template><img>",
    "frames and examples": "<iframe><span></iframe><img><xmp><span></xmp><img><iframe src='</iframe>'></iframe><img>",
    "the rest as text": "<img><plaintext><span></plaintext><img>",
    "quotes": """<img alt="a>b" title='c>"d"'><img alt=a"b>'><span title=' <img> '><code class='"'><img>""",
    "no quotes": "<img src=a/b.svg alt=x=y/><span title=<img>><img src=a title= b id = c><img src=/>",
    "no values": "<img hidden><img alt><span hidden=''><img alt=><img alt= ><img =a><img a==b><img / alt / src=a>",
    "no spaces": "<img alt='a'src=b><img/src=a/alt=b><span/title='c'/><img\nalt=a\tsrc=b\falt=c>",
    "twice": "<img alt=a ALT=b Alt=c><span CLASS=x class=y>",
    "quotes without an end": "<span><img alt='a><span title='b'><img alt=\"a><span>",
    "a tag without an end": "<span><img alt=a src",
    "references": "<img alt='?a=1&copy=2&amp;lt=3&notit;&notin;&copy;&copyx&#38;&#x26&'><img alt=&lt;a&gt>",
    "nothing": "<img alt='a\0b' src=\0><span\0x><img>",
    "uppercase": "<SPAN TITLE=A><IMG ALT=B></SPAN><Code>",
    "letters that are like others": "<ſpan><ſcript><img><code ſtyle=a></ſcript>",
    "pictures": "<svg><title/><style/></svg><img><svg width='1'><title>a</title><!-- <span> --></svg><img>",
    "characters in pictures": "<svg><![CDATA[ <span> > ]]></svg><img>",
    "end tags with attributes": "<span></span title='>'><img></ span><img></span/><code></code ><img>",
    "nested": "<span>" * 400 + "</span>" * 399 + "<img>",
}


@pytest.fixture(scope="module")
def page(chromium):
    """An empty page in which scripts run."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", CORPUS)
def test_tags_are_those_of_the_elements_that_a_browser_makes(page, name):
    html = CORPUS[name]
    made = [tuple(each) for each in page.evaluate(ELEMENTS, html)]
    found = [(tag.name, shown(read(tag.text))) for tag in tags(html, *NAMES) if not tag.is_end]
    assert [each for each in made if each[0] in NAMES] == found


def shown(values):
    """Browsers show no NUL."""
    return {name: value.replace("\0", "\ufffd") for name, value in values.items()}


@pytest.mark.parametrize("name", [name for name in CORPUS if name != "characters in pictures"])
def test_the_text_is_what_a_browser_has_between_tags(page, name):
    assert as_text(CORPUS[name]).replace("\0", "") == page.evaluate(WORDS, CORPUS[name])
