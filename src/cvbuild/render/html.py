"""The web page: one self-contained HTML file, with the style sheet and the pictures inside.

How nodes become elements stands in `elements`; how they look, in `css`.
"""

from __future__ import annotations

from base64 import b64encode

from markupsafe import Markup, escape

from cvbuild.diagnostics import Report
from cvbuild.pictures import Picture, Pictures
from cvbuild.render.elements import Elements
from cvbuild.render.labels import labels
from cvbuild.render.person import json_ld
from cvbuild.render.publication import ALONE, Publication
from cvbuild.render.web_fonts import web_fonts
from cvbuild.render.web_page import web_page, without_styles
from cvbuild.theme.model import Theme
from cvbuild.tree.nodes import Document

_TYPES = {"resume": "profile", "letter": "article"}
"""What Open Graph calls a kind (ogp.me, "object types")."""


def render(
    document: Document, theme: Theme, pictures: Pictures, report: Report, *, publication: Publication = ALONE
) -> bytes:
    """The document as one UTF-8 HTML file that needs nothing beside it and no script; it links to where it is told."""
    metadata, words = document.metadata, labels(document.metadata.lang)
    content, looks = without_styles(Elements(theme, pictures, "screen", _data_url).document(document))
    around = [words.skip, words.documents, *(words.format(one.format) for one in publication.alternates)]
    drawn = f"{content}<p>{escape(' '.join(around))}</p>"
    description = metadata.description or metadata.subject
    return web_page(
        "document.html.j2",
        theme,
        metadata.lang,
        web_fonts(theme, metadata.lang, drawn, report) + looks,
        meta=metadata,
        description=description,
        summary=description or metadata.author.headline,
        type=_TYPES.get(metadata.kind or "", "website"),
        person=json_ld(metadata.author),
        publication=publication,
        words=words,
        # Those who hear the page want to know when it speaks another language.
        around="" if words.speaks(metadata.lang) else Markup(f' lang="{words.lang}" dir="ltr"'),  # noqa: S704 -- ours
        content=Markup(content),  # noqa: S704 -- escaped there
    )


def _data_url(source: str, picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"
