"""The gallery: one self-contained web page with pictures of documents in every theme.

What is drawn, and with which theme, is decided by who asks.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cvbuild.render.marks import printable
from cvbuild.render.pages import PagePicture


@dataclass(frozen=True, slots=True)
class Shown:
    """A document in a theme: its name, and its pages; none where it could not be drawn."""

    document: str
    pages: tuple[PagePicture, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A theme with what it makes of the documents."""

    theme: str
    description: str
    documents: tuple[Shown, ...]


def gallery_page(looks: Sequence[Look]) -> bytes:
    """The page as UTF-8 HTML that needs nothing beside it and no script."""
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters |= {"data_url": _data_url, "shell": quote}
    return printable(environment.get_template("gallery.html.j2").render(looks=looks)).encode()


def _data_url(picture: PagePicture) -> str:
    return f"data:image/png;base64,{b64encode(picture.png).decode()}"
