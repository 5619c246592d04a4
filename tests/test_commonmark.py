"""Markdown is read as CommonMark says: an independent program, cmark-gfm, makes the same of it as we do.

The specification itself is asked as well, where its file is at hand; so are random pieces of Markdown.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from cmarkgfm.cmark import Options, markdown_to_html_with_extensions
from hypothesis import given, settings
from hypothesis import strategies as st

from cvbuild.pictures import identify
from cvbuild.render.elements import Elements
from cvbuild.tree import Image, walk
from cvbuild.tree.nodes import Code, LineBreak, Text
from tests.canonical import Node, canonical, loosened, words
from tests.cases import cases
from tests.documents import PIXEL, ROOT, SAMPLES, classic, parsed

# Counting lines would take longer than the tests themselves.
pytestmark = pytest.mark.no_cover

SPEC = ROOT.parent / "shared" / "specs" / "commonmark-spec.txt"
VERSION = "0.31.2"
OWN = [case for case in cases() if case.path.stem == "commonmark"]

UNLIKE_CMARK = {
    28: "cmark-gfm follows the older rule by which a reference has up to 8 digits; the limit is 7 since 0.29",
    98: "two rules at the head of a file are empty front matter, as for every tool that knows front matter",
    354: "cmark-gfm counts no symbols such as £ among the punctuation; the rule is of 0.31",
    606: "cmark-gfm makes a link of an address with an escape inside, which the specification says is none",
}
"""Examples that cmark-gfm reads otherwise, by their number, each with the reason."""

UNLIKE_SPEC = {
    98: UNLIKE_CMARK[98],
    602: "a bare address is a link, as in GitHub's Markdown",
    608: "a bare address is a link, as in GitHub's Markdown",
    611: "a bare address is a link, as in GitHub's Markdown",
    612: "a bare address is a link, as in GitHub's Markdown",
}
"""Examples of which the specification expects something else."""

OTHER_WORDS = {
    **dict.fromkeys((156, 157, 158), "what is no tag is text; a browser swallows it"),
    **dict.fromkeys((170, 172, 173, 176, 178), "scripts and styles are not for reading"),
    **dict.fromkeys((180, 629), "instructions and CDATA sections end where they say, not at the first >"),
    191: "code that looks like tags is text, also where tables may not hold any",
}
"""Examples with raw HTML of which a browser would show other words."""


class Example(NamedTuple):
    number: int
    markdown: str
    html: str


@cache
def examples() -> tuple[Example, ...]:
    """The examples of the specification; none, loudly, where its file is missing."""
    if not SPEC.exists():
        pytest.skip(f"no {SPEC.name} beside the project: get it from https://spec.commonmark.org/{VERSION}/spec.txt")
    return read_examples(SPEC)


def read_examples(path: Path) -> tuple[Example, ...]:
    text = path.read_text("utf-8")
    assert f"version: '{VERSION}'" in text
    found = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", text, re.DOTALL | re.MULTILINE)
    pairs = [(markdown.replace("→", "\t"), html.replace("→", "\t")) for markdown, html in found]
    return tuple(Example(number, *pair) for number, pair in enumerate(pairs, 1))


def cmark(markdown: str, *, raw: bool = True) -> str:
    """What cmark-gfm makes of it; without `raw` it writes a comment in place of raw HTML."""
    options = Options.CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE | (Options.CMARK_OPT_UNSAFE if raw else 0)
    html: str = markdown_to_html_with_extensions(markdown, options, ["table", "strikethrough", "autolink", "tasklist"])
    return html


def has_raw_html(markdown: str) -> bool:
    return "<!-- raw HTML omitted -->" in cmark(markdown, raw=False)


def ours(markdown: str) -> tuple[Node, ...]:
    document, _ = parsed(markdown)
    pictures = {node.source: identify(PIXEL) for node in walk(document) if isinstance(node, Image)}
    return canonical(Elements(classic(), pictures, "screen", lambda name, _: name).document(document))


def agrees_with_cmark(markdown: str) -> bool:
    return loosened(ours(markdown)) == loosened(canonical(cmark(markdown)))


def test_every_example_of_the_specification_is_read_as_cmark_reads_it() -> None:
    plain = [example for example in examples() if not has_raw_html(example.markdown)]
    assert len(plain) > 550
    unlike = {example.number for example in plain if not agrees_with_cmark(example.markdown)}
    assert unlike == set(UNLIKE_CMARK)


def test_every_example_of_the_specification_is_read_as_it_says() -> None:
    plain = [example for example in examples() if not has_raw_html(example.markdown)]
    unlike = {example.number for example in plain if ours(example.markdown) != canonical(example.html)}
    assert unlike == set(UNLIKE_SPEC)


def test_examples_with_raw_html_keep_their_words() -> None:
    """Our raw HTML is a safe subset, so wrappers go; what a reader sees must stay, with few exceptions."""
    raw = [example for example in examples() if has_raw_html(example.markdown)]
    alike = sum(ours(example.markdown) == canonical(example.html) for example in raw)
    other = {example.number for example in raw if words(ours(example.markdown)) != words(canonical(example.html))}
    said = len(raw) - len(other)
    print(f"raw HTML: of {len(raw)} examples {alike} are the same, {said} have the same words")  # noqa: T201
    assert len(raw) > 60
    assert other == set(OTHER_WORDS)


def test_inlines_of_the_specification_know_their_columns() -> None:
    found = [placed(example.markdown) for example in examples()]
    leaves, known = sum(pair[0] for pair in found), sum(pair[1] for pair in found)
    print(f"places: {known} of {leaves} inlines of the examples know their column")  # noqa: T201
    assert leaves > 900
    assert known >= 0.99 * leaves
    whole = placed(SPEC.read_text("utf-8"))
    assert whole[1] >= 0.99 * whole[0] > 2_000


@pytest.mark.parametrize("path", [*SAMPLES, ROOT / "README.md"], ids=lambda path: path.name)
def test_inlines_of_samples_know_their_columns(path: Path) -> None:
    leaves, known = placed(path.read_text("utf-8"))
    assert known >= 0.99 * leaves > 20


def placed(markdown: str) -> tuple[int, int]:
    """How many inlines have no others inside, and how many of them know where they stand: at what the source has."""
    lines = markdown.split("\n")
    leaves = [node for node in walk(parsed(markdown)[0]) if isinstance(node, Text | Code | Image | LineBreak)]
    known = [node for node in leaves if node.span and node.span.column]
    for node in known:
        there = lines[node.span.line - 1][node.span.column - 1 :]  # type: ignore[union-attr, operator]
        if isinstance(node, Text) and node.text[0].isalnum() and there[:1].isascii() and there[0] not in "!&\\":
            assert there.startswith(node.text[0])
    return len(leaves), len(known)


def test_there_are_own_examples() -> None:
    assert len(OWN) >= 60
    assert not any(has_raw_html(case.text) for case in OWN)


@pytest.mark.parametrize("case", OWN, ids=str)
def test_own_examples_are_read_as_cmark_reads_them(case: object) -> None:
    markdown = case.text  # type: ignore[attr-defined]
    assert loosened(ours(markdown)) == loosened(canonical(cmark(markdown)))


# What cmark-gfm reads in its own way never meets: tildes beside stars, tasks in nested lists, definitions and
# tables without blank lines around. Nor do deep indentation and quotes, which the engine of ours takes for more quote.
_ITEM = r"(?:[-+*]|\d[.)])[ \t]"
UNCOMPARED = re.compile(
    r"\]\([^()]*$"  # a shortcut reference before a parenthesis that never closes: no link for our engine
    r"|\]\]\("  # brackets around a link, of which cmark-gfm may make an empty link
    r"|\]\([^)]*\\$"  # a backslash at the end of a line, in a target
    r"|^ *(?: {4}|\t)[ \t]*>"  # a quote's sign that is indented as code
    r"|<!|~{3}"  # declarations, and runs of tildes, where cmark-gfm has older rules
    rf"|^[ \t>]*(?:{_ITEM}+)*(?:[-+*]|\d[.)])[ \t]*\n[ \t>]*\n"  # what belongs to an empty item
    r"|^[ \t]+(?:```|~~~)"  # white space at the end of an indented fence that is never closed
    rf"|{_ITEM}.*(?:```|~~~|---|\*\*\*)",  # whether blank lines behind rules and open fences make a list loose
    re.MULTILINE,
)
"""What the two engines are known to read differently, or what the specification does not settle."""

WORDS = [
    "a", "b", "c", "d", "word", "`", "``", "([", "])", "(", ")", "![", "](x)", "[y](z)", "[r]", "\\", "\\*",
    "&amp;", "&lt;", "!", "\"", "'", "<", ">", "é", "1", "2.", ".", ",", ";",
]  # fmt: skip
WORDS += [" <https://example.com/> ", " ", " ", "\n", "  \n", "\\\n"]
MARKS = (["*", "**", "***", "_", "__"], ["~~"])
STARTS = (
    (["- ", "* ", "+ ", "1. ", "2) ", "> ", "# ", "  ", ""], ["- ", "+ ", "1. ", "2) ", "> ", "# ", "  ", ""]),
    (["- ", "1. ", "+ ", "    ", "  ", "\t", ""], ["### ", "  ", "\t", ""]),
)
TASKS = "\n- [x] *a*\n- [ ] b\n\nend\n"
WHOLE = ["```", "~~~", "---", "***", "===", "", "", TASKS]
WHOLE += ["\n[r]: /target 'title'\n", "\n| a | b |\n|---|:-:|\n| c | *d* |\n"]


def documents(first: list[str], second: list[str], marks: list[str]) -> st.SearchStrategy[str]:
    """Lines of an indentation, a marker and inlines; and whole lines."""
    inlines = st.lists(st.sampled_from(WORDS + marks)).map("".join)
    line = st.builds(lambda *parts: "".join(parts), st.sampled_from(first), st.sampled_from(second), inlines)
    lines = st.lists(st.one_of(st.sampled_from(WHOLE), line), max_size=8)
    return lines.map(lambda found: "\n" + "\n".join(found) + "\n")


MARKDOWN = st.one_of([documents(*starts, marks) for starts in STARTS for marks in MARKS])


# The same examples at each run: what is left of cmark-gfm's own ways must not fail a build now and then.
@settings(derandomize=True, max_examples=300)
@given(MARKDOWN)
def test_random_markdown_is_read_as_cmark_reads_it(markdown: str) -> None:
    if not has_raw_html(markdown) and not UNCOMPARED.search(markdown):
        assert loosened(ours(markdown)) == loosened(canonical(cmark(markdown)))


ANYTHING = [
    "::: a",
    ":::",
    "[^1]",
    "[^1]: ",
    "|",
    "|-",
    "|a|b",
    "{#x}",
    ": ",
    "<b>",
    "<div>",
    "<!--",
    "-->",
    "---\n",
    "    ",
    "\t",
]
ANYTHING += [
    "\n",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "- [ ] ",
    "# ",
    "```",
    "~~",
    "*",
    "_",
    "[",
    "](",
    ")",
    "![",
    "`",
    "\\",
    "&",
    "漢",
]


@given(st.lists(st.sampled_from(ANYTHING)).map("".join), st.booleans())
def test_anything_is_read(markdown: str, smart: bool) -> None:
    source = f"---\nsmart: true\n---\n{markdown}" if smart else markdown
    assert parsed(source)[0].metadata.smart == smart


def test_the_comparison_can_say_no() -> None:
    for one, other in (("*a*", "**a**"), ("- a\n- b", "- a\n\n- b"), ("a b", "ab"), ("[a](b)", "[a](c)")):
        assert canonical(cmark(one)) != canonical(cmark(other))
