"""A PDF's objects by pypdf: properties, fonts, links, outline, tags, and its second reading of the text.

pypdf is known to this module only. What the tags mean is the business of `pdf_tags`.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from typing import Any

from cvbuild.verify.found import Properties, Unreadable
from cvbuild.verify.pdf_xmp import read_xmp
from cvbuild.verify.pdfium import unlocked

Rectangle = tuple[float, float, float, float]
_MOST_TAGS = 500_000
"""Of one file: ten times those of a thick book. Damaged files may have circles."""
_DEEPEST_FORM = 10


@dataclass(frozen=True, slots=True)
class PdfFont:
    """A font by its name without the prefix of a subset, its kind (`Type0`, `TrueType` …), and whether the file holds
    it and says which characters its glyphs are."""

    name: str
    kind: str
    is_embedded: bool
    has_unicode_map: bool
    is_subset: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link as it lies upon a page (from 0): a URI, or `#name` for a place in the file."""

    target: str
    page: int
    rectangle: Rectangle
    contents: str = ""


@dataclass
class Tag:
    """An element of the structure tree (ISO 32000-1, 14.7). Its children are elements, marked contents as page and
    number, and links that lie upon it; `kind` is the standard type that its own maps to."""

    kind: str
    alt: str | None = None
    actual: str | None = None
    children: list[Tag | tuple[int, int] | Annotation] = field(default_factory=list)


@dataclass
class PdfObjects:
    """What the objects of a file say; `tags` is None where it has no structure tree, `is_marked` what MarkInfo says."""

    properties: Properties
    version: str
    pages: int
    is_marked: bool
    is_encrypted: bool
    fonts: tuple[PdfFont, ...]
    annotations: tuple[Annotation, ...]
    outline: tuple[tuple[int, str], ...]
    tags: Tag | None
    second: tuple[str, ...] | None
    """The text of each page as pypdf reads it; None where it was not asked or could not."""


def read_objects(data: bytes, *, second: int) -> PdfObjects:
    """What the objects say, with pypdf's reading of the text of files with at most `second` pages.

    Raises Unreadable.
    """
    try:
        import pypdf
    except ImportError as error:
        raise Unreadable("PDFs are read by pypdf, which is not installed", "pip install pypdf") from error
    with _quiet():
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            encrypted = bool(reader.is_encrypted)
            return _Reading(_sound(reader, data)).all(second, encrypted)
        except _broken():
            pass
        try:
            reader = pypdf.PdfReader(io.BytesIO(unlocked(data)))
            return _Reading(reader).all(second, b"/Encrypt" in data)
        except _broken() as error:
            raise Unreadable("the file is damaged", "get it again") from error


def _sound(reader: Any, data: bytes) -> Any:
    """A reader that can get at all objects; PDFium takes restrictions off for which pypdf needs another package."""
    import pypdf

    return pypdf.PdfReader(io.BytesIO(unlocked(data))) if reader.is_encrypted else reader


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf logs what it had to repair; nothing may reach the terminal raw."""
    logger = logging.getLogger("pypdf")
    level, logger.level = logger.level, logging.CRITICAL + 1
    logger.manager._clear_cache()  # type: ignore[attr-defined]
    try:
        yield
    finally:
        logger.setLevel(level)


def _broken() -> tuple[type[Exception], ...]:
    """What pypdf raises for objects that are not what they should be."""
    from pypdf.errors import DependencyError, PyPdfError

    pypdf = (PyPdfError, DependencyError, NotImplementedError, AssertionError, RecursionError, struct.error, zlib.error)
    return (*pypdf, AttributeError, LookupError, OSError, TypeError, ValueError, ArithmeticError)


class _Reading:
    """One reading of a file."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._root = reader.trailer["/Root"].get_object()
        self._pages = list(reader.pages)
        self._numbers = {page.indirect_reference.idnum: number for number, page in enumerate(self._pages)}

    def all(self, second: int, encrypted: bool) -> PdfObjects:
        root = self._root
        mark = _resolved(root.get("/MarkInfo")) or {}
        asked = len(self._pages) <= second
        return PdfObjects(
            self._properties(),
            str(self._reader.pdf_header).removeprefix("%PDF-"),
            len(self._pages),
            bool(_resolved(mark.get("/Marked"))) if isinstance(mark, dict) else False,
            encrypted,
            tuple(sorted(set(self._fonts()), key=lambda font: (font.name, font.kind))),
            tuple(link for number in range(len(self._pages)) for link in self._annotations(number)),
            tuple(self._outline()),
            self._tags(),
            self._second() if asked else None,
        )

    def _properties(self) -> Properties:
        info = _resolved(self._reader.trailer.get("/Info")) or {}
        names = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer")
        title, author, subject, keywords, creator, producer = (_text(info.get(name)) for name in names)
        own = Properties(title, author, _text(self._root.get("/Lang")), subject, keywords, creator, producer)
        packet = _resolved(self._root.get("/Metadata"))
        beside = read_xmp(packet.get_data()) if hasattr(packet, "get_data") else Properties()
        return Properties(*(one or other for one, other in zip(astuple(own), astuple(beside), strict=True)))

    def _second(self) -> tuple[str, ...] | None:
        try:
            return tuple(str(page.extract_text()) for page in self._pages)
        except _broken():
            return None

    # ── Fonts ────────────────────────────────────────────────────────────────────────────────────

    def _fonts(self) -> Iterator[PdfFont]:
        seen: set[int] = set()
        stack = [(_resolved(page.get("/Resources")), 0) for page in self._pages]
        while stack:
            resources, depth = stack.pop()
            if not isinstance(resources, dict):
                continue
            for font in _values(resources.get("/Font"), seen):
                yield _font(font)
            forms = _values(resources.get("/XObject"), seen) if depth < _DEEPEST_FORM else ()
            stack += [(_resolved(form.get("/Resources")), depth + 1) for form in forms]

    # ── Links ────────────────────────────────────────────────────────────────────────────────────

    def _annotations(self, number: int) -> Iterator[Annotation]:
        for one in _resolved(self._pages[number].get("/Annots")) or ():
            link = self._link(_resolved(one), number)
            if link:
                yield link

    def _link(self, annotation: Any, page: int) -> Annotation | None:
        if not isinstance(annotation, dict) or annotation.get("/Subtype") != "/Link":
            return None
        action = _resolved(annotation.get("/A"))
        target = _resolved(annotation.get("/Dest"))
        if isinstance(action, dict):
            target = _resolved(action.get("/D")) if action.get("/S") == "/GoTo" else _text(action.get("/URI"))
            inside = action.get("/S") == "/GoTo"
        else:
            inside = True
        left, bottom, right, top = (float(side) for side in _resolved(annotation.get("/Rect")) or (0, 0, 0, 0))
        box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
        return Annotation(self._goal(target) if inside else str(target), page, box, _text(annotation.get("/Contents")))

    def _goal(self, target: Any) -> str:
        """A place in the file: by its name, or by its page from 1."""
        if isinstance(target, list):
            reference = target[0] if target else None
            number = self._numbers.get(getattr(reference, "idnum", -1))
            return "#" if number is None else f"#page={number + 1}"
        return f"#{_text(target).removeprefix('/')}"

    def _outline(self) -> Iterator[tuple[int, str]]:
        """The bookmarks with their depths from 1."""
        first = _resolved((_resolved(self._root.get("/Outlines")) or {}).get("/First"))
        stack, left = [(first, 1)], _MOST_TAGS
        while stack and left:
            item, depth = stack.pop()
            left -= 1
            if isinstance(item, dict):
                yield depth, _text(item.get("/Title"))
                stack += [(_resolved(item.get("/Next")), depth), (_resolved(item.get("/First")), depth + 1)]

    # ── Tags ─────────────────────────────────────────────────────────────────────────────────────

    def _tags(self) -> Tag | None:
        root = _resolved(self._root.get("/StructTreeRoot"))
        if not isinstance(root, dict):
            return None
        roles = _resolved(root.get("/RoleMap")) or {}
        top = Tag("StructTreeRoot")
        stack: list[tuple[Any, Tag, int]] = [(root.get("/K"), top, -1)]
        seen: set[int] = set()
        left = _MOST_TAGS
        while stack and left:
            left -= 1
            thing, parent, page = stack.pop()
            number = getattr(thing, "idnum", None)
            if number in seen:
                continue  # An element has one parent: in a circle, each would have all others below it.
            if number is not None:
                seen.add(number)
            thing = _resolved(thing)
            if isinstance(thing, list):
                stack += [(one, parent, page) for one in reversed(thing)]
            elif isinstance(thing, int):
                parent.children.append((page, int(thing)))
            elif isinstance(thing, dict):
                self._element(thing, parent, page, roles, stack)
        return top

    def _element(self, thing: Any, parent: Tag, page: int, roles: Any, stack: list[tuple[Any, Tag, int]]) -> None:
        """Add an element, a marked content or an object below its parent; what is in it comes upon the stack."""
        page = self._numbers.get(getattr(_raw(thing, "/Pg"), "idnum", -1), page)
        kind = thing.get("/Type")
        if kind == "/MCR":
            if isinstance(thing.get("/MCID"), int):
                parent.children.append((page, int(thing["/MCID"])))
        elif kind == "/OBJR":
            link = self._link(_resolved(thing.get("/Obj")), page)
            if link:
                parent.children.append(link)
        else:
            tag = Tag(
                _standard(thing.get("/S"), roles), _optional(thing.get("/Alt")), _optional(thing.get("/ActualText"))
            )
            parent.children.append(tag)
            stack.append((thing.get("/K"), tag, page))


def _standard(kind: Any, roles: Any) -> str:
    """The standard type that a type stands for, at most a few steps away."""
    for _ in range(8):
        mapped = _resolved(roles.get(kind)) if isinstance(roles, dict) else None
        if mapped is None or mapped == kind:
            break
        kind = mapped
    return str(kind or "").removeprefix("/")


def _font(font: Any) -> PdfFont:
    kind = str(font.get("/Subtype", "")).removeprefix("/")
    inner = _resolved(font.get("/DescendantFonts"))
    holder = _resolved(inner[0]) if isinstance(inner, list) and inner else font
    descriptor = _resolved(holder.get("/FontDescriptor")) or {}
    embedded = kind == "Type3" or any(f"/FontFile{suffix}" in descriptor for suffix in ("", "2", "3"))
    name = str(font.get("/BaseFont", font.get("/Name", ""))).removeprefix("/")
    is_subset = name[6:7] == "+"
    name = name[7:] if is_subset else name
    # Simple fonts with Latin encodings need no map (ISO 32000-1, 9.10.2).
    known = kind in {"Type1", "TrueType"} and isinstance(_resolved(font.get("/Encoding")), str)
    return PdfFont(name, kind, embedded, "/ToUnicode" in font or known, is_subset)


def _values(resources: Any, seen: set[int]) -> Iterator[Any]:
    """The dictionaries among the values that were not seen before."""
    resources = _resolved(resources)
    for name in resources if isinstance(resources, dict) else ():
        reference = _raw(resources, name)
        number = getattr(reference, "idnum", None)
        value = _resolved(reference)
        if isinstance(value, dict) and number not in seen:
            if number is not None:
                seen.add(number)
            yield value


def _raw(mapping: Any, name: str) -> Any:
    """A value as it stands, a reference unresolved."""
    return mapping.raw_get(name) if name in mapping else None


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _text(value: Any) -> str:
    value = _resolved(value)
    return value.decode("latin-1") if isinstance(value, bytes) else "" if value is None else str(value)


def _optional(value: Any) -> str | None:
    return None if value is None else _text(value)
