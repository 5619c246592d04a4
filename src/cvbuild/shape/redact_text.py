"""Runs of inlines, links, pictures and plain texts without what is private of a document's author.

What that means for the blocks around them stands in `redact`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from cvbuild.diagnostics import Code as Finding
from cvbuild.diagnostics import Report
from cvbuild.shape.holes import is_bare, run_text, run_without, widened, without
from cvbuild.shape.private import Finder, Found
from cvbuild.source import Span, part
from cvbuild.tree.nodes import Code, FootnoteReference, Image, Inline, Inlines, LineBreak, Link, Text
from cvbuild.tree.walk import walk


class TextRedactor:
    """Takes private values out of texts, and reports where; `anchors` are the new names of anchors."""

    def __init__(self, finder: Finder, report: Report) -> None:
        self.finder, self._report = finder, report
        self.anchors: dict[str, str] = {}
        self.is_silent = False

    def tell(self, found: Iterable[Found], span: Span | None, where: str = "") -> None:
        """Report once for each field; the value itself is never said, since logs are read by others."""
        if self.is_silent:
            return
        for field in dict.fromkeys(one.field for one in found):
            message = f"the private `{field}` was left out{where}"
            self._report.add(Finding.REDACTED, message, span, "read the place again, or take it out of the source")

    def text(self, text: str, span: Span | None, where: str) -> str:
        found = self.finder.find(text)
        if not found:
            return text
        self.tell(found, span, where)
        return without(text, widened(text, [(one.start, one.end) for one in found]))

    def run(self, inlines: Inlines) -> Inlines:
        kept = tuple(part for inline in inlines for part in self._inline(inline))
        text = run_text(kept)
        found = self.finder.find(text)
        if not found:
            return kept
        places = _places(kept)
        for one in found:
            self.tell([one], _place(places, one))
        holes = widened(text, [(one.start, one.end) for one in found])
        left = run_without(kept, holes)
        return () if is_bare(run_text(left)) else left

    def _inline(self, inline: Inline) -> Inlines:
        """The node with what it holds beside its text made clean; a link without its target is what it shows."""
        match inline:
            case Text() | Code() | LineBreak() | FootnoteReference():
                return (inline,)
            case Image():
                image = self.image(inline)
                return (image,) if image else ()
            case Link():
                return self._link(inline)
            case _:
                children = tuple(part for child in inline.children for part in self._inline(child))
                return (replace(inline, children=children),) if children or not inline.children else ()

    def _link(self, link: Link) -> Inlines:
        children = tuple(part for child in link.children for part in self._inline(child))
        target = link.target
        if target.startswith("#"):
            target = f"#{self.anchors.get(target[1:], target[1:])}"
        if found := self.finder.find_in_address(target):
            if not self.finder.find(run_text(children)):
                self.tell(found, link.span, " of the link's target")
            return children
        title = self.text(link.title, link.span, " of the link's title") if link.title else ""
        return (replace(link, children=children, target=target, title=title),)

    def image(self, image: Image) -> Image | None:
        if image.source in self.finder.photos:
            return None
        is_data = image.source.startswith("data:")
        if not is_data and (found := self.finder.find_in_address(image.source)):
            self.tell(found, image.span, " with the picture")
            return None
        alt = self.text(image.alt, image.span, " of the alternative text") or ("picture" if image.alt else "")
        return replace(image, alt=alt, title=self.text(image.title, image.span, " of the picture's title"))


def _places(inlines: Inlines) -> tuple[list[int], list[Inline]]:
    """The nodes that have characters in a run's text, and where each begins there."""
    starts: list[int] = []
    leaves: list[Inline] = []
    at = 0
    for node in (node for inline in inlines for node in walk(inline)):
        if isinstance(node, Text | Code | LineBreak | Image | FootnoteReference):
            starts.append(at)
            leaves.append(node)
            at += len(node.text) if isinstance(node, Text | Code) else 1
    return starts, leaves


def _place(places: tuple[list[int], list[Inline]], found: Found) -> Span | None:
    """Where a value begins, up to the end of that node; the whole node where only that is known."""
    starts, leaves = places
    number = bisect_right(starts, found.start) - 1
    leaf, start = leaves[number], found.start - starts[number]
    if not isinstance(leaf, Text | Code):
        return leaf.span
    return part(leaf.span, start, min(start + found.end - found.start, len(leaf.text)))
