"""Which format a file has, by its bytes more than by its name, and a plain word about those that are not read."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from cvbuild.inspect.inspection import Form
from cvbuild.verify.found import Unreadable

MOST_BYTES = 200 << 20
_LOOKED_AT = 1024
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|\?xml|html|head|body|main|article|section|div|h[1-6]|p|table)\b", re.I)
_SEND = "save it as PDF or Word (.docx)"
_PICTURE = "it is a picture, in which no machine finds text without guessing"
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "it is in Rich Text Format"),
    (b"%!PS", "it is in PostScript"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
)
_ZIPPED: tuple[tuple[str, str], ...] = (
    ("content.xml", "it is an OpenDocument file"),
    ("Index/Document.iwa", "it is a document of Apple's Pages"),
    ("Index.zip", "it is a document of Apple's Pages"),
    ("xl/workbook.xml", "it is an Excel workbook"),
    ("ppt/presentation.xml", "it is a PowerPoint presentation"),
    ("META-INF/container.xml", "it is an e-book"),
)


def form_of(data: bytes, name: str) -> Form:
    """The format. Raises Unreadable for what is in none that is read, with what to do instead."""
    if not data.strip():
        raise Unreadable("the file is empty", "give a PDF, a Word document, a web page or plain text")
    if len(data) > MOST_BYTES:
        raise Unreadable(f"the file is larger than {MOST_BYTES >> 20} MB", "take pictures and pages out")
    for sign, what in _REFUSED:
        if data.startswith(sign):
            raise Unreadable(what, _SEND)
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:_LOOKED_AT] or suffix == ".pdf":
        return "pdf"
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0") or suffix == ".docx":
        return "docx"
    return _text(data, suffix, name)


def _text(data: bytes, suffix: str, name: str) -> Form:
    if suffix in {".md", ".markdown"}:
        raise Unreadable("it is a Markdown source", f"build it first, with cvbuild build {PurePath(name).name}")
    start = data[:_LOOKED_AT].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    if _HTML.match(start) or suffix in {".html", ".htm", ".xhtml"}:
        return "html"
    if b"\0" in data[:_LOOKED_AT] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("it is in no format that is known", _SEND)
    return "txt"


def _zipped(data: bytes) -> Form:
    """A Word file where it is none of the others: what is wrong with it, its reader knows best."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, OverflowError):
        return "docx"
    for part, what in _ZIPPED:
        if part in names:
            raise Unreadable(what, _SEND)
    if "[Content_Types].xml" not in names and not any(name.startswith("word/") for name in names):
        raise Unreadable("it is a ZIP archive", "unpack it and name a file of it")
    return "docx"


def text_of(data: bytes) -> str:
    """The characters of a plain text: UTF-8 or UTF-16 by its mark, else Windows-1252."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(encoding, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
