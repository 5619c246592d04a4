"""What all our web pages share: templates, and a policy by which browsers run no script and load nothing.

What stands in a page is said by who fills it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from cvbuild.render.css import stylesheet
from cvbuild.render.marks import printable
from cvbuild.theme.model import Theme
from cvbuild.tree.direction import direction

_STYLE_ATTRIBUTE = re.compile(r'(<[a-z][^<>]*) style="([^"<>]*)"')


def web_page(template: str, theme: Theme, lang: str, style: str, **content: object) -> bytes:
    """The template, filled, as UTF-8; `style` is laid upon the theme's sheet, with which it is the only one allowed."""
    # The Nu HTML checker takes the hash of a sheet without the white space around it.
    sheet = printable(stylesheet(theme, lang, "screen") + style).strip()
    page = _template(template).render(
        lang=lang,
        dir=direction(lang),
        theme=theme,
        style=Markup(sheet),  # noqa: S704 -- the style sheet is ours
        policy=_policy(sheet, str(content.get("person", ""))),
        **content,
    )
    return printable(page).encode()


def _policy(sheet: str, data: str) -> str:
    """The Content Security Policy (level 3): this one style sheet, and pictures and fonts that are in the page.

    Data for machines stand in a `script`, though they are none. Browsers need no leave for that, but checkers want it.
    """
    sources = f"style-src {_hash(sheet)}; img-src data:; font-src data:"
    sources += f"; script-src {_hash(data)}" if data else ""
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(printable(text).encode()).digest()).decode()}'"


def without_styles(content: str) -> tuple[str, str]:
    """The elements with a mark in place of each style of their own, and the rules for those marks.

    A policy that names style sheets forbids styles of elements. What an author wrote can't be taken for one: its quotes
    and brackets are escaped.
    """
    numbers: dict[str, int] = {}

    def marked(found: re.Match[str]) -> str:
        return f'{found[1]} data-look="{numbers.setdefault(found[2], len(numbers) + 1)}"'

    content = _STYLE_ATTRIBUTE.sub(marked, content)
    return content, "".join(f'[data-look="{number}"] {{ {look} }}\n' for look, number in numbers.items())


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.get_template(name)
