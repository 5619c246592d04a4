"""What surrounds a web page: where it is on the web, in which other formats the document is there, and who may list it.

A renderer sees no files, so the build says it.
"""

from __future__ import annotations

from dataclasses import dataclass

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "txt": "text/plain",
}


@dataclass(frozen=True, slots=True)
class Alternate:
    """The document in another format; `target` is relative to the page."""

    format: str
    target: str

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.format]


@dataclass(frozen=True, slots=True)
class Publication:
    """The surroundings of a page: nothing, for a file that stands alone.

    `address` is the page's own, and `home` leads from it to the list of all documents; both are empty where there is
    none. Search engines are asked to leave out a page that is not `listed`.
    """

    address: str = ""
    home: str = ""
    alternates: tuple[Alternate, ...] = ()
    listed: bool = True


ALONE = Publication()
