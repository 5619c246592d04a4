"""Checks a text as `cvbuild check --no-build` does, and writes what is found so that cases can hold it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from cvbuild.build import Compiled, Fixed, Job, Options, compile_document, fix
from cvbuild.config import Config
from cvbuild.source import Source, decode

TODAY = date(2026, 3, 5)
_MARK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]")


def source(text: str | bytes) -> Source:
    data = text if isinstance(text, bytes) else text.encode()
    return Source("case.md", decode(data), data=data)


def checked(text: str | bytes, *checks: str, config: Config | None = None, redact: bool = False) -> Compiled:
    """What becomes of the text when only its source is looked at; opt-in `checks` are made too."""
    options = Options(renders=False, tells_idle=True, checks=frozenset(checks), today=TODAY, redact=redact)
    return compile_document(Job(None, Path(), "case"), config or Config(), options, source=source(text))


def found(text: str | bytes, *checks: str) -> list[str]:
    """The names of what is found, in the order of their places."""
    return [line.split()[1] for line in findings(text, *checks)]


def findings(text: str | bytes, *checks: str, config: Config | None = None) -> list[str]:
    """A line for each finding: place, name, and whether it can be repaired."""
    placed = [(one.span, one) for one in checked(text, *checks, config=config).report if one.span]
    return [
        f"{span.line}:{span.column or '-'} {one.code.slug}{' (fixable)' if one.fix else ''}"
        for span, one in sorted(placed, key=lambda pair: (pair[0].line, pair[0].column or 0, pair[1].code.slug))
    ]


def repaired(text: str | bytes, *checks: str) -> Fixed:
    """The text with everything repaired that can be."""
    options = Options(renders=False, tells_idle=True, checks=frozenset(checks), today=TODAY)
    return fix(source(text), Job(None, Path(), "case"), Config(), options)


def shown(text: str) -> str:
    """The text with unseen characters by their numbers, as `⟨200B⟩`."""
    return _MARK.sub(lambda match: f"⟨{ord(match[0]):04X}⟩", text)


def meant(text: str) -> str:
    """The way back from `shown`."""
    return re.sub(r"⟨([0-9A-F]{4})⟩", lambda match: chr(int(match[1], 16)), text)
