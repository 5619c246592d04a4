"""Letters and résumés for tests of the rules about documents, and the short way from a text to what is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from cvbuild.codes import lint_document
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Diagnostic, Report
from cvbuild.lint import Checked, lint
from cvbuild.parse import parse, repair
from cvbuild.shape import shape
from cvbuild.source import Source
from cvbuild.tree.metadata import Kind

TODAY = date(2026, 6, 20)
OURS = [code for code in Code if code.value in vars(lint_document).values()]
DEFAULT = [code for code in OURS if not code.value.opt_in]
EVERYTHING = [code.slug for code in OURS]


def checked(text: str, name: str = "document.md", kind: Kind | None = None, config: Config | None = None) -> Checked:
    """What rules are given for a text; it is of that kind where it does not say itself what it is."""
    unheard, config = Report(), config or Config()
    source = repair(Source(name, text), unheard)
    written = parse(source, unheard)
    metadata = replace(written.metadata, kind=written.metadata.kind or kind)
    document = shape(replace(written, metadata=metadata), config, Path(name).stem, unheard)
    return Checked(source, document, written, config, today=TODAY)


def findings(given: Checked, wanted: Iterable[str] = ()) -> list[Diagnostic]:
    """What the rules of this file's codes find."""
    report = Report()
    lint(given, report, wanted)
    return [one for one in report if one.code in OURS]


def found(text: str, *wanted: str, kind: Kind | None = None) -> set[str]:
    return {one.code.slug for one in findings(checked(text, kind=kind), wanted)}


def letter(body: str, **front: str) -> str:
    """A letter that lacks nothing, with these lines of front matter for others."""
    keys = {"author": "{name: Jane Doe, email: jane@example.com}", "recipient": "{name: Ms. Clara Berg}", **front}
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\nkind: letter\n{lines}---\n\nDear Ms. Berg,\n\n{body}\n\nSincerely,\n\nJane Doe\n"


def resume(body: str) -> str:
    return f"---\nkind: resume\nauthor: {{name: Jane Doe, email: jane@example.com}}\n---\n\n{body}\n"
