"""Where the families of a theme come from on this machine, and the finding where one comes from nowhere.

Only the page is drawn here; Word and browsers look for the names on the reader's machine.
"""

from __future__ import annotations

from typing import Literal

from cvbuild.diagnostics import Code, Report
from cvbuild.fonts import packaged_families
from cvbuild.render.engine import drawn_with
from cvbuild.theme.fonts import FOLDER, known_faces
from cvbuild.theme.model import FontStack, Theme

Origin = Literal["packaged", "theme", "system", "nowhere"]


def origin(theme: Theme, family: str) -> Origin:
    """Where the page's engine, which is loaded, gets that family from."""
    if family.lower() in packaged_families():
        return "packaged"
    if known_faces(theme, family):
        return "theme"
    drawn = [name.lower() for name in drawn_with((family,))]
    return "system" if family.lower() in drawn else "nowhere"


def report_missing(theme: Theme, lang: str, report: Report) -> None:
    """Say so where the theme names a family that is nowhere, and which one is used instead."""
    for stack in theme.stacks:
        for number, family in enumerate(stack.families):
            if origin(theme, family) != "nowhere":
                break
            message = f"there is no font “{family}” here: “{_instead(theme, stack, number, lang)}” is used instead"
            hint = f"correct its name, install it, or put its files into the theme's `{FOLDER}` folder"
            report.add(Code.MISSING_FONT, message, theme.font_place(family), hint)
    for script, family in theme.fallbacks.items():
        if origin(theme, family) == "nowhere":
            message = f"there is no font “{family}” here, the fallback for `{script}`"
            hint = "correct its name, install it, or name another"
            report.add(Code.MISSING_FONT, message, theme.font_place(family), hint)


def _instead(theme: Theme, stack: FontStack, number: int, lang: str) -> str:
    """The family that is drawn where the stack's `number`-th is missing."""
    for family in stack.families[number + 1 :]:
        if origin(theme, family) != "nowhere":
            return family
    behind = theme.families(stack, lang)[len(stack.families) :]
    return next(iter(drawn_with((*behind, stack.generic))), "another")
