"""The twelve colours of Word's theme: which of ours stands in each slot, and which slot a colour is chosen by.

How they are written as a part stands in `theme_part`.
"""

from __future__ import annotations

from cvbuild.theme.model import Color, Role, RunRole, Theme

SLOT_NAMES = {"dk1": "text1", "lt1": "background1", "dk2": "text2", "lt2": "background2", "hlink": "hyperlink",
              "folHlink": "followedHyperlink"}  # fmt: skip
"""What text calls the slots that have another name there (ISO 29500-1, 17.18.97)."""
_CHOSEN = ("dk1", "accent1", "dk2", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink")
"""The slots of text, those first that other colours may be the same as."""


def color_slots(theme: Theme) -> dict[str, Color]:
    """The colour of each of the twelve slots (ISO 29500-1, 20.1.6.2), in their order."""
    text, runs = theme.text, theme.runs
    body = text[Role.BODY].color
    link = runs[RunRole.LINK].color or body
    muted = text[Role.HEADLINE].color
    accents = [
        text[Role.HEADING_2].color,
        muted,
        theme.colors.line,
        *(runs[role].color or body for role in (RunRole.CODE_KEYWORD, RunRole.CODE_STRING, RunRole.CODE_NUMBER)),
    ]
    return {
        "dk1": body,
        "lt1": theme.colors.background,
        "dk2": muted,
        "lt2": text[Role.CODE_BLOCK].fill or theme.colors.background,
        **{f"accent{number}": color for number, color in enumerate(accents, 1)},
        "hlink": link,
        "folHlink": link,
    }


def slot_name(theme: Theme, color: Color) -> str:
    """What text of that colour calls its slot, so that another choice of colours in Word changes it; empty without."""
    slots = color_slots(theme)
    return next((SLOT_NAMES.get(slot, slot) for slot in _CHOSEN if slots[slot] == color), "")
