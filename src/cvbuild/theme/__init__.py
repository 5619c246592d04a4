"""Themes: data that decides how every format looks."""

from cvbuild.theme.contrast import contrast
from cvbuild.theme.find import built_in_folder, theme_files, theme_names
from cvbuild.theme.fit import fitted
from cvbuild.theme.fonts import known_faces, with_embedded
from cvbuild.theme.hyphens import with_hyphens
from cvbuild.theme.layouts import LAYOUTS, with_layout
from cvbuild.theme.load import Loaded, load_theme, load_with_places
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
from cvbuild.theme.roles import RUN_ROLES, TEXT_ROLES
from cvbuild.theme.schema import theme_schema
from cvbuild.theme.upright import upright

__all__ = [
    "HEADINGS",
    "LAYOUTS",
    "RUN_ROLES",
    "TEXT_ROLES",
    "AddressField",
    "Colors",
    "EntryLayout",
    "FontStack",
    "LetterheadLayout",
    "Lists",
    "Loaded",
    "Page",
    "Role",
    "RunRole",
    "RunStyle",
    "TextStyle",
    "Theme",
    "built_in_folder",
    "contrast",
    "fitted",
    "known_faces",
    "load_theme",
    "load_with_places",
    "theme_files",
    "theme_names",
    "theme_schema",
    "upright",
    "with_embedded",
    "with_hyphens",
    "with_layout",
]
