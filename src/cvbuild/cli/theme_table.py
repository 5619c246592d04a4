"""A resolved theme as tables for people, and as JSON for programs.

Which theme it is, and where it is found, is the command's business.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from textwrap import wrap
from typing import Any

from cvbuild.decode import Value
from cvbuild.theme import RUN_ROLES, TEXT_ROLES, Loaded, Role, RunRole, RunStyle, TextStyle, built_in_folder, contrast

WIDTH = 100

Row = Sequence[str]


def theme_table(loaded: Loaded) -> str:
    """The theme in lines of at most `WIDTH` columns."""
    theme = loaded.theme
    lines = [f"{theme.name}: {theme.description}", *_origin(loaded), ""]
    for title, rows in _sections(loaded):
        lines += [*_aligned([title, *rows]), ""]
    return "\n".join(lines[:-1])


def _origin(loaded: Loaded) -> Iterator[str]:
    start = "read from"
    for folder in loaded.folders:
        built_in = folder.resolve().is_relative_to(built_in_folder().resolve())
        yield f"{start} " + (f"{folder.name}, built in" if built_in else f"{folder.as_posix()}/")
        start = "which extends"


def _sections(loaded: Loaded) -> Iterator[tuple[Row, list[Row]]]:
    theme = loaded.theme
    yield ("Page", ""), list(_page(loaded))
    fonts: list[Row] = [
        (name, font.generic, font.word_alternative, ", ".join(font.families)) for name, font in loaded.fonts.items()
    ]
    yield ("Fonts", "kind", "in Word", "families"), fonts
    yield ("Other scripts", "family"), list(theme.fallbacks.items())
    yield ("Colours", "light", "contrast", "dark", "contrast"), [_color_row(*row) for row in _colors(loaded)]
    yield (
        ("Paragraphs", "font", "size", "leading", "weight", "style", "colour", "align", "before", "more"),
        [(role.value, *_text_row(loaded, role)) for role in TEXT_ROLES],
    )
    yield (
        ("Characters", "font", "scale", "weight", "style", "colour", "more"),
        [(role.value, *_run_row(loaded, role)) for role in RUN_ROLES],
    )


def _page(loaded: Loaded) -> Iterator[Row]:
    theme, page = loaded.theme, loaded.theme.page
    margins = (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
    yield "paper", page.paper
    yield "margins", " ".join(f"{margin * 25.4 / 72:.4g}mm" for margin in margins)
    for key in ("header", "footer", "first_header", "first_footer"):
        yield key.replace("_", "-"), json.dumps(getattr(page, key), ensure_ascii=False)
    yield "bullets", " ".join(theme.lists.bullets) + f"  in {theme.lists.indent:g}pt"
    yield "tables", f"lines: {theme.tables}"
    yield "letterhead", f"contacts: {theme.letterhead.contacts}, with “{theme.letterhead.separator}” between them"
    yield "entries", f"layout: {theme.entry.layout}, with “{theme.entry.separator}” between their parts"


def _colors(loaded: Loaded) -> Iterator[tuple[str, str, str, float, float]]:
    """Each colour's name, its light and its dark form, and their contrasts with the backgrounds."""
    theme = loaded.theme
    light, dark = theme.colors.background, theme.dark.get(theme.colors.background, theme.colors.background)
    for name, color in loaded.colors.items():
        other = theme.dark.get(color, color)
        yield name, color, other, contrast(color, light), contrast(other, dark)


def _color_row(name: str, light: str, dark: str, on_light: float, on_dark: float) -> Row:
    return name, light, f"{on_light:.1f}", dark, f"{on_dark:.1f}"


def _text_row(loaded: Loaded, role: Role) -> Row:
    style = loaded.theme.text[role]
    more = {
        "keep": style.keep_with_next,
        f"rule {style.rule_below:g}pt": style.rule_below,
        f"indent {style.indent:g}pt": style.indent,
        f"tracking {style.tracking:g}em": style.tracking,
        f"fill {_color_name(loaded, style.fill)}": style.fill,
    }
    return (
        _font_name(loaded, style),
        f"{style.size:g}pt",
        f"{style.leading:g}",
        str(style.weight),
        _slant(style.italic, "" if style.caps == "none" else f"{style.caps} caps"),
        _color_name(loaded, style.color),
        style.align,
        f"{style.before:g}pt",
        ", ".join(text for text, is_set in more.items() if is_set),
    )


def _run_row(loaded: Loaded, role: RunRole) -> Row:
    style = loaded.theme.runs[role]
    more = {"underlined": style.underline, f"fill {_color_name(loaded, style.fill)}": style.fill}
    return (
        _font_name(loaded, style),
        f"{style.scale:g}" if style.scale != 1 else "",
        str(style.weight or ""),
        "upright" if style.italic is False else _slant(style.italic, ""),
        _color_name(loaded, style.color),
        ", ".join(text for text, is_set in more.items() if is_set),
    )


def _slant(italic: bool | None, caps: str) -> str:
    return " ".join(part for part in ("italic" if italic else "", caps) if part)


def _font_name(loaded: Loaded, style: TextStyle | RunStyle) -> str:
    return next((name for name, font in loaded.fonts.items() if font == style.font), "")


def _color_name(loaded: Loaded, color: str | None) -> str:
    """The theme's name for it; the colour itself where it has none."""
    return next((name for name, other in loaded.colors.items() if other == color), color or "")


def _aligned(rows: Sequence[Row]) -> Iterator[str]:
    """Columns two spaces apart, the first row's words at their head; the last column is wrapped."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    left = sum(width + 2 for width in widths) + 2
    for number, row in enumerate(rows):
        indent = "  " if number else ""
        start = "".join(f"{cell:<{width + 2}}" for cell, width in zip(row[:-1], widths, strict=True))
        parts = wrap(row[-1], max(WIDTH - left, 12), drop_whitespace=True) or [""]
        yield f"{indent}{start:<{left - len(indent)}}{parts[0]}".rstrip()
        yield from (" " * left + part for part in parts[1:])


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────


def theme_json(loaded: Loaded) -> str:
    """All of the theme with the place of each value that is written, as indented JSON; lengths are points."""
    theme = loaded.theme
    colors = {
        name: {"light": light, "dark": dark, "contrast": round(on_light, 2), "dark-contrast": round(on_dark, 2)}
        for name, light, dark, on_light, on_dark in _colors(loaded)
    }
    data = {
        "name": theme.name,
        "description": theme.description,
        "folders": [folder.as_posix() for folder in loaded.folders],
        "page": _keyed(theme.page),
        "fonts": {name: _keyed(font) for name, font in loaded.fonts.items()},
        "fallbacks": theme.fallbacks,
        "colors": colors,
        "lists": _keyed(theme.lists),
        "tables": {"lines": theme.tables},
        "letterhead": _keyed(theme.letterhead),
        "entry": _keyed(theme.entry),
        "text": {role.value: {"for": text, **_keyed(theme.text[role])} for role, text in TEXT_ROLES.items()},
        "runs": {role.value: {"for": text, **_keyed(theme.runs[role])} for role, text in RUN_ROLES.items()},
        "places": dict(_places(loaded.value, ())),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _keyed(record: Any) -> dict[str, Any]:
    """A dataclass under the keys that a theme file has."""
    return {one.name.replace("_", "-"): _plain(getattr(record, one.name)) for one in fields(record)}


def _plain(value: Any) -> Any:
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def _places(value: Value, keys: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """The file and line of each value that is no mapping, by its keys."""
    if not isinstance(value.data, Mapping):
        yield ".".join(keys), f"{value.span.path}:{value.span.line}"
        return
    for key, inner in value.data.items():
        yield from _places(inner, (*keys, key))
