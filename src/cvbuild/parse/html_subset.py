"""The raw HTML that résumés use: which tags become which node, and what is said about the others.

How HTML is cut into tags stands in `html_tokens`; how blocks are made of them, in `html_blocks`.
"""

from __future__ import annotations

from cvbuild.diagnostics import Code as Diagnosis
from cvbuild.diagnostics import Report
from cvbuild.parse.html_tokens import Tag
from cvbuild.source import Span
from cvbuild.tree.nodes import Code, Emphasis, Image, Strike, Strong, Subscript, Superscript

INLINE_TAGS: dict[str, type | None] = {
    "b": Strong,
    "strong": Strong,
    "i": Emphasis,
    "em": Emphasis,
    "cite": Emphasis,
    "var": Emphasis,
    "s": Strike,
    "del": Strike,
    "strike": Strike,
    "sup": Superscript,
    "sub": Subscript,
    "code": Code,
    "kbd": Code,
    "samp": Code,
    "tt": Code,
    "u": None,
    "ins": None,
    "small": None,
    "span": None,
    "mark": None,
    "abbr": None,
    "font": None,
    "center": None,
    "div": None,
    "p": None,
}
"""Inline elements and the node of each; None where only the content counts."""

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
FLOW = frozenset({
    "p", "div", "center", "section", "article", "main", "header", "footer", "aside", "nav", "address", "html",
    "body", "tbody", "thead", "tfoot", "details",
})  # fmt: skip
"""Blocks without a node of their own: what stands inside counts, in paragraphs of its own."""

HOLDERS = HEADINGS | {
    "ul", "ol", "li", "blockquote", "pre", "table", "caption", "tr", "td", "th", "dl", "dt", "dd", "figure",
    "figcaption", "summary",
}  # fmt: skip
"""Blocks with a node of their own."""

SILENT = frozenset({"script", "style", "template", "head", "title"})
"""Elements whose content is not meant to be read."""


def image(tag: Tag, span: Span | None) -> Image:
    """The image of an `img` tag; a size counts where it is a plain number of pixels."""
    width, height = (_pixels(tag.get(name)) for name in ("width", "height"))
    return Image(tag.get("src"), tag.get("alt"), tag.get("title"), width, height, span=span)


def _pixels(value: str) -> int | None:
    digits = value.strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) <= 5 and int(digits) > 0 else None


class DroppedTags:
    """Says which tags of a document were dropped, once a name."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._names: set[str] = set()

    def add(self, name: str, span: Span | None) -> None:
        """Report the tag, unless one of that name was."""
        if name in self._names:
            return
        self._names.add(name)
        what = "element" if name in SILENT else "tag"
        kept = "was dropped with its content" if name in SILENT else "was dropped; its text was kept"
        self._report.add(Diagnosis.RAW_HTML, f"the HTML {what} <{name}> {kept}", span, "write it in Markdown")
