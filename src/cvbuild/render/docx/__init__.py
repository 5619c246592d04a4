"""The Word document: `render` assembles its parts.

What stands in each part is made by the modules beside; nothing here touches files, clock or network.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from cvbuild.diagnostics import Report
from cvbuild.pictures import Pictures
from cvbuild.render.docx.blocks import BlockWriter
from cvbuild.render.docx.boxes import placed
from cvbuild.render.docx.edges import Edge, edges
from cvbuild.render.docx.fonts import font_table
from cvbuild.render.docx.notes import footnotes, write_unreferred
from cvbuild.render.docx.package import archive, core_properties, section, settings
from cvbuild.render.docx.properties import far_east
from cvbuild.render.docx.story import Job, Story, xml_part
from cvbuild.render.docx.stylesheet import stylesheet
from cvbuild.render.docx.theme_part import theme_part
from cvbuild.render.docx.xml import Element, element, root, w
from cvbuild.theme.model import Role, Theme
from cvbuild.tree.nodes import Document

__all__ = ["render"]

_EDGE_TYPES = {
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}


def render(document: Document, theme: Theme, pictures: Pictures, report: Report) -> bytes:
    """The document as a Word file, the same bytes each time."""
    job = Job(document, theme, pictures, report)
    lang = document.metadata.lang
    text = root("w:document", "w", "r", "wp", "a", "pic")
    story = Story("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, text, job.package, holds_notes=True)
    text.extend(_background(theme))
    body = w("body")
    text.append(body)
    writer = BlockWriter(job, story, body, lang)
    writer.write_placed([*placed(document.children, theme, report)])
    write_unreferred(document, writer, job)
    writer.finish()
    notes = footnotes(job, lang)
    body.append(section(theme.page, lang, _add_parts(story, notes, job, lang)))
    job.package.relate_to(story.part, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    job.package.relate_to(core_properties(document.metadata, job.package), RELATIONSHIP_TYPE.CORE_PROPERTIES)
    return archive(job.package)


def _add_parts(story: Story, notes: Story | None, job: Job, lang: str) -> list[tuple[Edge, str]]:
    """Add the parts beside the text, now that all styles are known; the relationships of header and footer."""
    theme = job.theme
    table = font_table(job, lang)
    options = settings(
        notes=notes is not None,
        fonts=bool(table.rels),
        hyphens=any(style.hyphens for style in theme.text.values()),
    )
    markers = {
        name: job.numbering.of_style(name, level, is_numbered=is_numbered)
        for name, level, is_numbered in job.styles.lists
    }
    contents: list[tuple[str, str, str, Element]] = [
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, stylesheet(job.styles, theme, lang, markers)),
        ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, job.numbering.xml()),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, options),
    ]
    for name, content_type, kind, content in contents:
        story.relate(kind, xml_part(f"/word/{name}.xml", content_type, content, job.package))
    story.relate(RELATIONSHIP_TYPE.FONT_TABLE, table)
    family = far_east(theme, lang, theme.text[Role.BODY].font.families[0])
    part = xml_part("/word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME, theme_part(theme, family), job.package)
    story.relate(RELATIONSHIP_TYPE.THEME, part)
    if notes:
        story.relate(RELATIONSHIP_TYPE.FOOTNOTES, notes.part)
    return [*_add_edges(story, job)]


def _add_edges(story: Story, job: Job) -> Iterator[tuple[Edge, str]]:
    for number, edge in enumerate(edges(job.theme.page, job.styles), 1):
        content_type, kind = _EDGE_TYPES[edge.kind]
        part = xml_part(f"/word/{edge.kind}{number}.xml", content_type, edge.root, job.package)
        yield edge, story.relate(kind, part)


def _background(theme: Theme) -> list[Element]:
    """The sheet's colour, if it is not that of paper."""
    color = theme.colors.background.removeprefix("#").upper()
    return [] if color == "FFFFFF" else [element("w:background", {"w:color": color})]
