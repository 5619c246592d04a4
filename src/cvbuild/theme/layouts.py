"""A country's conventions for the sheet of a letter: where the address stands, margins, and where it is folded.

In which order a letter's parts come is the shape's business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cvbuild.theme.model import AddressField, Length, Role, TextStyle, Theme
from cvbuild.tree.metadata import Layout, Paper

_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class LetterLayout:
    """What a layout sets over a theme; None leaves what the theme has. Lengths are millimetres.

    `head_top` is the first page's own top margin. `head_scale` makes the letterhead smaller where there is little room
    above the address. `date_before` is the space above the date, `at_end` what stands at the end of its line.
    `thirds`: the sheet is folded into three equal parts, whatever its height.
    """

    address: AddressField | None = None
    margin_left: float | None = None
    margin_right: float | None = None
    head_top: float | None = None
    head_scale: float = 1.0
    address_line: float | None = None
    date_before: float | None = None
    at_end: tuple[Role, ...] = ()
    folds: tuple[float, ...] = ()
    thirds: bool = False
    paper: Paper | None = None


def _field(
    left: float, top: float, width: float, height: float, inset_left: float = 0, inset_top: float = 0
) -> AddressField:
    return AddressField(*(length * _MM for length in (left, top, width, height, inset_left, inset_top)))


LAYOUTS: dict[Layout, LetterLayout] = {
    "plain": LetterLayout(),
    # DIN 5008:2020, 4 and annex B. The upper 17.7 mm of the field are for notes of the post.
    "din5008-a": LetterLayout(
        address=_field(20, 27, 85, 45, 5, 17.7),
        margin_left=25,
        margin_right=20,
        head_top=6.5,
        head_scale=0.84,
        address_line=4.55,
        date_before=8.46,
        at_end=(Role.DATE,),
        folds=(87, 192),
    ),
    "din5008-b": LetterLayout(
        address=_field(20, 45, 85, 45, 5, 17.7),
        margin_left=25,
        margin_right=20,
        head_top=16,
        address_line=4.55,
        date_before=8.46,
        at_end=(Role.DATE,),
        folds=(105, 210),
    ),
    # Number 10 envelopes: the window ends half an inch above the lower fold, and is 1⅛ inches high.
    "us": LetterLayout(
        address=_field(25.4, 57.15, 85, 24),
        margin_left=25.4,
        margin_right=25.4,
        head_top=17.5,
        date_before=4.5,
        thirds=True,
        paper="Letter",
    ),
    # DL envelopes with the window at the right: 100 × 45 mm, 20 mm from the right and the lower edge.
    "fr": LetterLayout(
        address=_field(110, 50, 80, 30),
        margin_left=25,
        margin_right=20,
        head_top=18,
        at_end=(Role.DATE,),
        thirds=True,
    ),
    "kr": LetterLayout(margin_left=20, margin_right=20, at_end=(Role.DATE, Role.SIGNATURE)),
}
"""By name."""

_HEAD = (Role.NAME, Role.HEADLINE, Role.CONTACT)


def with_layout(theme: Theme, layout: Layout, *, fold_marks: bool) -> Theme:
    """The theme as letters of that layout want it. Its paper must be settled before."""
    chosen, page = LAYOUTS[layout], theme.page
    page = replace(
        page,
        margin_left=_points(chosen.margin_left, page.margin_left),
        margin_right=_points(chosen.margin_right, page.margin_right),
        head_top=chosen.head_top and chosen.head_top * _MM,
        address=chosen.address,
        folds=_folds(chosen, page.size[1]) if fold_marks else (),
    )
    text = {role: _style(role, style, chosen) for role, style in theme.text.items()}
    return replace(theme, page=page, text=text)


def _points(millimetres: float | None, otherwise: Length) -> Length:
    return otherwise if millimetres is None else millimetres * _MM


def _folds(layout: LetterLayout, height: Length) -> tuple[Length, ...]:
    return (height / 3, height * 2 / 3) if layout.thirds else tuple(fold * _MM for fold in layout.folds)


def _style(role: Role, style: TextStyle, layout: LetterLayout) -> TextStyle:
    align: Literal["end"] | None = "end" if role in layout.at_end else None
    before = layout.date_before if role is Role.DATE else None
    scale = layout.head_scale if role in _HEAD else 1.0
    most = layout.address_line * _MM / style.size if layout.address_line and role is Role.ADDRESSEE else style.leading
    return replace(
        style,
        leading=min(style.leading, most),
        align=align or style.align,
        before=_points(before, style.before * scale),
        # Word's sizes are whole halves of a point.
        size=round(style.size * scale * 2) / 2 if scale != 1 else style.size,
    )
