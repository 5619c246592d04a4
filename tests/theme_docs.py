"""What `docs/themes.md` takes from the code: the built-in themes with their pictures, all keys, and all roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from cvbuild.diagnostics import Report
from cvbuild.theme import RUN_ROLES, TEXT_ROLES, load_theme, theme_names
from cvbuild.theme.written import ThemeFile
from tests.documents import ROOT

PAGE = ROOT / "docs" / "themes.md"
PICTURES = ROOT / "docs" / "themes"


def themes(made: str, table: Any) -> str:
    """The page as it is, its three made sections anew; `table` makes one of a record's keys."""
    text = PAGE.read_text("utf-8")
    sections = {
        "The built-in themes": "\n".join(_built_in()),
        "Keys": "\n".join(_keys(table)),
        "Roles": _roles("text", TEXT_ROLES) + "\n" + _roles("runs", RUN_ROLES),
    }
    for title, body in sections.items():
        found = re.search(rf"(^## {title}\n)(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
        assert found, f"no heading “{title}”"
        end = "\n" if found.end() < len(text) else ""
        text = f"{text[: found.end(1)]}\n{made}\n{body}{end}{text[found.end() :]}"
    return text


def _built_in() -> Iterator[str]:
    for name in theme_names():
        theme = load_theme(name, Report())
        assert theme
        yield f"### {name}\n\n{theme.description}\n"
        yield f"![A letter and a résumé in the theme {name}](themes/{name}.png)\n"


def _keys(table: Any) -> Iterator[str]:
    """The keys of the file, then those of each mapping in it."""
    yield table(ThemeFile)
    for key, hint in get_type_hints(ThemeFile).items():
        kind = get_args(hint)[1] if get_origin(hint) is dict else hint
        if is_dataclass(kind):
            inner = {"text": ": ROLE", "runs": ": ROLE", "fonts": ": NAME"}.get(key, "")
            yield f"### {key}{inner}\n\n{table(kind)}"


def _roles(section: str, roles: Mapping[Any, str]) -> str:
    rows = [f"| `{role.value}` | {text} |\n" for role, text in roles.items()]
    return "".join([f"### {section}\n\n", "| Role | What it is for |\n", "| --- | --- |\n", *rows])
