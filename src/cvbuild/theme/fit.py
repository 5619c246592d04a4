"""A theme set smaller and tighter, or larger and wider, in proportion, up to the limits that it declares.

How much of that a document needs is found by the build.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cvbuild.theme.model import Fit, Page, Role, TextStyle, Theme

_LEAST_LEADING = 1.0
_Nearer = Callable[[float, float], float]
"""Which of two counts: `min` to shrink, `max` to grow, so that a limit that the theme is beyond changes nothing."""


def fitted(theme: Theme, amount: float) -> Theme:
    """The theme that part of the way to its limits: 0 is the theme itself, 1 as tight as may be, -1 as wide.

    Sizes are whole halves of a point, as Word has them. Where an address has its place, the sides keep their margins.
    """
    if not amount:
        return theme
    return _toward(theme, theme.fit, amount, min) if amount > 0 else _toward(theme, theme.fill, -amount, max)


def _toward(theme: Theme, limit: Fit, amount: float, nearer: _Nearer) -> Theme:
    body = theme.text[Role.BODY]

    def factor(greatest: float) -> float:
        return 1 + amount * (nearer(1.0, greatest) - 1)

    size, leading, space = (factor(one) for one in (limit.size / body.size, limit.leading / body.leading, limit.space))

    def style(one: TextStyle) -> TextStyle:
        return replace(
            one,
            size=nearer(one.size, round(one.size * size * 2) / 2),
            leading=nearer(one.leading, max(_LEAST_LEADING, one.leading * leading)),
            before=one.before * space,
        )

    text = {role: style(one) for role, one in theme.text.items()}
    return replace(theme, text=text, page=_page(theme.page, limit.margin, amount, nearer))


def _page(page: Page, limit: float, amount: float, nearer: _Nearer) -> Page:
    def margin(length: float) -> float:
        return length + amount * (nearer(length, limit) - length)

    set_ = replace(page, margin_top=margin(page.margin_top), margin_bottom=margin(page.margin_bottom))
    if page.address:
        return set_
    return replace(set_, margin_left=margin(page.margin_left), margin_right=margin(page.margin_right))
