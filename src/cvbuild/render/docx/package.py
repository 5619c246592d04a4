"""The package: section, settings, properties, and the zip archive in which all parts lie.

What the text of the document looks like is decided elsewhere.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from docx.opc.constants import CONTENT_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from cvbuild.render.docx.edges import Edge
from cvbuild.render.docx.notes import SEPARATORS
from cvbuild.render.docx.story import xml_part
from cvbuild.render.docx.xml import Element, element, root, twips, w
from cvbuild.render.marks import printable
from cvbuild.theme.model import Page
from cvbuild.tree.direction import direction
from cvbuild.tree.metadata import Metadata

_WRITTEN = "1980-01-01T00:00:00Z"
"""When the document was made, as it says of itself: always the same, so that the same source gives the same bytes."""
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_COMPRESSED_ALREADY = (".png", ".jpg", ".gif")
_WORD = "http://schemas.microsoft.com/office/word"
_OTHER_COLORS = (*(f"accent{number}" for number in range(1, 7)), "hyperlink", "followedHyperlink")
_FOOTER_DISTANCE = 0.5
"""Where the footer stands, as a part of the bottom margin from the sheet's edge."""


# ── Page ─────────────────────────────────────────────────────────────────────────────────────────


def section(page: Page, lang: str, edges: Iterable[tuple[Edge, str]]) -> Element:
    """The sheet and its margins; `edges` are headers and footers with their relationships.

    The first page has its own, or none.
    """
    width, height = page.size
    edge = twips(page.margin_bottom * _FOOTER_DISTANCE)
    sides = {"top": page.margin_top, "right": page.margin_right, "bottom": page.margin_bottom, "left": page.margin_left}
    margins = {side: twips(length) for side, length in sides.items()}
    made = w("sectPr")
    for one, relationship in edges:
        made.append(element(f"w:{one.kind}Reference", {"w:type": one.pages, "r:id": relationship}))
    made.append(w("pgSz", w=twips(width), h=twips(height)))
    made.append(w("pgMar", **margins, header=edge, footer=edge, gutter=0))
    made.append(w("titlePg"))
    if direction(lang) == "rtl":
        made.append(w("bidi"))
    return made


# ── Settings ─────────────────────────────────────────────────────────────────────────────────────


def settings(*, notes: bool, fonts: bool, hyphens: bool) -> Element:
    """The root of the settings part. Compatibility mode 15 is Word 2013 and later.

    With `fonts`, Word keeps embedding what the document uses when it is saved again.
    """
    compatible = {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
        "differentiateMultirowTableHeaders": "1",
    }
    made = root("w:settings", "w")
    made.append(w("zoom", percent=100))
    if fonts:
        made.append(w("embedTrueTypeFonts"))
    made.append(w("defaultTabStop", val=720))
    made.extend([w("autoHyphenation")] if hyphens else [])
    made.append(w("characterSpacingControl", val="doNotCompress"))
    if notes:
        made.append(w("footnotePr", *(w("footnote", id=number) for number in SEPARATORS.values())))
    made.append(
        w("compat", *(w("compatSetting", name=name, uri=_WORD, val=value) for name, value in compatible.items()))
    )
    slots = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
    made.append(w("clrSchemeMapping", **slots, **{name: name for name in _OTHER_COLORS}))
    made.append(w("decimalSymbol", val="."))
    made.append(w("listSeparator", val=","))
    return made


# ── Properties ───────────────────────────────────────────────────────────────────────────────────


def core_properties(metadata: Metadata, package: Package) -> Part:
    """What the document says of itself."""
    made = root("cp:coreProperties", "cp", "dc", "dcterms", "xsi")
    for name, value in _properties(metadata):
        if value:
            made.append(element(name))
            made[-1].text = printable(value)
    for name in ("dcterms:created", "dcterms:modified"):
        made.append(element(name, {"xsi:type": "dcterms:W3CDTF"}))
        made[-1].text = _WRITTEN
    return xml_part("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, made, package)


def _properties(metadata: Metadata) -> Iterator[tuple[str, str]]:
    yield "dc:title", metadata.title
    yield "dc:subject", metadata.subject
    yield "dc:creator", metadata.author.name
    yield "dc:description", metadata.description
    yield "dc:language", metadata.lang
    yield "cp:keywords", ", ".join(metadata.keywords)


# ── The archive ──────────────────────────────────────────────────────────────────────────────────


def archive(package: Package) -> bytes:
    """The package as a zip archive whose bytes depend on nothing but its content."""
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    members = {"_rels/.rels": _bytes(package.rels.xml)}
    for part in parts:
        members[part.partname.membername] = part.blob
        if part.rels:
            members[PackURI(part.partname.rels_uri).membername] = _bytes(part.rels.xml)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        # Some readers want the list of content types to be the first member.
        _store(target, "[Content_Types].xml", _content_types(parts))
        for name in sorted(members):
            _store(target, name, members[name])
    return stream.getvalue()


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _store(target: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name, _ZIP_EPOCH)
    member.compress_type = zipfile.ZIP_STORED if name.endswith(_COMPRESSED_ALREADY) else zipfile.ZIP_DEFLATED
    member.create_system = 0  # else the operating system's number
    target.writestr(member, data)


def _content_types(parts: Iterable[Part]) -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    # .NET, and so Word, wants this namespace without a prefix.
    made = etree.fromstring(f'<Types xmlns="{namespace}"/>')
    for ending, content_type in (("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", CONTENT_TYPE.XML)):
        etree.SubElement(made, f"{{{namespace}}}Default", Extension=ending, ContentType=content_type)
    for part in parts:
        etree.SubElement(made, f"{{{namespace}}}Override", PartName=str(part.partname), ContentType=part.content_type)
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
