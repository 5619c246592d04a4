"""The font table: what Word may take where a font is missing, and the fonts that the file itself brings.

Which fonts may be embedded at all is decided before; which font a run names stands in `properties`.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator

from docx.opc.constants import CONTENT_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from cvbuild.diagnostics import Code
from cvbuild.fonts import Face, faces_of, nearest_face
from cvbuild.render.docx.numbering import BOX_FONT, BOX_FONT_ALTERNATIVE
from cvbuild.render.docx.properties import BOLD, fonts
from cvbuild.render.docx.story import Job, xml_part
from cvbuild.render.docx.xml import Element, element, root, w
from cvbuild.theme.model import FontStack, Theme

_KINDS = {"serif": ("roman", "variable"), "sans-serif": ("swiss", "variable"), "monospace": ("modern", "fixed")}
_FONT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_STYLES = {
    "embedRegular": (400, False),
    "embedBold": (700, False),
    "embedItalic": (400, True),
    "embedBoldItalic": (700, True),
}
_LARGEST = 3_000_000
"""Bytes of a font that is embedded: those for Chinese, Japanese and Korean would make files of 20 MB."""


def font_table(job: Job, lang: str) -> Part:
    """The part that lists the theme's fonts, related to those that are embedded."""
    table = root("w:fonts", "w", "r")
    part = xml_part("/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, table, job.package)
    table.append(w("font", w("altName", val=BOX_FONT_ALTERNATIVE), name=BOX_FONT))
    for name, stack in _named(job.theme, lang).items():
        font = w("font", name=name)
        if stack:
            family, pitch = _KINDS[stack.generic]
            if stack.word_alternative:
                font.append(w("altName", val=stack.word_alternative))
            font.extend([w("family", val=family), w("pitch", val=pitch)])
        font.extend(_embedded(name, part, job))
        if len(font):
            table.append(font)
    return part


def _named(theme: Theme, lang: str) -> dict[str, FontStack | None]:
    """The families that styles name: the first of each stack, and those for the script of the document's language."""
    named: dict[str, FontStack | None] = {}
    for stack in theme.stacks:
        named.setdefault(stack.families[0], stack)
    if lang.partition("-")[0].lower() in theme.fallbacks:
        for stack in theme.stacks:
            for family in sorted(map(str, fonts(theme, stack, lang).values())):
                named.setdefault(family, None)
    return named


def _embedded(name: str, table: Part, job: Job) -> Iterator[Element]:
    """The references to the family's faces, which become parts of the package."""
    faces = faces_of(name, job.theme.embedded)
    if not faces:
        return
    reasons = {reason for face in faces if (reason := _unfit(face))}
    if reasons:
        message = f"“{name}” is not embedded in DOCX: {min(reasons)}"
        hint = "choose another font, or leave it: readers without it see the theme's alternative"
        job.report.add(Code.FONT_NOT_EMBEDDED, message, job.theme.font_place(name), hint)
        return
    for kind, (weight, italic) in _STYLES.items():
        face = nearest_face(faces, weight, italic=italic)
        # Word makes a missing style of the regular one itself.
        if face and face.italic == italic and (face.weight >= BOLD) == (weight >= BOLD):
            key, data = obfuscated(face.data)
            number = sum(relation.reltype == _FONT for relation in table.rels.values()) + 1
            part = Part(PackURI(f"/word/fonts/font{number}.odttf"), _OBFUSCATED, data, job.package)
            yield element(f"w:{kind}", {"r:id": table.relate_to(part, _FONT), "w:fontKey": key})


def _unfit(face: Face) -> str:
    """Why Word can't use the face from the file, or its maker forbids it; empty if all is well."""
    if reason := face.forbids(editing=True):
        return reason
    if not face.truetype:
        return "Word embeds TrueType outlines only, and it has PostScript ones"
    return "it is too large" if len(face.data) > _LARGEST else ""


def obfuscated(data: bytes) -> tuple[str, bytes]:
    """A font as it lies in the package, and its key (ISO 29500-1, 17.8.1).

    The key is made of the font's bytes, so that it is the same each time.
    """
    key = uuid.UUID(bytes=hashlib.sha256(data).digest()[:16], version=4)
    mask = key.bytes[::-1] * 2
    head = bytes(byte ^ other for byte, other in zip(data[:32], mask, strict=True))
    return f"{{{str(key).upper()}}}", head + data[32:]
