"""What the tags of a PDF say: headings, links, lists, tables and pictures, with their words.

Where the words of a marked content stand, and in which order they are drawn, is the business of `pdfium`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cvbuild.verify.found import Found, Heading, ItemFound, Line, Link, ListFound, PictureFound, TableFound, one_line
from cvbuild.verify.pdf_objects import Annotation, Tag
from cvbuild.verify.pdfium import DrawnPage

_HEADING = re.compile("H([1-6])")
_LINES = {"P", "Caption", "LBody", "TD", "TH", "BlockQuote", "Note", "Code", "Title", "H", "Lbl"}
_ORDERED = re.compile(r"\(?(?:\d+|[a-zA-Z]|[ivxlcIVXLC]+)[.)]")


@dataclass
class _List:
    depth: int
    items: int = 0
    ordered: bool = False


@dataclass
class TagReader:
    """Gathers what the tags mean."""

    pages: Sequence[DrawnPage]
    lines: list[Line] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[tuple[Link, Annotation]] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    items: list[ItemFound] = field(default_factory=list)
    tables: list[TableFound] = field(default_factory=list)
    pictures: list[PictureFound] = field(default_factory=list)

    def read(self, root: Tag) -> None:
        """Take up a tag and all below it, with a stack: files may be nested beyond any recursion."""
        stack: list[tuple[Tag, tuple[_List, ...]]] = [(root, ())]
        while stack:
            tag, lists = stack.pop()
            lists = self._entered(tag, lists)
            stack += [(child, lists) for child in reversed(tag.children) if isinstance(child, Tag)]

    def found(self) -> Found:
        """All that was read, without properties."""
        return Found(
            tuple(self.lines),
            tuple(self.headings),
            tuple(link for link, _ in self.links),
            tuple(ListFound(one.depth, one.ordered, one.items) for one in self.lists),
            tuple(self.items),
            tuple(self.tables),
            tuple(self.pictures),
        )

    def text(self, tag: Tag) -> str:
        """The words of a tag and all below it."""
        return "".join(self._pieces(tag))

    def _entered(self, tag: Tag, lists: tuple[_List, ...]) -> tuple[_List, ...]:
        if heading := _HEADING.fullmatch(tag.kind):
            self.headings.append(Heading(int(heading[1]), one_line(self.text(tag))))
            self.lines.append(Line(one_line(self.text(tag)), "heading", int(heading[1])))
        elif tag.kind in {"L", "TOC"}:
            lists = (*lists, _List(len(lists) + 1))
            self.lists.append(lists[-1])
        elif tag.kind in {"LI", "TOCI"} and lists:
            words = one_line(self.text(tag))
            lists[-1].ordered = lists[-1].ordered or (lists[-1].items == 0 and bool(_ORDERED.match(words)))
            lists[-1].items += 1
            self.items.append(ItemFound(lists[-1].depth, lists[-1].ordered, words))
        elif tag.kind == "Table":
            self.tables.append(self._table(tag))
        elif tag.kind == "Figure":
            self.pictures.append(PictureFound(tag.alt if tag.alt is not None else tag.actual))
        elif tag.kind == "Link":
            words = one_line(self.text(tag))
            self.links += [(Link(one.target, words), one) for one in tag.children if isinstance(one, Annotation)]
        if tag.kind in _LINES and not any(_is_line(child) for child in tag.children):
            self._line(tag, lists)
        return lists

    def _line(self, tag: Tag, lists: tuple[_List, ...]) -> None:
        text = one_line(self.text(tag))
        if not text:
            return
        if tag.kind in {"TD", "TH"}:
            self.lines.append(Line(text, "cell"))
        elif tag.kind == "Note":
            self.lines.append(Line(text, "note"))
        elif lists:
            self.lines.append(Line(text, "item", len(lists) - 1, lists[-1].ordered))
        else:
            self.lines.append(Line(text))

    def _table(self, table: Tag) -> TableFound:
        rows = [tag for tag in _below(table) if tag.kind == "TR"]
        cells = [
            [child for child in row.children if isinstance(child, Tag) and child.kind in {"TD", "TH"}] for row in rows
        ]
        has_head = bool(cells and cells[0]) and all(cell.kind == "TH" for cell in cells[0])
        return TableFound(tuple(tuple(one_line(self.text(cell)) for cell in row) for row in cells), has_head)

    def _pieces(self, tag: Tag) -> Iterator[str]:
        stack: list[Tag | tuple[int, int] | Annotation] = [tag]
        while stack:
            top = stack.pop()
            if isinstance(top, Annotation):
                continue
            if isinstance(top, tuple):
                page, number = top
                if 0 <= page < len(self.pages):
                    yield self.pages[page].contents.get(number, "")
            elif top.kind == "Figure" and top is not tag:
                # What a drawing says is not said by what it stands in.
                continue
            elif top.actual is not None:
                yield top.actual
            else:
                if top.kind in _LINES:
                    yield " "
                stack += reversed(top.children)


def _is_line(child: object) -> bool:
    """Whether there are lines of their own in it."""
    return isinstance(child, Tag) and any(one.kind in _LINES or _HEADING.fullmatch(one.kind) for one in _below(child))


def _below(tag: Tag) -> Iterator[Tag]:
    stack = [tag]
    while stack:
        top = stack.pop()
        yield top
        stack += [child for child in reversed(top.children) if isinstance(child, Tag)]
