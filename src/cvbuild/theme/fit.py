"""A theme set smaller and tighter, in proportion, down to the limits that it declares.

How much of that a document needs is found by the build.
"""

from __future__ import annotations

from dataclasses import replace

from cvbuild.theme.model import Page, Role, TextStyle, Theme

_LEAST_LEADING = 1.0


def fitted(theme: Theme, amount: float) -> Theme:
    """The theme that part of the way to its limits: 0 is the theme itself, 1 its limits.

    Sizes are whole halves of a point, as Word has them. Where an address has its place, the sides keep their margins.
    """
    body, fit = theme.text[Role.BODY], theme.fit
    size = 1 - amount * max(0.0, 1 - fit.size / body.size)
    leading = 1 - amount * max(0.0, 1 - fit.leading / body.leading)
    space = 1 - amount * (1 - fit.space)

    def style(one: TextStyle) -> TextStyle:
        return replace(
            one,
            size=min(one.size, round(one.size * size * 2) / 2),
            leading=min(one.leading, max(_LEAST_LEADING, one.leading * leading)),
            before=one.before * space,
        )

    text = {role: style(one) for role, one in theme.text.items()}
    return replace(theme, text=text, page=_page(theme.page, fit.margin, amount)) if amount else theme


def _page(page: Page, least: float, amount: float) -> Page:
    def margin(length: float) -> float:
        return length - amount * max(0.0, length - least)

    tight = replace(page, margin_top=margin(page.margin_top), margin_bottom=margin(page.margin_bottom))
    if page.address:
        return tight
    return replace(tight, margin_left=margin(page.margin_left), margin_right=margin(page.margin_right))
