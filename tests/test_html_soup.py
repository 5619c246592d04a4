"""Raw HTML as people leave it: whatever tags stand around them, words are neither lost nor moved, and nothing fails."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvbuild.parse.html_tokens import Comment, Tag, read_tag, scan
from cvbuild.render.text import to_text
from tests.documents import classic, parsed, shaped

# Counting lines would take longer than the tests themselves.
pytestmark = pytest.mark.no_cover

NAMES = (
    "a", "b", "i", "em", "strong", "u", "s", "sub", "sup", "code", "kbd", "small", "span", "font", "p", "div",
    "center", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "caption", "tr",
    "td", "th", "blockquote", "pre", "hr", "br", "img", "figure", "figcaption", "details", "summary", "section",
    "nav", "html", "body", "blink", "foo-bar",
)  # fmt: skip
SILENT = ("<script>x < y</script>", "<style>p { }</style>", "<title>t</title>", "<template><p>t</template>")
ATTRIBUTES = ("", ' href="https://example.com"', " align=center", ' width="1"', " start=3", ' title="t"', " hidden")
OPEN = st.builds(lambda name, attributes: f"<{name}{attributes}>", st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))
CLOSE = st.sampled_from(NAMES).map(lambda name: f"</{name}>")
PIECE = st.one_of(OPEN, CLOSE, st.just("WORD"), st.just("WORD "), st.sampled_from((" ", "\n", *SILENT, "<!-- c -->")))
BROKEN = st.sampled_from(
    (
        "<",
        ">",
        "<a b='",
        '<a b="',
        "</",
        "</>",
        "<!--",
        "-->",
        "<!",
        "<![",
        "<?",
        "?>",
        "&",
        "&#",
        "&lt",
        "<x/",
        "<p =>",
    )
)


def numbered(soup: str) -> str:
    """Every word with a number of its own."""
    numbers = iter(range(10_000))
    return re.sub("WORD", lambda _: f"word{next(numbers)}", soup)


def words(markdown: str) -> list[str]:
    text = to_text(shaped(markdown), classic(), marks=False)
    return re.findall(r"word\d+", text)


@given(st.lists(PIECE, max_size=40).map("".join), st.sampled_from(("<div>", "", "word: ", "- ", "> <p>")))
def test_no_word_is_lost_or_moved(soup: str, start: str) -> None:
    soup = numbered(soup)
    assert words(f"{start}{soup}\n") == re.findall(r"word\d+", soup)


@given(st.lists(st.one_of(PIECE, BROKEN), max_size=40).map("".join), st.sampled_from(("<div>", "word: ")))
def test_nothing_fails(soup: str, start: str) -> None:
    document, report = parsed(start + numbered(soup))
    assert document.span
    assert all(found.code.slug in ("raw-html", "empty-document", "unsafe-link") for found in report)


@given(st.lists(st.one_of(PIECE, BROKEN, st.text(max_size=5)), max_size=20).map("".join))
def test_scanning_keeps_what_is_no_tag(html: str) -> None:
    found = list(scan(html))
    assert "" not in found
    if "<" not in html and "&" not in html:
        assert "".join(str(part) for part in found) == html


@pytest.mark.parametrize(
    ("html", "name", "closing", "attributes"),
    [
        ("<br/>", "br", False, ()),
        ("</P >", "p", True, ()),
        ("<IMG SRC=a.png Alt='a &amp; b'>", "img", False, (("src", "a.png"), ("alt", "a & b"))),
        ('<a href="x>y"title=t hidden>', "a", False, (("href", "x>y"), ("title", "t"), ("hidden", ""))),
    ],
)
def test_tags_are_read(html: str, name: str, closing: bool, attributes: tuple[tuple[str, str], ...]) -> None:
    assert read_tag(html) == Tag(name, closing, attributes, html)


def test_comments_are_comments_and_the_rest_is_text() -> None:
    assert list(scan("a<!--b--><?c?><!D>&lt;<1")) == ["a", Comment("b"), "<<1"]


def test_sizes_of_images_are_whole_pixels() -> None:
    document, _ = parsed('<img src="a.png" alt="" width="12px" height="0">\n')
    (figure,) = document.children
    assert (figure.image.width, figure.image.height) == (12, None)  # type: ignore[union-attr]
