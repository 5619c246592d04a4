"""The web page: one self-contained HTML file, with the style sheet and the pictures inside.

How nodes become elements stands in `elements`; how they look, in `css`.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from cvbuild.diagnostics import Report
from cvbuild.pictures import Picture, Pictures
from cvbuild.render.css import stylesheet
from cvbuild.render.elements import Elements
from cvbuild.render.marks import printable
from cvbuild.render.person import json_ld
from cvbuild.render.web_fonts import web_fonts
from cvbuild.theme.model import Theme
from cvbuild.tree.direction import direction
from cvbuild.tree.nodes import Document


def render(document: Document, theme: Theme, pictures: Pictures, report: Report) -> bytes:
    """The document as one UTF-8 HTML file that needs nothing beside it and no script."""
    metadata = document.metadata
    content = Elements(theme, pictures, "screen", _data_url).document(document)
    style = web_fonts(theme, metadata.lang, content, report) + stylesheet(theme, metadata.lang, "screen")
    page = _template().render(
        lang=metadata.lang,
        dir=direction(metadata.lang),
        meta=metadata,
        person=json_ld(metadata.author),
        style=Markup(style),  # noqa: S704 -- the style sheet is ours
        content=Markup(content),  # noqa: S704 -- escaped there
    )
    return printable(page).encode()


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.get_template("document.html.j2")


def _data_url(source: str, picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"
