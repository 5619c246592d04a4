"""Whether headings, lists, tables, pictures, links and notes are those of the tree.

Their words are compared without white space; where notes stand among the others is a format's own matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote

from cvbuild.diagnostics import Code
from cvbuild.verify.differences import Difference, short
from cvbuild.verify.facts import Expected, Linked, Listed, Pictured, Stretch
from cvbuild.verify.found import Found, TableFound
from cvbuild.verify.matching import Key, Wanted, compared, tagged_headings, tagged_links
from cvbuild.verify.signs import Format, Piece, Sign, said
from cvbuild.verify.streams import folded

_DEEPEST_IN_WORD = 9
"""Word's lists have nine levels; what lies deeper stays at the last."""

_OF_NOTES = ("#note-", "#ref-")
"""Where the links of references and notes lead in a web page."""

_NOTE_MARK = re.compile(r"\[\^\w+\]")
"""A reference to a note as the reader of Word files has it."""


@dataclass(frozen=True, slots=True)
class _How:
    """How texts of a format are compared: `is_turned` in tags whose order is the reader's opinion."""

    name: Format
    is_turned: bool

    def text(self, pieces: Sequence[Piece]) -> str:
        """The characters of pieces."""
        # In Word, references are no characters of what they stand in.
        shown = [one for one in pieces if one.sign is not Sign.REFERENCE] if self.name == "docx" else pieces
        return self.plain(said(shown, self.name))

    def plain(self, text: str) -> str:
        """The characters by which it is compared; none where words run from right to left."""
        if self.name == "pdf" and self.is_turned:
            return ""
        return folded(text, whole=self.name != "pdf")


def compare_structure(expected: Expected, found: Found, name: Format) -> Iterator[Difference]:
    """The first difference of each kind."""
    how = _How(name, expected.is_right_to_left)
    checks = (_headings, _items, _tables, _pictures, _links, _notes)
    for check in checks:
        difference = check(expected, found, how)
        if difference:
            yield difference


def _headings(expected: Expected, found: Found, how: _How) -> Difference | None:
    wanted = [
        Wanted((one.level, how.text(one.pieces)), f"a heading of level {one.level}, {_quoted(one, how)}", one)
        for one in expected.headings
        if not (one.is_name and how.name == "docx")
    ]
    there = [(one.level, how.plain(one.text)) for one in found.headings]
    labels = [f"one of level {one.level}, “{short(one.text)}”" for one in found.headings]
    return tagged_headings(wanted, there, labels) if how.name == "pdf" else compared(wanted, there, labels, how.name)


def _items(expected: Expected, found: Found, how: _How) -> Difference | None:
    if how.name == "pdf":
        return _tagged_items(expected, found, how)
    wanted = [
        Wanted(
            (_depth(one.depth, how), _is_numbered(one, how)),
            f"{_item(one.depth, one.ordered)}, {_quoted(one, how)}",
            one,
        )
        for one in expected.items
    ]
    items = [one for one in found.items if not (how.name == "html" and one.depth == 0)]
    there = [(one.depth, one.ordered) for one in items]
    return compared(wanted, there, [f"{_item(one.depth, one.ordered)}, “{short(one.text)}”" for one in items], how.name)


def _is_numbered(item: Listed, how: _How) -> bool:
    """In Word, the box of a task takes the place of its number."""
    return item.ordered and not (item.is_task and how.name == "docx")


def _depth(depth: int, how: _How) -> int:
    return min(depth, _DEEPEST_IN_WORD) if how.name == "docx" else depth


def _tagged_items(expected: Expected, found: Found, how: _How) -> Difference | None:
    """In tags, terms and descriptions are items too, and so is the rest of an item on the next page: both have no
    marker, and are passed over."""
    wanted = [
        Wanted(
            (one.tag_depth, how.text(one.pieces[:1])),
            f"{_item(one.depth, one.ordered)}, {_quoted(one, how)}",
            one,
        )
        for one in expected.items
    ]
    there: list[Key] = [(one.depth, how.plain(one.text)) for one in found.items]
    labels = [f"{_item(one.depth, one.ordered)}, “{short(one.text)}”" for one in found.items]

    def same(want: Key, have: Key) -> bool:
        (depth, marker), (level, text) = want, have
        return depth == level and (not text or str(text).startswith(str(marker)))

    return compared(wanted, there, labels, "pdf", same, passes=True)


def _item(depth: int, ordered: bool) -> str:
    kind = "numbered" if ordered else "bulleted"
    return f"a {kind} item of level {depth}"


def _tables(expected: Expected, found: Found, how: _How) -> Difference | None:
    if how.name == "pdf":
        return _table_rows(expected, found, how)
    wanted = []
    for one in expected.tables:
        cells = tuple(tuple(how.text(cell) for cell in row) for row in one.rows)
        wanted.append(Wanted(cells, f"a table of {_size(len(cells), len(cells[0]))}", one))
    there = [tuple(tuple(how.plain(cell) for cell in row) for row in one.rows) for one in found.tables]
    return compared(wanted, there, [_label(one) for one in found.tables], how.name)


_Labelled = tuple[tuple[str, ...], str]
"""A row by its cells, and how it is called."""


def _table_rows(expected: Expected, found: Found, how: _How) -> Difference | None:
    """A table that goes over pages is several in the tags, each with the same head; so their rows are compared."""
    wanted = [
        Wanted(tuple(how.text(cell) for cell in row), f"a table row of {len(row)} cells, “{_row(row)}”", one)
        for one in expected.tables
        for row in one.rows
    ]
    rows = [
        (tuple(how.plain(cell) for cell in row), f"the row “{short(' | '.join(row))}”")
        for one in found.tables
        for row in one.rows
    ]
    whole = {cells for cells, _ in rows}
    for one in wanted:
        if one.key not in whole:
            rows = _put_together(rows, one.key)
    there: list[Key] = [cells for cells, _ in rows]
    return compared(wanted, there, [label for _, label in rows], "pdf", passes=True)


def _put_together(rows: list[_Labelled], whole: Key) -> list[_Labelled]:
    """The rows, with the parts of one that goes over pages in one: between them stands the table's head again."""
    for first, (part, label) in enumerate(rows):
        made, parts = part, [first]
        for number in range(first + 1, len(rows) if _begins(whole, part) else 0):
            longer = tuple(map("".join, zip(made, rows[number][0], strict=False)))
            if _begins(whole, longer):
                made, parts = longer, [*parts, number]
            if made == whole:
                left = [row for number, row in enumerate(rows) if number not in parts]
                return [*left[:first], (made, label), *left[first:]]
    return rows


def _begins(whole: Key, part: tuple[str, ...]) -> bool:
    """Whether each cell of a row begins as the part does."""
    return len(whole) == len(part) and all(str(one).startswith(own) for one, own in zip(whole, part, strict=True))


def _row(row: Sequence[Sequence[Piece]]) -> str:
    return short(" | ".join(said(cell, "pdf") for cell in row))


def _label(table: TableFound) -> str:
    return f"one of {_size(len(table.rows), len(table.rows[0]) if table.rows else 0)}"


def _size(rows: int, columns: int) -> str:
    return f"{rows} × {columns} cells"


def _pictures(expected: Expected, found: Found, how: _How) -> Difference | None:
    wanted = [
        Wanted((how.plain(one.alt),), f"a picture with the alternative text “{short(one.alt)}”", one)
        for one in expected.pictures
    ]
    there = [(how.plain(one.alt or ""),) for one in found.pictures]
    again = {(how.plain(one.alt),) for one in expected.in_heads if isinstance(one, Pictured) and how.name == "pdf"}
    return compared(
        wanted, there, [f"one with “{short(one.alt or '')}”" for one in found.pictures], how.name, again=again
    )


# ── Links ────────────────────────────────────────────────────────────────────────────────────────


def _links(expected: Expected, found: Found, how: _How) -> Difference | None:
    places = {place: how.plain(text) for place, text in found.places}
    wanted = [_link(one, expected, how) for one in expected.links if _leads(one, expected, how)]
    there: list[tuple[str, str]] = []
    labels: list[str] = []
    for one in found.links:
        if not one.target or (how.name == "html" and one.target.startswith(_OF_NOTES)):
            continue
        key = (_found_target(one.target, places, expected, how), how.plain(one.text))
        there.append(key)
        labels.append(f"“{short(one.text)}” to {short(one.target)}")
    if how.name == "pdf":
        again = {_target(one.target, expected, how) for one in expected.in_heads if isinstance(one, Linked)}
        return tagged_links(wanted, there, labels, again)
    return compared(wanted, there, labels, how.name, _same_link, code=Code.LINKS_DIFFER)


def _leads(link: Linked, expected: Expected, how: _How) -> bool:
    """Whether the format can lead there: a place in the document that there is none of is reported by the build."""
    anchor = link.target.removeprefix("#")
    if not link.target.startswith("#") or how.name == "html":
        return True
    return anchor in expected.anchors or unquote(anchor) in expected.anchors


def _link(link: Linked, expected: Expected, how: _How) -> Wanted:
    words = how.text(link.pieces)
    label = f"the link “{short(said(link.pieces, how.name))}” to {short(link.target)}"
    return Wanted((_target(link.target, expected, how), words), label, link)


def _target(target: str, expected: Expected, how: _How) -> str:
    """A target in the form by which it is compared; a place in a Word document by the words that stand there, since
    Word has its own names for places."""
    if target.startswith("#") and how.name == "docx":
        anchor = target[1:] if target[1:] in expected.anchors else unquote(target[1:])
        return f"#{how.text(expected.anchors[anchor].pieces)}"
    return _canonical(target)


def _found_target(target: str, places: dict[str, str], expected: Expected, how: _How) -> str:
    if how.name == "html" and target[1:] in expected.anchors and target[1:] not in places:
        return f"{target} (nowhere)"
    if target.startswith("#") and how.name == "docx":
        return f"#{places.get(target[1:], '')}"
    return _canonical(target)


def _canonical(target: str) -> str:
    """Without percent signs, and the host as it is on the wire: formats differ in what they escape."""
    scheme, slashes, rest = target.partition("//")
    host, slash, path = rest.partition("/")
    if slashes and not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode()
    return unquote(scheme + slashes + host + slash + path)


def _same_link(want: Key, have: Key) -> bool:
    (target, text), (other, words) = want, have
    return bool(target == other and (text == words or not text))


def _notes(expected: Expected, found: Found, how: _How) -> Difference | None:
    if how.name == "pdf":
        return None
    notes = [one for one in expected.notes if one.in_text or how.name == "html"]
    wanted = [Wanted((_note(said(one.pieces, how.name), how),), _note_label(one, how), one) for one in notes]
    there = [(_note(one, how),) for one in found.notes]
    filled = [(key, f"the note “{short(one)}”") for key, one in zip(there, found.notes, strict=True) if key != ("",)]
    # A note that says nothing is no paragraph in Word.
    wanted = [one for one in wanted if one.key != ("",)]
    return compared(wanted, [key for key, _ in filled], [label for _, label in filled], how.name)


def _note(text: str, how: _How) -> str:
    return how.plain(_NOTE_MARK.sub("", text) if how.name == "docx" else text)


def _note_label(note: Stretch, how: _How) -> str:
    return f"the note {note.note}, {_quoted(note, how)}"


def _quoted(stretch: Stretch, how: _How) -> str:
    return f"“{short(said(stretch.pieces, how.name))}”"
