"""Theme files: finds `theme.yaml` by name, follows `extends`, and resolves names into the style table.

What a theme consists of is said in `model`; how it looks in a format, in the renderers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from cvbuild.decode import Value, decode, merge, nearest_name, read_yaml
from cvbuild.diagnostics import Code, Report
from cvbuild.source import DecodeError, Span, read_source
from cvbuild.theme.model import Color, Colors, FontStack, Lists, Page, Role, RunRole, RunStyle, TextStyle, Theme
from cvbuild.tree.metadata import Paper

FILE_NAME = "theme.yaml"
_UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pc": 12.0}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|pc)")


class _Length(float):
    @classmethod
    def parse(cls, text: str) -> _Length:
        if text == "0":
            return cls(0)
        match = _LENGTH.fullmatch(text.strip())
        if not match:
            raise ValueError("a length such as 11pt, 25mm or 1in")
        return cls(round(float(match[1]) * _UNITS[match[2]], 4))


class _Tracking(float):
    @classmethod
    def parse(cls, text: str) -> _Tracking:
        """In em; 0.08 at the most, because text extractors read wider letters as separate words."""
        number = float(text.strip().removesuffix("em"))
        if not -0.05 <= number <= 0.08:
            raise ValueError("a tracking from -0.05em to 0.08em")
        return cls(number)


class _Weight(int):
    @classmethod
    def parse(cls, text: str) -> _Weight:
        weight = {"normal": "400", "bold": "700"}.get(text, text)
        if weight not in {str(hundred) for hundred in range(100, 1000, 100)}:
            raise ValueError("normal, bold or a multiple of 100 from 100 to 900")
        return cls(weight)


@dataclass(frozen=True, slots=True)
class _Font:
    families: tuple[str, ...]
    word: str = ""
    generic: Literal["serif", "sans-serif", "monospace"] = "serif"


@dataclass(frozen=True, slots=True)
class _TextFile:
    """A role as written: what is missing is as in `body`."""

    font: str | None = None
    size: _Length | None = None
    leading: float | None = None
    weight: _Weight | None = None
    italic: bool | None = None
    caps: Literal["none", "small", "all"] | None = None
    tracking: _Tracking | None = None
    color: str | None = None
    align: Literal["start", "center", "end", "justify"] | None = None
    before: _Length | None = None
    keep_with_next: bool | None = None
    rule_below: _Length | None = None
    indent: _Length | None = None
    fill: str | None = None


_BODY_DEFAULTS = _TextFile(
    font="body",
    size=_Length(11),
    leading=1.35,
    weight=_Weight(400),
    italic=False,
    caps="none",
    tracking=_Tracking(0),
    color="text",
    align="start",
    before=_Length(0),
    keep_with_next=False,
    rule_below=_Length(0),
    indent=_Length(0),
)


@dataclass(frozen=True, slots=True)
class _RunFile:
    font: str | None = None
    scale: float = 1.0
    weight: _Weight | None = None
    italic: bool | None = None
    color: str | None = None
    fill: str | None = None
    underline: bool = False


@dataclass(frozen=True, slots=True)
class _PageFile:
    paper: Paper = "A4"
    margin: tuple[_Length, ...] = ()
    footer: str = ""


@dataclass(frozen=True, slots=True)
class _ListsFile:
    bullets: tuple[str, ...] = ("•",)
    indent: _Length = field(default_factory=lambda: _Length(16))


@dataclass(frozen=True, slots=True)
class _ThemeFile:
    description: str = ""
    extends: str = ""
    page: _PageFile = _PageFile()
    fonts: dict[str, _Font] = field(default_factory=dict)
    fallbacks: dict[str, str] = field(default_factory=dict)
    colors: dict[str, str] = field(default_factory=dict)
    dark: dict[str, str] = field(default_factory=dict)
    lists: _ListsFile = field(default_factory=_ListsFile)
    text: dict[str, _TextFile] = field(default_factory=dict)
    runs: dict[str, _RunFile] = field(default_factory=dict)


@cache
def _themes_folder() -> Path:
    """`cvbuild/themes` in a wheel, the repository's `themes/` in an editable install."""
    package = Path(__file__).parents[1]
    shipped = package / "themes"
    return shipped if shipped.is_dir() else package.parents[1] / "themes"


def theme_names() -> list[str]:
    """The names of the built-in themes, sorted."""
    return sorted(path.parent.name for path in _themes_folder().glob(f"*/{FILE_NAME}"))


def load_theme(name: str, report: Report, asked_at: Span | None = None) -> Theme | None:
    """The theme of that name, or None after reporting why not. `asked_at` is where the name stands."""
    value = _read(name, report, asked_at, ())
    if value is None:
        return None
    errors_before = len(report)
    file = decode(value, _ThemeFile, report)
    if len(report) > errors_before:
        return None
    theme = _Resolver(file, value, report).theme(name)
    return theme if len(report) == errors_before else None


def _read(name: str, report: Report, asked_at: Span | None, seen: tuple[str, ...]) -> Value | None:
    if name in seen:
        chain = " → ".join((*seen, name))
        report.add(Code.THEME_CYCLE, f"the theme extends itself: {chain}", asked_at, "remove one `extends`")
        return None
    path = _themes_folder() / name / FILE_NAME
    if name not in theme_names():
        nearest = nearest_name(name, theme_names())
        hint = f"did you mean {nearest}?" if nearest else "themes: " + ", ".join(theme_names())
        report.add(Code.UNKNOWN_THEME, f"unknown theme “{name}”", asked_at, hint)
        return None
    try:
        value = read_yaml(read_source(path), report)
    except (OSError, DecodeError) as error:
        report.add(Code.FILE_UNREADABLE, f"can't read {path}: {error}")
        return None
    extends = value and _text_at(value, "extends")
    if value is None or not extends:
        return value
    base = _read(str(extends.data), report, extends.span, (*seen, name))
    return merge(base, value) if base else None


def _text_at(value: Value, *keys: str) -> Value | None:
    """The text that stands under these keys, if any."""
    for key in keys:
        if not isinstance(value.data, Mapping) or key not in value.data:
            return None
        value = value.data[key]
    return value if isinstance(value.data, str) else None


class _Resolver:
    """Resolves the names of fonts and colours in a decoded theme file."""

    def __init__(self, file: _ThemeFile, value: Value, report: Report) -> None:
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
            colors=Colors(self.color("background", ()), self.color("line", ())),
            fallbacks=file.fallbacks,
            dark={self.color(key, ("dark", key)): self.color(value, ("dark", key)) for key, value in file.dark.items()},
        )

    def _problem(self, code: Code, message: str, keys: tuple[str, ...], hint: str = "") -> None:
        found = _text_at(self.value, *keys)
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
        margins = page.margin or (_Length(72.0),)
        # As CSS does with one to four values: top, right, bottom, left.
        top, right, bottom, left = (margins * 4)[:4] if len(margins) != 3 else (*margins, margins[1])
        return Page(page.paper, top, right, bottom, left, page.footer)

    def _text_styles(self) -> dict[Role, TextStyle]:
        body = self._text_style(Role.BODY, None)
        return {role: body if role is Role.BODY else self._text_style(role, body) for role in Role}

    def _text_style(self, role: Role, body: TextStyle | None) -> TextStyle:
        """The role's own values, with the body's (its own lack: the defaults) for those it leaves out."""
        own = self.file.text.get(role.value, _TextFile())
        keys = ("text", role.value)
        chosen: dict[str, Any] = {}
        for one in fields(_TextFile):
            value = getattr(own, one.name)
            if value is None and body is not None:
                chosen[one.name] = getattr(body, one.name)
                continue
            value = getattr(_BODY_DEFAULTS, one.name) if value is None else value
            if one.name == "font":
                value = self._font(value, (*keys, "font"))
            elif one.name in ("color", "fill"):
                value = self.color(value, (*keys, one.name)) if value else None
            chosen[one.name] = value
        return TextStyle(**chosen)

    def _run_style(self, role: RunRole) -> RunStyle:
        own = self.file.runs.get(role.value, _RunFile())
        keys = ("runs", role.value)
        style = RunStyle(None, own.scale, own.weight, own.italic, None, None, own.underline)
        return replace(
            style,
            font=self._font(own.font, (*keys, "font")) if own.font else None,
            color=self.color(own.color, (*keys, "color")) if own.color else None,
            fill=self.color(own.fill, (*keys, "fill")) if own.fill else None,
        )
