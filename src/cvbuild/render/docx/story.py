"""What is shared while a document is made, and the stories (its text, its notes) that refer to other parts.

How a part gets into the file is the package's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package

from cvbuild.diagnostics import Report
from cvbuild.pictures import Picture, Pictures
from cvbuild.render.docx.links import Bookmarks
from cvbuild.render.docx.numbering import Numbering
from cvbuild.render.docx.styles import Styles
from cvbuild.render.docx.xml import Element
from cvbuild.theme.model import Theme
from cvbuild.tree.nodes import Document, Footnote

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}


@dataclass
class Notes:
    """The document's footnotes by number, and those referred to so far with their bookmarks, in order."""

    known: dict[int, Footnote]
    bookmarks: dict[int, str] = field(default_factory=dict)


class Job:
    """All that is the same in every story of one document."""

    def __init__(self, document: Document, theme: Theme, pictures: Pictures, report: Report) -> None:
        self.theme, self.pictures, self.report = theme, pictures, report
        self.lang = document.metadata.lang
        self.package = Package()
        self.styles = Styles(theme)
        self.numbering = Numbering(theme)
        self.bookmarks = Bookmarks((document,))
        self.notes = Notes({note.number: note for note in document.footnotes})
        self._identifiers = count(1)
        self._images: dict[str, Part] = {}

    def identifier(self) -> int:
        """A number that nothing else in the document bears: for bookmarks and pictures."""
        return next(self._identifiers)

    def image(self, source: str, load: Callable[[], Picture]) -> Part:
        """The part with that picture; the same one each time."""
        if source not in self._images:
            picture = load()
            name = PackURI(f"/word/media/image{len(self._images) + 1}.{_ENDINGS[picture.media_type]}")
            self._images[source] = Part(name, picture.media_type, picture.data, self.package)
        return self._images[source]


def xml_part(name: str, content_type: str, content: Element, package: Package) -> Part:
    """A part of the package that holds XML."""
    return XmlPart(PackURI(name), content_type, cast("BaseOxmlElement", content), package)


class Story:
    """A part with running text. `holds_notes`: Word takes footnotes in the main text only."""

    def __init__(self, name: str, content_type: str, root: Element, package: Package, *, holds_notes: bool) -> None:
        self.root, self.holds_notes = root, holds_notes
        self.part = xml_part(name, content_type, root, package)
        self._links: dict[str, str] = {}
        self._images: dict[Part, str] = {}

    def link(self, target: str) -> str:
        """The relationship that leads to an address outside."""
        if target not in self._links:
            self._links[target] = self.relate(RELATIONSHIP_TYPE.HYPERLINK, target, external=True)
        return self._links[target]

    def picture(self, image: Part) -> str:
        """The relationship that leads to a picture."""
        if image not in self._images:
            self._images[image] = self.relate(RELATIONSHIP_TYPE.IMAGE, image)
        return self._images[image]

    def relate(self, kind: str, target: Part | str, *, external: bool = False) -> str:
        """A new relationship to a part, or to an address outside."""
        # Not python-docx's own `relate_to`, which looks through all relationships each time.
        name = f"rId{len(self.part.rels) + 1}"
        self.part.rels.add_relationship(kind, target, name, external)
        return name
