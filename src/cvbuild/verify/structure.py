"""Whether headings, lists, tables, pictures, links and notes are those of the tree.

Their words are compared without white space; where notes stand among the others is a format's own matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from urllib.parse import unquote

from cvbuild.diagnostics import Code
from cvbuild.verify.differences import Difference, short
from cvbuild.verify.facts import Expected, Linked, Listed, Pictured, Stretch
from cvbuild.verify.found import Found, TableFound
from cvbuild.verify.matching import Key, Wanted, compared, tagged_headings, tagged_links
from cvbuild.verify.page_order import RIGHT_TO_LEFT, folded
from cvbuild.verify.signs import Format, Piece, Sign, said

_DEEPEST_IN_WORD = 9
"""Word's lists have nine levels; what lies deeper stays at the last."""

_OF_NOTES = ("#note-", "#ref-")
"""Where the links of references and notes lead in a web page."""

_NOTE_MARK = re.compile(r"\[\^\w+\]")
"""A reference to a note as the reader of Word files has it."""


def compare_structure(expected: Expected, found: Found, name: Format) -> Iterator[Difference]:
    """The first difference of each kind."""
    checks = (_headings, _items, _tables, _pictures, _links, _notes)
    for check in checks:
        difference = check(expected, found, name)
        if difference:
            yield difference


def _text(pieces: Sequence[Piece], name: Format) -> str:
    # In Word, references are no characters of what they stand in.
    shown = [one for one in pieces if one.sign is not Sign.REFERENCE] if name == "docx" else pieces
    return _plain(said(shown, name), name)


def _plain(text: str, name: Format) -> str:
    """The characters by which it is compared; in tags none of a text that runs from right to left, since its order is
    the reader's opinion."""
    if name == "pdf" and RIGHT_TO_LEFT.search(text):
        return ""
    return folded(text, whole=name != "pdf")


def _headings(expected: Expected, found: Found, name: Format) -> Difference | None:
    wanted = [
        Wanted((one.level, _text(one.pieces, name)), f"a heading of level {one.level}, {_quoted(one, name)}", one)
        for one in expected.headings
        if not (one.is_name and name == "docx")
    ]
    there = [(one.level, _plain(one.text, name)) for one in found.headings]
    labels = [f"one of level {one.level}, “{short(one.text)}”" for one in found.headings]
    return tagged_headings(wanted, there, labels) if name == "pdf" else compared(wanted, there, labels, name)


def _items(expected: Expected, found: Found, name: Format) -> Difference | None:
    if name == "pdf":
        return _tagged_items(expected, found)
    wanted = [
        Wanted(
            (_depth(one.depth, name), _is_numbered(one, name)),
            f"{_item(one.depth, one.ordered)}, {_quoted(one, name)}",
            one,
        )
        for one in expected.items
    ]
    items = [one for one in found.items if not (name == "html" and one.depth == 0)]
    there = [(one.depth, one.ordered) for one in items]
    return compared(wanted, there, [f"{_item(one.depth, one.ordered)}, “{short(one.text)}”" for one in items], name)


def _is_numbered(item: Listed, name: Format) -> bool:
    """In Word, the box of a task takes the place of its number."""
    return item.ordered and not (item.is_task and name == "docx")


def _depth(depth: int, name: Format) -> int:
    return min(depth, _DEEPEST_IN_WORD) if name == "docx" else depth


def _tagged_items(expected: Expected, found: Found) -> Difference | None:
    """In tags, terms and descriptions are items too, and so is the rest of an item on the next page: both have no
    marker, and are passed over."""
    wanted = [
        Wanted(
            (one.tag_depth, _text(one.pieces[:1], "pdf")),
            f"{_item(one.depth, one.ordered)}, {_quoted(one, 'pdf')}",
            one,
        )
        for one in expected.items
    ]
    there: list[Key] = [(one.depth, _plain(one.text, "pdf")) for one in found.items]
    labels = [f"{_item(one.depth, one.ordered)}, “{short(one.text)}”" for one in found.items]

    def same(want: Key, have: Key) -> bool:
        (depth, marker), (level, text) = want, have
        return depth == level and (not text or str(text).startswith(str(marker)))

    return compared(wanted, there, labels, "pdf", same, passes=True)


def _item(depth: int, ordered: bool) -> str:
    kind = "numbered" if ordered else "bulleted"
    return f"a {kind} item of level {depth}"


def _tables(expected: Expected, found: Found, name: Format) -> Difference | None:
    if name == "pdf":
        return _table_rows(expected, found)
    wanted = []
    for one in expected.tables:
        cells = tuple(tuple(_text(cell, name) for cell in row) for row in one.rows)
        wanted.append(Wanted(cells, f"a table of {_size(len(cells), len(cells[0]))}", one))
    there = [tuple(tuple(_plain(cell, name) for cell in row) for row in one.rows) for one in found.tables]
    return compared(wanted, there, [_label(one) for one in found.tables], name)


def _table_rows(expected: Expected, found: Found) -> Difference | None:
    """A table that goes over pages is several in the tags, each with the same head; so their rows are compared."""
    wanted = [
        Wanted(tuple(_text(cell, "pdf") for cell in row), f"a table row of {len(row)} cells, “{_row(row)}”", one)
        for one in expected.tables
        for row in one.rows
    ]
    rows = [row for one in found.tables for row in one.rows]
    there: list[Key] = [tuple(_plain(cell, "pdf") for cell in row) for row in rows]
    return compared(wanted, there, [f"the row “{short(' | '.join(row))}”" for row in rows], "pdf", passes=True)


def _row(row: Sequence[Sequence[Piece]]) -> str:
    return short(" | ".join(said(cell, "pdf") for cell in row))


def _label(table: TableFound) -> str:
    return f"one of {_size(len(table.rows), len(table.rows[0]) if table.rows else 0)}"


def _size(rows: int, columns: int) -> str:
    return f"{rows} × {columns} cells"


def _pictures(expected: Expected, found: Found, name: Format) -> Difference | None:
    wanted = [
        Wanted((_plain(one.alt, name),), f"a picture with the alternative text “{short(one.alt)}”", one)
        for one in expected.pictures
    ]
    there = [(_plain(one.alt or "", name),) for one in found.pictures]
    again = {(_plain(one.alt, name),) for one in expected.in_heads if isinstance(one, Pictured) and name == "pdf"}
    return compared(wanted, there, [f"one with “{short(one.alt or '')}”" for one in found.pictures], name, again=again)


# ── Links ────────────────────────────────────────────────────────────────────────────────────────


def _links(expected: Expected, found: Found, name: Format) -> Difference | None:
    places = {place: _plain(text, name) for place, text in found.places}
    wanted = [_link(one, expected, name) for one in expected.links if _leads(one, expected, name)]
    there: list[tuple[str, str]] = []
    labels: list[str] = []
    for one in found.links:
        if not one.target or (name == "html" and one.target.startswith(_OF_NOTES)):
            continue
        key = (_found_target(one.target, places, expected, name), _plain(one.text, name))
        there.append(key)
        labels.append(f"“{short(one.text)}” to {short(one.target)}")
    if name == "pdf":
        again = {_target(one.target, expected, name) for one in expected.in_heads if isinstance(one, Linked)}
        return tagged_links(wanted, there, labels, again)
    return compared(wanted, there, labels, name, _same_link, code=Code.LINKS_DIFFER)


def _leads(link: Linked, expected: Expected, name: Format) -> bool:
    """Whether the format can lead there: a place in the document that there is none of is reported by the build."""
    anchor = link.target.removeprefix("#")
    if not link.target.startswith("#") or name == "html":
        return True
    return anchor in expected.anchors or unquote(anchor) in expected.anchors


def _link(link: Linked, expected: Expected, name: Format) -> Wanted:
    words = _text(link.pieces, name)
    label = f"the link “{short(said(link.pieces, name))}” to {short(link.target)}"
    return Wanted((_target(link.target, expected, name), words), label, link)


def _target(target: str, expected: Expected, name: Format) -> str:
    """A target in the form by which it is compared; a place in a Word document by the words that stand there, since
    Word has its own names for places."""
    if target.startswith("#") and name == "docx":
        anchor = target[1:] if target[1:] in expected.anchors else unquote(target[1:])
        return f"#{_text(expected.anchors[anchor].pieces, name)}"
    return _canonical(target)


def _found_target(target: str, places: dict[str, str], expected: Expected, name: Format) -> str:
    if name == "html" and target[1:] in expected.anchors and target[1:] not in places:
        return f"{target} (nowhere)"
    if target.startswith("#") and name == "docx":
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


def _notes(expected: Expected, found: Found, name: Format) -> Difference | None:
    if name == "pdf":
        return None
    notes = [one for one in expected.notes if one.in_text or name == "html"]
    wanted = [Wanted((_text(one.pieces, name),), f"the note {one.note}, {_quoted(one, name)}", one) for one in notes]
    there = [(_plain(_NOTE_MARK.sub("", one), name),) for one in found.notes]
    filled = [(key, f"the note “{short(one)}”") for key, one in zip(there, found.notes, strict=True) if key != ("",)]
    # A note that says nothing is no paragraph in Word.
    wanted = [one for one in wanted if one.key != ("",)]
    return compared(wanted, [key for key, _ in filled], [label for _, label in filled], name)


def _quoted(stretch: Stretch, name: Format) -> str:
    return f"“{short(said(stretch.pieces, name))}”"
