"""Headings with nothing below them, and list items that say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.rule import Checked
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Document, Figure, Heading, Image, Item, PageBreak, Rule, Section
from cvbuild.tree.walk import plain_text, walk


def check(checked: Checked, report: Report) -> None:
    """Report each of them at its place."""
    for heading in _bare_headings(checked.document):
        message = f"nothing stands below “{plain_text(heading).strip()}”"
        report.add(Code.EMPTY_SECTION, message, heading.span, "write what belongs there, or take the heading out")
    for node in walk(checked.written):
        if isinstance(node, Item) and _says_nothing(node):
            report.add(Code.EMPTY_ITEM, "a list item says nothing", node.span, "fill it in, or take it out")


def _bare_headings(document: Document) -> Iterator[Heading]:
    """Those that are no stations, which may have nothing more to tell: of a résumé the sections only."""
    if document.metadata.kind == "resume":
        for node in walk(document):
            if isinstance(node, Section) and _is_bare(node.children):
                yield node.heading
        return
    blocks = [block for block in document.children if not isinstance(block, Rule | PageBreak)]
    title_stands_alone = len(blocks) < 2
    for block, below in zip_longest(blocks, blocks[1:]):
        is_bare = isinstance(block, Heading) and not title_stands_alone and _governs_nothing(block, below)
        if isinstance(block, Heading) and is_bare and not _has_period(block, document.metadata.lang):
            yield block


def _has_period(heading: Heading, lang: str) -> bool:
    # Imported when a heading is there to be judged, since it has long patterns.
    from cvbuild.shape.periods import find_periods

    return any(True for _ in find_periods(plain_text(heading), lang))


def _is_bare(blocks: tuple[Node, ...]) -> bool:
    return all(isinstance(block, Rule | PageBreak) for block in blocks)


def _governs_nothing(heading: Heading, below: Node | None) -> bool:
    return below is None or (isinstance(below, Heading) and below.level <= heading.level)


def _says_nothing(item: Item) -> bool:
    return not plain_text(item).strip() and not any(isinstance(node, Image | Figure) for node in walk(item))
