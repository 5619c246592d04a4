"""Files inside a PDF: the bytes as they are, found by readers and linked to the document (ISO 32000-2, 14.13).

Whether a document has any is decided by the build; which standards allow it, by `tree.pdf`.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import md5
from typing import Any


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along: its name, its media type and what it holds; `title` says what it is."""

    name: str
    media_type: str
    data: bytes
    title: str = ""


def attach(pdf: Any, attachment: Attachment) -> None:
    """Embed the document's source in the engine's file, without dates: those of the disk are no part of it."""
    import pydyf

    checksum = md5(attachment.data, usedforsecurity=False).hexdigest()
    described = {
        "Type": "/EmbeddedFile",
        "Subtype": "/" + attachment.media_type.replace("/", "#2F"),
        "Params": pydyf.Dictionary({"Size": len(attachment.data), "CheckSum": f"<{checksum}>"}),
    }
    stream = pydyf.Stream([attachment.data], pydyf.Dictionary(described), compress=True)
    pdf.add_object(stream)
    name = pydyf.String(attachment.name)
    files = pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})
    named = {"Type": "/Filespec", "F": name, "UF": name, "EF": files, "AFRelationship": "/Source"}
    specification = pydyf.Dictionary({**named, "Desc": pydyf.String(attachment.title or attachment.name)})
    pdf.add_object(specification)
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    names["EmbeddedFiles"] = pydyf.Dictionary({"Names": pydyf.Array([name, specification.reference])})
    pdf.catalog["AF"] = pydyf.Array([specification.reference])
