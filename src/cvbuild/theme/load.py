"""Theme files to the style table: decodes what is written, and resolves names, steps and units.

What a theme consists of is said in `model`; what its file looks like, in `written`; where it is, in `find`.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Literal

from cvbuild.decode import Value, decode, nearest_name
from cvbuild.diagnostics import Code, Report
from cvbuild.source import Span
from cvbuild.theme.find import find_theme, text_at
from cvbuild.theme.model import (
    Color,
    Colors,
    EntryLayout,
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
from cvbuild.theme.values import Length, Size, Space
from cvbuild.theme.written import BODY_DEFAULTS, RunFile, TextFile, ThemeFile


def load_theme(name: str, report: Report, asked_at: Span | None = None, folders: tuple[Path, ...] = ()) -> Theme | None:
    """The theme of that name or at that path, or None after reporting why not.

    `asked_at` is where the name stands; `folders` are searched for it before the built-in themes.
    """
    found = find_theme(name, folders, report, asked_at)
    if found is None:
        return None
    errors_before = len(report)
    file = decode(found.value, ThemeFile, report)
    if len(report) > errors_before:
        return None
    theme = _Resolver(file, found.value, report).theme(found.name)
    return theme if len(report) == errors_before else None


class _Resolver:
    """Resolves the names of fonts and colours in a decoded theme file."""

    def __init__(self, file: ThemeFile, value: Value, report: Report) -> None:
        self.file, self.value, self.report = file, value, report
        self.fonts = {
            name: FontStack(font.families, font.word or font.families[0], font.generic)
            for name, font in file.fonts.items()
        }

    def theme(self, name: str) -> Theme | None:
        file = self.file
        if "body" not in file.text or "text" not in file.colors:
            self._problem(
                Code.WRONG_VALUE, "a theme needs `text: body:` and `colors: text:`", (), "extend a built-in theme"
            )
            return None
        self._check_roles("text", Role)
        self._check_roles("runs", RunRole)
        return Theme(
            name=name,
            description=file.description,
            page=self._page(),
            text=self._text_styles(),
            runs={role: self._run_style(role) for role in RunRole},
            lists=Lists(file.lists.bullets, file.lists.indent),
            tables=file.tables.lines,
            letterhead=LetterheadLayout(file.letterhead.contacts, file.letterhead.separator),
            entry=EntryLayout(file.entry.layout, file.entry.separator),
            colors=Colors(self.color("background", ()), self.color("line", ())),
            fallbacks=file.fallbacks,
            dark={self.color(key, ("dark", key)): self.color(value, ("dark", key)) for key, value in file.dark.items()},
        )

    def _problem(self, code: Code, message: str, keys: tuple[str, ...], hint: str = "") -> None:
        found = text_at(self.value, *keys)
        self.report.add(code, message, found.span if found else self.value.span, hint)

    def _check_roles(self, section: Literal["text", "runs"], roles: type[Role] | type[RunRole]) -> None:
        known = [role.value for role in roles]
        for key in getattr(self.file, section):
            if key not in known:
                nearest = nearest_name(key, known)
                place = self.value.data[section].data[key].key_span  # type: ignore[index,union-attr,call-overload]
                hint = f"did you mean `{nearest}`?" if nearest else "known roles: " + ", ".join(known)
                self.report.add(Code.UNKNOWN_KEY, f"unknown role `{key}`", place, hint)

    def color(self, name: str, keys: tuple[str, ...]) -> Color:
        found = self.file.colors.get(name, name).lower()
        if re.fullmatch(r"#[0-9a-f]{6}", found):
            return found
        if re.fullmatch(r"#[0-9a-f]{3}", found):
            return "#" + "".join(digit * 2 for digit in found[1:])
        self._problem(Code.WRONG_VALUE, f"“{name}” is no colour", keys, 'write "#rrggbb" or a name under `colors`')
        return "#000000"

    def _font(self, name: str, keys: tuple[str, ...]) -> FontStack:
        if name in self.fonts:
            return self.fonts[name]
        self._problem(Code.WRONG_VALUE, f"“{name}” is no font of this theme", keys, "fonts: " + ", ".join(self.fonts))
        return FontStack(("serif",), "Georgia", "serif")

    def _page(self) -> Page:
        page = self.file.page
        margins = page.margin or (Length(72.0),)
        # As CSS does with one to four values: top, right, bottom, left.
        top, right, bottom, left = (margins * 4)[:4] if len(margins) != 3 else (*margins, margins[1])
        return Page(
            page.paper, top, right, bottom, left, page.header, page.footer, page.first_header, page.first_footer
        )

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
                value = self.color(value, (*keys, one.name)) if value else None
            elif isinstance(value, Size):
                value = self._size(value)
            elif isinstance(value, Space):
                value = value.points + value.units * self.file.unit
            chosen[one.name] = value
        return TextStyle(**chosen)

    def _size(self, size: Size) -> Length:
        """Steps are rounded to half points, Word's unit."""
        scale = self.file.scale
        return Length(size.points if size.step is None else round(scale.base * scale.ratio**size.step * 2) / 2)

    def _run_style(self, role: RunRole) -> RunStyle:
        own = self.file.runs.get(role.value, RunFile())
        keys = ("runs", role.value)
        style = RunStyle(None, own.scale, own.weight, own.italic, None, None, own.underline)
        return replace(
            style,
            font=self._font(own.font, (*keys, "font")) if own.font else None,
            color=self.color(own.color, (*keys, "color")) if own.color else None,
            fill=self.color(own.fill, (*keys, "fill")) if own.fill else None,
        )
