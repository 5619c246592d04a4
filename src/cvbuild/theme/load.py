"""Theme files to the style table: decodes what is written, and resolves names, steps and units.

What a theme consists of is said in `model`; what its file looks like, in `written`; where it is, in `find`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from cvbuild.decode import Value, decode, nearest_name
from cvbuild.diagnostics import Code, Report, Severity
from cvbuild.source import Span
from cvbuild.theme.find import find_theme, value_at
from cvbuild.theme.fonts import with_fonts
from cvbuild.theme.hyphens import with_hyphens
from cvbuild.theme.legible import report_low_contrast
from cvbuild.theme.model import (
    PAPER_SIZES,
    Color,
    Colors,
    EntryLayout,
    Fit,
    FontStack,
    LetterheadLayout,
    Lists,
    Page,
    Role,
    RunRole,
    RunStyle,
    TextStyle,
    Theme,
)
from cvbuild.theme.values import SIZES, Length, Size, Space
from cvbuild.theme.written import BODY_DEFAULTS, RunFile, TextFile, ThemeFile

_LEAST_TEXT = 200
"""Points of width and height that margins must leave for the text, on any paper."""
PLACEHOLDERS = ("page", "pages", "name", "title")
"""What stands between braces in headers and footers; `Page.filled` and the renderers fill it in."""
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) has no place for; YAML's escapes can write it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A theme with what it was made of: its fonts and colours by name, the values with their places, and the folders.

    Its own folder is first, and those of the themes that it extends follow.
    """

    theme: Theme
    fonts: dict[str, FontStack]
    colors: dict[str, Color]
    value: Value
    folders: tuple[Path, ...]

    @property
    def extends(self) -> str:
        """The theme that it extends, as it is written there; empty for none."""
        found = value_at(self.value, "extends")
        return found.data if found and isinstance(found.data, str) else ""


def load_theme(name: str, report: Report, asked_at: Span | None = None, folders: tuple[Path, ...] = ()) -> Theme | None:
    """The theme of that name or at that path, or None after reporting why not.

    `asked_at` is where the name stands; `folders` are searched for it before the built-in themes.
    """
    loaded = load_with_places(name, report, asked_at, folders)
    return loaded.theme if loaded else None


def load_with_places(
    name: str, report: Report, asked_at: Span | None = None, folders: tuple[Path, ...] = ()
) -> Loaded | None:
    """As `load_theme`, with all that is known of the theme."""
    found = find_theme(name, folders, report, asked_at)
    if found is None:
        return None
    errors_before = report.count(Severity.ERROR)
    for value in _unprintable(found.value):
        report.add(Code.WRONG_VALUE, "the value holds a character that no document can", value.span, "remove it")
    file = decode(found.value, ThemeFile, report)
    if report.count(Severity.ERROR) > errors_before:
        return None
    resolver = _Resolver(file, found.value, report)
    theme = resolver.theme(found.name)
    if theme is None or report.count(Severity.ERROR) > errors_before:
        return None
    theme = with_fonts(with_hyphens(theme, file.hyphens), found.value, found.folders, report)
    report_low_contrast(theme, found.value, report)
    return Loaded(theme, resolver.fonts, resolver.colors, found.value, found.folders)


def _unprintable(value: Value) -> Iterator[Value]:
    if isinstance(value.data, str):
        if _UNPRINTABLE.search(value.data):
            yield value
        return
    parts = value.data.values() if isinstance(value.data, Mapping) else value.data or ()
    for part in parts:
        yield from _unprintable(part)


class _Resolver:
    """Resolves the names of fonts and colours in a decoded theme file."""

    def __init__(self, file: ThemeFile, value: Value, report: Report) -> None:
        self.file, self.value, self.report = file, value, report
        self.fonts = {
            name: FontStack(font.families, font.word or font.families[0], font.generic)
            for name, font in file.fonts.items()
            if font.families
        }
        self.colors = {name: self._hex(text, ("colors", name)) for name, text in file.colors.items()}

    def theme(self, name: str) -> Theme | None:
        file = self.file
        if "body" not in file.text or not {"text", "background", "line"} <= file.colors.keys():
            message = "a theme needs `body` under `text`, and the colours `text`, `background` and `line`"
            self._problem(Code.WRONG_VALUE, message, (), "extend another")
            return None
        self._check_lists()
        self._check_roles("text", Role)
        self._check_roles("runs", RunRole)
        return Theme(
            name=name,
            description=file.description,
            page=self._page(),
            text=self._text_styles(),
            runs={role: self._run_style(role) for role in RunRole},
            fit=Fit(file.fit.size, file.fit.leading, file.fit.space, file.fit.margin),
            fill=Fit(file.fill.size, file.fill.leading, file.fill.space, file.fill.margin),
            lists=Lists(file.lists.bullets, file.lists.indent),
            tables=file.tables.lines,
            letterhead=LetterheadLayout(file.letterhead.contacts, file.letterhead.separator),
            entry=EntryLayout(file.entry.layout, file.entry.separator),
            colors=Colors(self.colors["background"], self.colors["line"]),
            fallbacks=dict(file.fallbacks),
            dark={self.color(key, ("dark", key)): self.color(value, ("dark", key)) for key, value in file.dark.items()},
        )

    def _problem(self, code: Code, message: str, keys: tuple[str, ...], hint: str = "") -> None:
        found = value_at(self.value, *keys)
        self.report.add(code, message, found.span if found else self.value.span, hint)

    def _check_lists(self) -> None:
        """What may not be empty."""
        for name, font in self.file.fonts.items():
            if not font.families:
                self._problem(Code.WRONG_VALUE, "a font needs a family", ("fonts", name), "name one, as in [Gentium]")
        if not self.file.lists.bullets:
            self._problem(Code.WRONG_VALUE, "`bullets` takes one sign at least", ("lists", "bullets"), 'as in ["•"]')

    def _check_roles(self, section: Literal["text", "runs"], roles: type[Role] | type[RunRole]) -> None:
        known = [role.value for role in roles]
        for key in getattr(self.file, section):
            if key not in known:
                nearest = nearest_name(key, known)
                place = self.value.data[section].data[key].key_span  # type: ignore[index,union-attr,call-overload]
                hint = f"did you mean `{nearest}`?" if nearest else "known roles: " + ", ".join(known)
                self.report.add(Code.UNKNOWN_KEY, f"unknown role `{key}`", place, hint)

    def color(self, name: str, keys: tuple[str, ...]) -> Color:
        return self.colors[name] if name in self.colors else self._hex(name, keys)

    def _hex(self, text: str, keys: tuple[str, ...]) -> Color:
        if re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
            return text.lower()
        if re.fullmatch(r"#[0-9A-Fa-f]{3}", text):
            return "#" + "".join(digit * 2 for digit in text[1:].lower())
        hint = 'write "#rrggbb"' if keys[:1] == ("colors",) else 'write "#rrggbb" or a name under `colors`'
        nearest = nearest_name(text, self.file.colors)
        hint = f"did you mean {nearest}?" if nearest and keys[:1] != ("colors",) else hint
        self._problem(Code.WRONG_VALUE, f"“{text}” is no colour", keys, hint)
        return "#000000"

    def _font(self, name: str, keys: tuple[str, ...]) -> FontStack:
        if name in self.fonts:
            return self.fonts[name]
        nearest = nearest_name(name, self.fonts)
        hint = f"did you mean {nearest}?" if nearest else "fonts: " + ", ".join(self.fonts)
        self._problem(Code.WRONG_VALUE, f"“{name}” is no font of this theme", keys, hint)
        return FontStack(("serif",), "Georgia", "serif")

    def _page(self) -> Page:
        page = self.file.page
        margins = page.margin or (Length(72.0),)
        # As CSS does with one to four values: top, right, bottom, left.
        top, right, bottom, left = (margins * 4)[:4] if len(margins) != 3 else (*margins, margins[1])
        self._check_margins(len(margins), (top, right, bottom, left))
        for key in ("header", "footer", "first_header", "first_footer"):
            self._check_placeholders(key.replace("_", "-"), getattr(page, key))
        return Page(
            page.paper, top, right, bottom, left, page.header, page.footer, page.first_header, page.first_footer
        )

    def _check_placeholders(self, key: str, text: str) -> None:
        """What stands in braces and is not filled in would stand on every page."""
        for name in re.findall(r"\{([\w-]+)\}", text):
            if name not in PLACEHOLDERS:
                nearest = nearest_name(name, PLACEHOLDERS)
                known = "known: " + ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                hint = f"did you mean {{{nearest}}}?" if nearest else known
                self._problem(Code.UNKNOWN_KEY, f"`{key}` has an unknown `{{{name}}}`", ("page", key), hint)

    def _check_margins(self, count: int, margins: tuple[Length, Length, Length, Length]) -> None:
        """A document may choose another paper, so the text must have room on each."""
        top, right, bottom, left = margins
        rooms = {
            "width": min(width for width, _ in PAPER_SIZES.values()) - left - right,
            "height": min(height for _, height in PAPER_SIZES.values()) - top - bottom,
        }
        if count > 4:
            message = f"`margin` takes one to four lengths, not {count}"
            self._problem(Code.WRONG_VALUE, message, ("page", "margin"), "top, right, bottom, left")
        for side, room in rooms.items():
            if room < _LEAST_TEXT:
                message = f"the margins leave {max(room, 0):.0f}pt of the page's {side}; text needs {_LEAST_TEXT}pt"
                self._problem(Code.WRONG_VALUE, message, ("page", "margin"), "make them smaller")

    def _text_styles(self) -> dict[Role, TextStyle]:
        body = self._text_style(Role.BODY, None)
        return {role: body if role is Role.BODY else self._text_style(role, body) for role in Role}

    def _text_style(self, role: Role, body: TextStyle | None) -> TextStyle:
        """The role's own values, with the body's (its own lack: the defaults) for those it leaves out."""
        own = self.file.text.get(role.value, TextFile())
        keys = ("text", role.value)
        chosen: dict[str, Any] = {}
        for one in fields(TextFile):
            value = getattr(own, one.name)
            if value is None and body is not None:
                chosen[one.name] = getattr(body, one.name)
                continue
            value = getattr(BODY_DEFAULTS, one.name) if value is None else value
            if one.name == "font":
                value = self._font(value, (*keys, "font"))
            elif one.name in ("color", "fill"):
                value = None if value is None else self.color(value, (*keys, one.name))
            elif isinstance(value, Size):
                value = self._size(value, (*keys, one.name))
            elif isinstance(value, Space):
                value = value.points + value.units * self.file.unit
            chosen[one.name] = value
        return TextStyle(**chosen)

    def _size(self, size: Size, keys: tuple[str, ...]) -> Length:
        """Steps are rounded to half points, Word's unit."""
        if size.step is None:
            return Length(size.points)
        scale = self.file.scale
        points = round(scale.base * scale.ratio**size.step * 2) / 2
        if not SIZES[0] <= points <= SIZES[1]:
            limits = "{:g}pt to {:g}pt".format(*SIZES)
            message = f"step {size.step:+} of the scale is {points:g}pt; sizes are from {limits}"
            self._problem(Code.WRONG_VALUE, message, keys, "choose another step, `base` or `ratio`")
        return Length(points)

    def _run_style(self, role: RunRole) -> RunStyle:
        own = self.file.runs.get(role.value, RunFile())
        keys = ("runs", role.value)
        style = RunStyle(None, own.scale, own.weight, own.italic, None, None, own.underline)
        return replace(
            style,
            font=self._font(own.font, (*keys, "font")) if own.font is not None else None,
            color=self.color(own.color, (*keys, "color")) if own.color is not None else None,
            fill=self.color(own.fill, (*keys, "fill")) if own.fill is not None else None,
        )
