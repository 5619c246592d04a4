"""A web page to what it says: ours or anybody's, however broken.

libxml2 reads it: it costs no start, since Word files need it too, and no page is too damaged for it. What a page's
scripts and styles would change is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from cvbuild.verify.found import (
    Found,
    Heading,
    ItemFound,
    Line,
    Link,
    ListFound,
    PictureFound,
    Properties,
    TableFound,
    Unreadable,
    one_line,
)

_UNSEEN = {"script", "style", "template", "noscript", "title", "head"}
_PHRASING = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span|strike|strong|"
    "sub|sup|time|tt|u|var|wbr"
)
_HEADING = re.compile("h[1-6]")
_KINDS = {"td": "cell", "th": "cell", "pre": "code", "dt": "term", "li": "item"}
_BYTE_ORDER = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([-\w:]+)""", re.IGNORECASE)
_MOST_ATTRIBUTES = 10_000
_LONG_TAG = re.compile("<[^<>]{20000,}")
_LOOKED_AT = 4096
"""Bytes in which the charset is sought; the standard (HTML, 4.2.5.4) wants it in the first 1024."""
_NOTES = "doc-endnotes"


def read_html(data: bytes, *, main_only: bool = False) -> Found:
    """All that the page says, without what is hidden; with `main_only` without what stands around its main part.

    Raises Unreadable where there is no element at all.
    """
    root = parsed(data)
    main = root.find(".//main") if main_only else None
    reader = _Reader()
    reader.read(root if main is None else main)
    return Found(
        tuple(reader.lines),
        tuple(reader.headings),
        tuple(reader.links),
        tuple(ListFound(one.depth, one.ordered, one.items) for one in reader.lists),
        tuple(reader.items),
        tuple(TableFound(tuple(map(tuple, one.rows)), one.has_head) for one in reader.tables),
        tuple(reader.pictures),
        tuple(_notes(root)),
        tuple((str(one.get("id")), _words(one)) for one in root.iter() if one.get("id")),
        _properties(root),
    )


def parsed(data: bytes) -> Element:
    """The page's elements. Raises Unreadable."""
    text = _decoded(data)
    # A declaration of an encoding would contradict a text that is decoded.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    if any(tag.count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(text)):
        # The parser compares each with all others.
        raise Unreadable(f"an element of the page has more than {_MOST_ATTRIBUTES} attributes")
    parser = etree.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    if root is None:
        raise Unreadable("the page has no content", "give an HTML file")
    if any("depth" in one.message for one in parser.error_log):
        # The parser leaves out all that lies deeper.
        raise Unreadable("the page's elements are nested deeper than 2000")
    return root


def _decoded(data: bytes) -> str:
    """By its byte order mark, else by the charset that it names, else UTF-8, else Windows-1252 as browsers do it."""
    for mark, encoding in _BYTE_ORDER.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    found = _CHARSET.search(data[:_LOOKED_AT])
    names = [found[1].decode("ascii", "replace")] if found else []
    for name in [*names, "utf-8"]:
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")


@dataclass
class _List:
    depth: int
    ordered: bool
    items: int = 0


@dataclass
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    has_head: bool = False


@dataclass(frozen=True, slots=True)
class _Inside:
    """What an element stands in, for those below it."""

    line: Line
    exact: bool = False
    """Whether white space counts, as in `pre`."""
    lists: tuple[_List, ...] = ()
    table: _Table | None = None


@dataclass
class _Reader:
    """Gathers what it finds; elements are walked with a stack, since pages may be nested beyond any recursion."""

    lines: list[Line] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    items: list[ItemFound] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    pictures: list[PictureFound] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _line: Line = Line("")

    def read(self, root: Element) -> None:
        """Take up an element and all below it."""
        stack: list[tuple[Element, _Inside] | tuple[str, _Inside] | None] = [(root, _Inside(Line("")))]
        while stack:
            top = stack.pop()
            if top is None:
                self._end()
                continue
            element, inside = top
            if isinstance(element, str):
                self._text(element, inside)
                continue
            if not _is_seen(element):
                continue
            name = str(element.tag)
            if name == "br":
                self._pieces.append("\n")
                continue
            is_block = not _PHRASING.fullmatch(name)
            if is_block:
                self._end()
                stack.append(None)
            below = self._entered(element, name, inside)
            parts: list[tuple[Element, _Inside] | tuple[str, _Inside]] = [(element.text or "", below)]
            for child in element:
                parts += [(child, below), (child.tail or "", below)]
            stack += reversed(parts)
        self._end()

    def _text(self, text: str, inside: _Inside) -> None:
        if not text:
            return
        self._line = inside.line
        self._pieces.append(text if inside.exact else re.sub(r"[ \t\n\f\r]+", " ", text))

    def _end(self) -> None:
        """A line ends where a block begins or ends."""
        lines = (re.sub("[ \t]+", " ", line).strip() for line in "".join(self._pieces).split("\n"))
        exact = "".join(self._pieces).strip("\n")
        text = exact if self._line.kind == "code" else "\n".join(lines).strip()
        if text.strip():
            self.lines.append(Line(text, self._line.kind, self._line.level, self._line.ordered))
        self._pieces.clear()

    def _entered(self, element: Element, name: str, inside: _Inside) -> _Inside:
        """Note what this element is; gives what stands around those below it."""
        line, lists, table = inside.line, inside.lists, inside.table
        if _HEADING.fullmatch(name):
            self.headings.append(Heading(int(name[1]), _words(element)))
            line = Line("", "heading", int(name[1]))
        elif name in {"ul", "ol"} and not _holds_notes(element):
            lists = (*lists, _List(len(lists) + 1, name == "ol"))
            self.lists.append(lists[-1])
        elif name == "table":
            table = _Table()
            self.tables.append(table)
        elif name == "tr" and table:
            table.rows.append([])
            table.has_head = table.has_head or element.getparent().tag == "thead"  # type: ignore[union-attr]
        elif name == "a" and "href" in element.attrib:
            self.links.append(Link(str(element.get("href")), _words(element) or _alternatives(element)))
        elif name == "img":
            self.pictures.append(PictureFound(None if element.get("alt") is None else str(element.get("alt"))))
        if name == "li" and _holds_notes(element.getparent()):
            line = Line("", "note")
        elif name == "li" and lists:
            lists[-1].items += 1
            self.items.append(ItemFound(len(lists), lists[-1].ordered, _words(element)))
            line = Line("", "item", len(lists) - 1, lists[-1].ordered)
        elif name in {"td", "th"}:
            line = Line("", "cell")
            if table and table.rows:
                table.rows[-1].append(_words(element))
        elif name in {"pre", "dt"}:
            line = Line("", "code" if name == "pre" else "term")
        return _Inside(line, inside.exact or name == "pre", lists, table)


def _is_seen(element: Element) -> bool:
    tag: object = element.tag
    return isinstance(tag, str) and tag not in _UNSEEN and "hidden" not in element.attrib


def _holds_notes(list_: Element | None) -> bool:
    """Whether it is the list of the page's notes."""
    section = None if list_ is None else list_.getparent()
    return section is not None and section.get("role") == _NOTES


def _words(element: Element) -> str:
    """An element's text on one line, a space where a block or a line ends."""
    pieces: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        top = stack.pop()
        if isinstance(top, str):
            pieces.append(top)
        elif _is_seen(top):
            edge = "" if _PHRASING.fullmatch(str(top.tag)) else " "
            inner: list[Element | str] = [edge, top.text or ""]
            for child in top:
                inner += [child, child.tail or ""]
            stack += reversed([*inner, edge])
    return one_line("".join(pieces))


def _alternatives(element: Element) -> str:
    return one_line(" ".join(str(one.get("alt", "")) for one in element.iter("img")))


def _notes(root: Element) -> Iterator[str]:
    """The items of the lists that are marked as notes (DPUB-ARIA), without the way back to the text."""
    for section in root.iter():
        if section.get("role") == _NOTES:
            for one in section.iterfind("./ol/li"):
                yield _note(one)


def _note(item: Element) -> str:
    back = [one for one in item.iter("a") if one.get("role") == "doc-backlink"]
    texts = {id(one): "".join(str(part) for part in one.itertext()) for one in back}
    text = _words(item)
    for one in back:
        text = one_line(text.replace(texts[id(one)], ""))
    return text


def _properties(root: Element) -> Properties:
    metas = {str(one.get("name", "")).lower(): str(one.get("content", "")) for one in root.iter("meta")}
    title = next((one_line("".join(str(part) for part in one.itertext())) for one in root.iter("title")), "")
    return Properties(
        title,
        metas.get("author", ""),
        str(root.get("lang", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")),
        metas.get("description", ""),
        metas.get("keywords", ""),
        metas.get("generator", ""),
    )
