"""Whether a theme's text can be read: each colour against what it stands on, on paper and on a dark screen.

What a contrast is stands in `contrast`; which colours there are is resolved in `load`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cvbuild.decode import Value
from cvbuild.diagnostics import Code, Report
from cvbuild.source import Span
from cvbuild.theme.contrast import contrast
from cvbuild.theme.find import value_at
from cvbuild.theme.model import Color, Role, RunRole, Theme

_LEAST, _LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD, _BOLD = 18.0, 14.0, 700
"""WCAG 2.2, 1.4.3 (level AA): the least contrast, and from how many points on text is large, also where it is bold."""


_Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A colour on another where a role has them, and the keys that may have brought the one and the other."""

    role: str
    color: Color
    ground: Color
    is_large: bool
    color_keys: tuple[_Keys, ...]
    ground_keys: tuple[_Keys, ...]


def report_low_contrast(theme: Theme, value: Value, report: Report) -> None:
    """Report the colours of text that can't be read on their ground, each two once, where the theme's file has them."""
    known: set[tuple[Color, Color]] = set()
    for is_dark in (False, True) if theme.dark else (False,):
        for pair in _pairs(theme):
            color, ground = (theme.dark.get(one, one) if is_dark else one for one in (pair.color, pair.ground))
            least, ratio = _LEAST_LARGE if pair.is_large else _LEAST, contrast(color, ground)
            if ratio >= least or (color, ground) in known:
                continue
            known.add((color, ground))
            where = " on a dark screen" if is_dark else ""
            message = f"`{pair.role}` is hard to read{where}: {color} on {ground} has a contrast of {ratio:.1f}"
            change = "make one of the two lighter, or name it under `dark`" if is_dark else "make one of the two darker"
            hint = f"{least:g} is the least; {change}"
            report.add(Code.LOW_CONTRAST, message, _place(pair, value, is_dark=is_dark), hint)


def _pairs(theme: Theme) -> Iterator[_Pair]:
    """The colours of paragraphs and of the runs in them, each with what it stands on."""
    background = theme.colors.background
    for role, text in theme.text.items():
        if role is not Role.RULE:
            large = text.size >= (_LARGE_BOLD if text.weight >= _BOLD else _LARGE)
            keys = ("text", role.value)
            color_keys = ((*keys, "color"), ("text", Role.BODY.value, "color"))
            yield _Pair(role.value, text.color, text.fill or background, large, color_keys, ((*keys, "fill"),))
    for run_role, run in theme.runs.items():
        around = _AROUND.get(run_role, Role.BODY)
        outer, keys, outer_keys = theme.text[around], ("runs", run_role.value), ("text", around.value)
        if run.color or run.fill:
            color_keys = ((*keys, "color"), (*outer_keys, "color"))
            ground_keys = ((*keys, "fill"), (*outer_keys, "fill"))
            ground = run.fill or outer.fill or background
            yield _Pair(run_role.value, run.color or outer.color, ground, False, color_keys, ground_keys)


_AROUND = {role: Role.CODE_BLOCK for role in RunRole if role.value.startswith("code-")} | {
    RunRole.ENTRY_META: Role.ENTRY
}
"""The paragraphs that runs of a role stand in, where that is not the body."""


def _place(pair: _Pair, value: Value, *, is_dark: bool) -> Span | None:
    """Where a colour of the pair comes from; rather in the theme's own file than in one that it extends."""
    spans = [
        span
        for keys, usual in ((pair.color_keys, "text"), (pair.ground_keys, "background"))
        for span in _spans(keys, usual, value, is_dark=is_dark)
    ]
    own = [span for span in spans if span.path == value.span.path]
    return next(iter(own or spans), value.span)


def _spans(keys: tuple[_Keys, ...], usual: str, value: Value, *, is_dark: bool) -> Iterator[Span]:
    """Where a colour is chosen, and where the colour of that name is defined; `usual` is its name by default."""
    written = [found for one in keys if (found := _exactly(value, one))]
    chosen = written[0] if written else None
    name = chosen.data if chosen and isinstance(chosen.data, str) else usual
    definitions = [_exactly(value, (section, name)) for section in (("dark", "colors") if is_dark else ("colors",))]
    yield from (one.span for one in (chosen, *definitions) if one)


def _exactly(value: Value, keys: _Keys) -> Value | None:
    """The value that stands there and nowhere above."""
    outer, found = value_at(value, *keys[:-1]), value_at(value, *keys)
    return None if found is outer else found
