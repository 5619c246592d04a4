"""The parts of a Word file as XML trees, read with limits: the file may come from anybody.

What the parts say is read by the modules beside.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from cvbuild.verify.found import Unreadable

_MOST_BYTES = 64 << 20
"""Of one part, unpacked: ten times the text of a thick book. More is a mistake or an attack."""
# What `zipfile` raises for offsets, names, methods and data that can't be: it says so of the first only.
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError)
_OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")


class NoWordFile(Unreadable):
    """The bytes are no Word file that can be read; the message says why, the hint what to do."""

    def __init__(self, reason: str, hint: str = "give a .docx file") -> None:
        super().__init__(reason, hint)


class Archive:
    """A Word file's parts. Raises NoWordFile where the bytes are none."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLD_FORMAT):
            hint = "save it as .docx, without a password"
            raise NoWordFile("the file is locked with a password, or in Word's format from before 2007", hint)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            reason = "the file is no ZIP archive, as Word files are, or is cut off"
            raise NoWordFile(reason, "get it again, or save it again in Word") from error
        self._names = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}

    def part(self, name: str) -> Element | None:
        """The root of a part, None where there is none of that name; names differ in more than case."""
        info = self._names.get(name.lstrip("/").lower())
        if info is None:
            return None
        try:
            with self._zip.open(info) as stream:
                data = stream.read(_MOST_BYTES + 1)
        except _DAMAGED as error:
            raise NoWordFile(f"its part {name} can't be unpacked", "get it again, or save it again in Word") from error
        if len(data) > _MOST_BYTES:
            raise NoWordFile(f"its part {name} is larger than {_MOST_BYTES >> 20} MB", "take pictures and pages out")
        return _tree(data, name)

    def related(self, name: str) -> Iterator[tuple[str, str, str, bool]]:
        """Each relationship of a part (of the package where the name is empty): its id, last word of its type,
        target, and whether that is outside. Targets inside are names of parts."""
        folder, file = posixpath.split(name)
        for one in children(self.part(posixpath.join(folder, "_rels", f"{file}.rels"))):
            target, outside = value(one, "Target"), value(one, "TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/" if target.startswith("/") else folder, target)).lstrip(
                    "/"
                )
            yield value(one, "Id"), value(one, "Type").rpartition("/")[2], target, outside


def _tree(data: bytes, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NoWordFile(f"its part {name} is no XML: {error.msg}", "save it again in Word") from error


# ── Elements by their local names ────────────────────────────────────────────────────────────────
# The strict form of the format has other namespaces for the same names.


def local(element: Element) -> str:
    """The name without its namespace; empty for what is no element."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements directly inside, those of the names if there are any."""
    if element is not None:
        yield from (one for one in element if not names or local(one) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down this path."""
    for name in path:
        element = next(children(element, name), None)
    return element


def value(element: Element | None, name: str = "val") -> str:
    """An attribute by its local name; empty where it is missing."""
    if element is None:
        return ""
    return next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def switched(element: Element | None) -> bool | None:
    """What an on/off property says; None where it is missing."""
    return None if element is None else value(element) not in {"0", "false", "off", "none"}


def number(element: Element | None, name: str = "val") -> int | None:
    """A property's whole number; None where it is missing or none."""
    text = value(element, name)
    return (
        int(text) if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() and len(text) < 10 else None
    )
