"""What `docs/` takes from the code: what every diagnostic means, every command's help, tables of keys, and schemas.

`tests/test_docs.py` keeps them fresh, and `make accept` writes them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from typer.testing import CliRunner

from cvbuild.cli.app import app
from cvbuild.cli.schema import SCHEMAS, schema_text
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Severity
from cvbuild.tree.metadata import Metadata, Person, Profile, Recipient
from cvbuild.tree.node import Node
from tests.checking import shown
from tests.documents import ROOT
from tests.theme_docs import themes

FOLDER = ROOT / "docs"

_MADE = "<!-- Made from the code by `make accept`; edit the code instead. -->\n"


def diagnostics() -> str:
    """What each code means, by name."""
    lines = [
        f"# Diagnostics\n\n{_MADE}",
        "Every message ends in a name in brackets; here is what it means and what to do. An error keeps the document",
        "from being written. A warning does not, unless you ask for `--strict`, and can be dropped: with",
        "`ignore: [name]` in front matter or `cvbuild.yaml`, with `--ignore name`, or with a comment on its line. A",
        "note only tells. How to look for more, and to have some repaired, is told in [Checks](checks.md).\n",
    ]
    for severity in Severity:
        codes = sorted((code for code in Code if code.severity is severity), key=lambda code: code.slug)
        lines += [f"## {severity.value.capitalize()}s\n"] if codes else []
        lines += [f"### {code.slug}\n\n{code.explanation}\n{_kind(code)}{_examples(code)}" for code in codes]
    return "\n".join(lines)


def _kind(code: Code) -> str:
    """What is special of a code."""
    words = [word for is_so, word in ((code.value.opt_in, "On demand."), (code.value.fixable, "Fixable.")) if is_so]
    return f"\n*{' '.join(words)}*\n" if words else ""


def _examples(code: Code) -> str:
    """What causes it and what does not; characters that nobody sees are shown by their numbers."""
    made = (("Not so:", code.value.bad), ("So:", code.value.good))
    return "".join(f"\n{title}\n\n````markdown\n{shown(text)}\n````\n" for title, text in made if text)


def commands() -> str:
    """The help of every command, as the program prints it."""
    top = _help()
    names = [name for name in _listed(top) if name != "themes"]
    themes = [f"themes {name}" for name in _listed(_help("themes"))]
    pages = [("cvbuild", top), *((f"cvbuild {name}", _help(*name.split())) for name in (*names, *themes))]
    intro = "Exit codes: 0 fine, 1 errors (with `--strict`, warnings too), 2 wrong usage, 130 interrupted.\n"
    return "\n".join(
        [f"# Commands\n\n{_MADE}\n{intro}", *(f"## {title}\n\n```text\n{text}```\n" for title, text in pages)]
    )


def _help(*command: str) -> str:
    done = CliRunner().invoke(app, [*command, "--help"], prog_name="cvbuild", env={"COLUMNS": "100"}, color=False)
    assert done.exit_code == 0, done.output
    return done.output.rstrip() + "\n"


def _listed(text: str) -> Iterator[str]:
    """The names below `Commands:` in a help."""
    return (found[1] for found in re.finditer(r"^  (\S+)", text.partition("\nCommands:\n")[2], re.MULTILINE))


TABLES: dict[str, type[Node] | type[Config]] = {
    "Front matter": Metadata,
    "The author": Person,
    "Profiles": Profile,
    "The recipient": Recipient,
    "cvbuild.yaml": Config,
}
"""The sections of `sources.md` that describe keys."""


def sources() -> str:
    """The page as it is, its tables made anew."""
    text = (FOLDER / "sources.md").read_text("utf-8")
    for title, kind in TABLES.items():
        section = rf"(^##+ {re.escape(title)}\n(?:(?!^#|^\|).*\n)*)(?:^\|.*\n)*"
        found = re.search(section, text, re.MULTILINE)
        assert found, f"no heading “{title}”"
        text = text[: found.end(1)] + _table(kind) + text[found.end() :]
    return text


def _table(kind: Any) -> str:
    """A row for each key, with the description that stands at its field."""
    hints = get_type_hints(kind, include_extras=True)
    keys = [field.name for field in fields(kind) if field.name != "span"]
    assert all(get_origin(hints[key]) is Annotated for key in keys)
    rows = [f"| `{key.replace('_', '-')}` | {get_args(hints[key])[1]} |\n" for key in keys]
    return "".join(["| Key | What it does |\n", "| --- | --- |\n", *rows])


SCHEMA_PAGES = {file: partial(schema_text, name) for name, (file, _) in SCHEMAS.items()}

PAGES: dict[str, Callable[[], str]] = {
    "diagnostics.md": diagnostics,
    "cli.md": commands,
    "sources.md": sources,
    "themes.md": lambda: themes(_MADE, _table),
    **SCHEMA_PAGES,
}
