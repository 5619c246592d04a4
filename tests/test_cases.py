"""The case files in tests/cases say what becomes of Markdown; `make accept` rewrites them."""

from __future__ import annotations

import pytest

from cvbuild.config import Config
from cvbuild.console import Console
from cvbuild.diagnostics import Report
from cvbuild.parse import parse
from cvbuild.render.elements import Elements
from cvbuild.render.text import to_text
from cvbuild.shape import shape
from cvbuild.source import Source
from cvbuild.tree import dump
from tests.cases import ACCEPTS, FOLDER, Case, accept, cases
from tests.documents import classic, pixels

CASES = list(cases())


def outputs(case: Case) -> dict[str, str]:
    """What the program makes of the case, for each of its sections."""
    report = Report()
    document = shape(parse(Source("case.md", case.text), report), Config(), case.path.stem, report)
    console = Console(style="short")
    made = {
        "tree": lambda: dump(document),
        "messages": lambda: "".join(f"{console._short(found)}\n" for found in report),
        "html": lambda: Elements(classic(), pixels(), "screen", lambda name, _: name).document(document) + "\n",
        "print": lambda: Elements(classic(), pixels(), "print", lambda name, _: name).document(document) + "\n",
        "text": lambda: to_text(document, classic(), marks=True),
    }
    return {name: made[name]().rstrip("\n") + "\n" for name in case.expected}


def test_there_are_cases_in_every_file() -> None:
    assert len(CASES) > 20
    assert {case.path for case in CASES} == set(FOLDER.glob("*.case"))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    actual = outputs(case)
    assert actual, "a case expects something"
    if ACCEPTS and actual != case.expected:
        accept(case, actual)
    elif not ACCEPTS:
        assert actual == case.expected
