"""Every field of the style table counts: changed once, it changes the PDF, the Word file and the web page.

The fields are those of the dataclasses, so a new one is tested by itself. That all formats change alike is the business
of `test_theme_parity`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from cvbuild.diagnostics import Report
from cvbuild.render import renderer
from cvbuild.theme import AddressField, FontStack, Role, RunRole, RunStyle, TextStyle, Theme
from cvbuild.tree.nodes import Document
from tests.documents import classic, shaped
from tests.specimens import LETTER, RESUME

FORMATS = {"pdf", "docx", "html"}
SHORT = """# One

## Two

With `code` and [a link](https://example.com) and नमस्ते.

- item

```python
def double(text):  # comment
    return "s" + 1
```

| Head | Second |
| ---- | ------ |
| Cell | Other  |
"""
# A heading at many heights, and so at a page's end among them.
BREAKS = "\n\n<!-- pagebreak -->\n\n".join("Text.\n\n" * high + "## Heading\n\nText." for high in range(20, 36))
TEXTS = {"short": SHORT, "letter": LETTER + "\n\nText." * 60, "resume": RESUME, "breaks": BREAKS}

UNSEEN: dict[str, set[str]] = {
    # What is said of a theme, not what it does; Word shows its name among the themes.
    "name": {"pdf", "html"},
    "description": FORMATS,
    "font_places": FORMATS,
    # Where its fonts are: `test_fonts` embeds them.
    "faces": FORMATS,
    "embedded": FORMATS,
    # How far a document may shrink or grow for its pages: `test_fit` has some.
    **{f"{limit}.{name}": FORMATS for limit in ("fit", "fill") for name in ("size", "leading", "space", "margin")},
    # The heading has no figures, and no line of it ends within a word: `test_figures` and `test_hyphens` have some.
    **{f"text.{name}": {"pdf"} for name in ("figures", "figure_width", "hyphens")},
    # Paper is light.
    "dark": {"pdf", "docx"},
    # A web page is not folded.
    "page.folds": {"html"},
    # The engine has the font itself.
    "font.word_alternative": {"pdf"},
    "font.generic": {"pdf"},
}
"""Fields that a format does not show, with the reason."""


def variants() -> Iterator[tuple[str, Theme]]:
    """The default theme with one field changed, for each field, by the field's name."""
    theme = base()
    for one in fields(Theme):
        part = getattr(theme, one.name)
        if is_dataclass(part):
            yield from ((f"{one.name}.{name}", replace(theme, **{one.name: new})) for name, new in varied(part))
    yield from ((name, new) for name, new in varied(theme) if name in PLAIN)
    for name, text in varied(theme.text[Role.HEADING_2]):
        yield f"text.{name}", replace(theme, text=theme.text | {Role.HEADING_2: text})
    for name, run in varied(theme.runs[RunRole.LINK]):
        yield f"run.{name}", replace(theme, runs=theme.runs | {RunRole.LINK: run})
    for role, look in theme.runs.items():
        yield f"runs.{role.value}", replace(theme, runs=theme.runs | {role: replace(look, color="#123456")})
    for name, font in varied(own := theme.text[Role.BODY].font):
        changed = {role: replace(text, font=font) for role, text in theme.text.items() if text.font == own}
        yield f"font.{name}", replace(theme, text=theme.text | changed)


@cache
def base() -> Theme:
    """The default theme with a place for an address, which gives the first page its own top margin a meaning."""
    theme = classic()
    return replace(theme, page=replace(theme.page, address=AddressField(60.0, 250.0, 240.0, 120.0), head_top=40.0))


PLAIN = {
    one.name
    for one in fields(Theme)
    if one.name not in {"text", "runs"} and not is_dataclass(getattr(base(), one.name))
}
"""The theme's fields that have no fields themselves."""


def varied(part: Any) -> Iterator[tuple[str, Any]]:
    """A part of the theme with each of its fields changed."""
    hints = get_type_hints(type(part))
    for one in fields(part):
        value = getattr(part, one.name)
        new = (
            value
            if is_dataclass(value) and not isinstance(value, FontStack | AddressField)
            else other(value, hints[one.name])
        )
        yield one.name, replace(part, **{one.name: new})


OTHER_STACK = FontStack(("Lato",), "Verdana", "sans-serif")
WHERE_NONE: dict[Any, Any] = {
    bool | None: True,
    int | None: 700,
    float | None: 40.0,
    str | None: "#654321",
    FontStack | None: OTHER_STACK,
    tuple[float, ...]: (280.0, 560.0),
}
"""For fields that the default theme leaves empty, by their type."""


def other(value: Any, hint: Any) -> Any:
    """Another value of that type."""
    options = [option for one in (hint, *get_args(hint)) if get_origin(one) is Literal for option in get_args(one)]
    match value:
        case _ if options:
            return next(option for option in options if option != value)
        case bool():
            return not value
        case int() if hint is int:
            return 400 if value >= 600 else 700
        case float() | int():
            return value + 0.5
        case str():
            return "#123456" if value.startswith("#") else f"{value}x"
        case FontStack():
            return OTHER_STACK
        case AddressField():
            return replace(value, left=value.left + 9)
        case (str(first), *others):
            return ("EB Garamond" if first[0].isalpha() else f"{first}x", *others)
        case dict():
            first, *others = value.values()
            return dict(zip(value, [*others, first], strict=True))
        case None | ():
            return WHERE_NONE.get(hint, value)
    raise NotImplementedError(f"another value than {value!r}")


CHANGED = dict(variants())


def shown_by(name: str) -> str:
    """The text in which that field is to be seen."""
    if name == "text.keep_with_next":
        return "breaks"
    if name.startswith(("entry", "runs.entry")):
        return "resume"
    return "letter" if name.startswith(("page", "letterhead")) else "short"


@pytest.mark.parametrize("name", CHANGED)
def test_a_field_changes_every_format(name: str) -> None:
    text = shown_by(name)
    same = {kind for kind in FORMATS if made(text, kind) == output(text, kind, CHANGED[name])}
    assert same == UNSEEN.get(name, set())


def test_every_part_of_the_style_table_is_among_them() -> None:
    parts = {name.partition(".")[0] for name in CHANGED}
    assert {one.name for one in fields(Theme)} | {"font", "run"} == parts
    assert {f"text.{one.name}" for one in fields(TextStyle)} | {f"run.{one.name}" for one in fields(RunStyle)} <= set(
        CHANGED
    )
    assert set(UNSEEN) <= set(CHANGED)


@cache
def document(text: str) -> Document:
    return shaped(TEXTS[text])


@cache
def made(text: str, kind: str) -> bytes:
    return output(text, kind, base())


def output(text: str, kind: str, theme: Theme) -> bytes:
    return renderer(kind)(document(text), theme, {}, Report())
