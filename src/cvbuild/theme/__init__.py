"""Themes: data that decides how every format looks."""

from cvbuild.theme.find import theme_names
from cvbuild.theme.layouts import LAYOUTS, with_layout
from cvbuild.theme.load import load_theme
from cvbuild.theme.model import (
    HEADINGS,
    AddressField,
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
from cvbuild.theme.schema import theme_schema

__all__ = [
    "HEADINGS",
    "LAYOUTS",
    "AddressField",
    "Colors",
    "EntryLayout",
    "FontStack",
    "LetterheadLayout",
    "Lists",
    "Page",
    "Role",
    "RunRole",
    "RunStyle",
    "TextStyle",
    "Theme",
    "load_theme",
    "theme_names",
    "theme_schema",
    "with_layout",
]
