"""What would bring a parser to its knees: it is read in a few seconds, in time that grows with its length.

Most of these are known from the tests of cmark; the others aim at what is our own.
"""

from __future__ import annotations

import gc
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cvbuild.config import Config
from cvbuild.diagnostics import Report
from cvbuild.parse.markdown import deep_recursion
from cvbuild.render.elements import Elements
from cvbuild.render.text import to_text
from cvbuild.shape import shape
from tests.documents import ROOT, classic, parsed

# Counting lines would take longer than the tests themselves.
pytestmark = pytest.mark.no_cover

LENGTH = 50_000
"""Characters of the longer text; the shorter one has half as many."""
PATIENCE = 30.0
"""Processor seconds for the longer text: several times what the slowest needs on two busy cores."""
GROWTH = 3.0
ATTEMPTS = 6
BRIEF = 0.2
"""Seconds that say nothing about growth."""

REPEATED = {
    "closers without openers": "a_ ",
    "openers without closers": "_a ",
    "other marks": "*a_ ",
    "closing brackets": "a]",
    "opening brackets": "[a",
    "brackets and marks": "[ a_",
    "brackets and parentheses": "[ (](",
    "empty images": "![[]()",
    "stars by three": "c* ",
    "stars behind words": "x**",
    "strong words": "**x** ",
    "tildes": "~~a ",
    "backslashes": "\\",
    "escapes": "\\*",
    "stars": "*",
    "backtick runs": "`a``b",
    "entities": "&amp;",
    "ampersands": "&",
    "open tags": "<a ",
    "open declarations": "x <!A ",
    "open comments": "x <!-- a ",
    "open instructions": "x <? a ",
    "open CDATA": "x <![CDATA[ ",
    "open targets": "[a](",
    "open targets in angles": "[a](<b",
    "open titles": "[a](b 'c ",
    "open references": "[x][y] ",
    "open autolinks": "<a:",
    "schemes": "a://",
    "web schemes": "http://",
    "at signs": "a@",
    "links": "[a](https://example.com/b) ",
    "unsafe links": "[a](javascript:b) ",
    "bare addresses": "https://example.com/b ",
    "bare addresses on lines": "a@example.com\n",
    "images": "![a](b.png) ",
    "tags that stay open": "<b>a ",
    "tags that cross": "<b><i></b></i>a ",
    "lines": "abc\n",
    "hard breaks": "a  \n",
    "Chinese lines": "漢\n",
    "paragraphs": "a *b* c\n\n",
    "headings": "# a\n# a-1\n",
    "quotes": "> a\n",
    "fenced quotes": "> ```\n",
    "lists": "- a *b*\n",
    "tasks": "- [ ] a\n",
    "lists on one line": "- ",
    "definition lists": "a\n: b\n\n",
    "rules": "* * *\n",
    "open definitions": '[a]: b "\n',
    "open labels": "[a\n",
    "HTML blocks": "<div>a</div>\n\n",
    "undefined notes": "a[^1]\n\n",
    "twice encoded": "â€œa",
    "long word": "a",
    "blank lines": "\n",
}
"""Texts that repeat one piece."""


def repeated(piece: str) -> Callable[[int], str]:
    return lambda length: piece * (length // len(piece)) + "\n"


MADE: dict[str, Callable[[int], str]] = {
    "marks in marks": lambda n: "*a **a " * (n // 14) + "b" + " a** a*" * (n // 14),
    "stars of two lengths": lambda n: "a**b" + "c* " * (n // 3),
    "nested brackets": lambda n: "[" * (n // 2) + "a" + "]" * (n // 2),
    "nested image brackets": lambda n: "![" * (n // 3) + "a" + "]" * (n // 3),
    "nested images": lambda n: "![" * (n // 6) + "a" + "](b)" * (n // 6),
    "nested links": lambda n: "[" * (n // 5) + "a" + "](b)" * (n // 5),
    "backticks of all lengths": lambda n: "".join("e" + "`" * i for i in range(int((2 * n) ** 0.5))),
    "nested quotes": lambda n: ("> " * 200 + "a\n") * (n // 400),
    "nested lists": lambda n: "".join("  " * i + "- a\n" for i in range(50)) * (n // 2600),
    "references": lambda n: "".join(f"[r{i}]: u\n" for i in range(n // 20)) + "\n" + "[r1] " * (n // 10),
    "notes": lambda n: "".join(f"[^{i}]: n\n\na[^{i}]\n\n" for i in range(n // 25)),
    "unused notes": lambda n: "".join(f"[^{i}]: n\n\n" for i in range(n // 12)),
    "wide table": lambda n: "\n".join("|" + cell * (n // 6) for cell in ("a|", "-|", "b|")),
    "tall table": lambda n: "|a|b|c|\n|-|-|-|\n" + "|x|*y*|`z`|\n" * (n // 12),
    "short rows": lambda n: "|" + "a|" * 99 + "\n|" + "-|" * 99 + "\n" + "|b|\n" * (n // 40),
    "title over many lines": lambda n: "[a]: b '" + "c\n" * (n // 2),
    "heading over many lines": lambda n: "abc\n" * (n // 4) + "===",
    "spaces in a word": lambda n: "a" + " " * n + "b",
    "other HTML tags": lambda n: "".join(f"<x{i}>a " for i in range(n // 9)),
    "open tags in a block": lambda n: "<div>" + "<a b='" * (n // 6),
    "open comments in a block": lambda n: "<div>\n" + "<!-- " * (n // 5),
    "nested HTML lists": lambda n: "<ul><li>a" * (n // 9),
    "HTML table": lambda n: "<table>" + "<tr><td>a<td>b" * (n // 14) + "</table>",
    "brackets in braces": lambda n: "# a {" + "#" * n,
    "containers": lambda n: "::: a\n" * (n // 6),
}
TEXTS = {**{name: repeated(piece) for name, piece in REPEATED.items()}, **MADE}


def seconds(text: str) -> float:
    """Processor time of reading the text and showing it as plain text and HTML."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    try:
        document = shape(parsed(text)[0], Config(), "test", Report())
        with deep_recursion():
            to_text(document, classic(), marks=True)
            Elements(classic(), {}, "screen", lambda name, _: name).document(document)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_with_the_length(name: str) -> None:
    texts = [TEXTS[name](length) for length in (LENGTH, LENGTH // 2)]
    long = short = math.inf
    # Other work on the machine makes a measurement longer, never shorter: the best of a few counts.
    for _ in range(ATTEMPTS):
        long = min(long, seconds(texts[0]))
        assert long < PATIENCE
        if long < BRIEF:
            return
        short = min(short, seconds(texts[1]))
        if long < GROWTH * short:
            return
    pytest.fail(f"{name}: {short:.2f} s for half the length, {long:.2f} s for the whole")


README = (ROOT / "README.md").read_text("utf-8").replace("![", "[")
LARGE = {
    "readme": README * (300_000 // len(README) + 1),
    "table": "|a|b|c|\n|-|-|-|\n" + "|one|*two*|[three](https://example.com)|\n" * 2_000,
    "lists": "".join("  " * depth + f"- item {depth}\n" for depth in range(50)),
    "quotes": "> " * 200 + "deep\n",
    "links": "".join(f"[link {number}](https://example.com/{number}) " for number in range(10_000)),
    "line": "word " * 200_000,
    "word": "x" * 1_000_000,
    "marks": MADE["marks in marks"](20_000),
    "brackets": MADE["nested brackets"](20_000),
    "tags": "<b>a " * 5_000,
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    for name, text in LARGE.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("kind", ["txt", "html", "docx"])
def test_large_documents_are_built_in_little_memory(large: Path, kind: str) -> None:
    command = [sys.executable, "-m", "cvbuild", kind, str(large), "--out", str(large / "out"), "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(list((large / "out").glob(f"*.{kind}"))) == len(LARGE)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_000_000


def test_deeper_than_any_page_is_an_error_with_a_line() -> None:
    _, report = parsed("text\n\n" + "> " * 1_000 + "deep\n")
    (found,) = report
    assert (found.code.slug, found.span and found.span.line) == ("nesting", 3)


def test_marks_deeper_than_anybody_can_see_are_dropped_with_a_warning() -> None:
    document, report = parsed("*a **a " * 100 + "b" + " a** a*" * 100)
    (found,) = report
    assert (found.code.slug, found.span and found.span.line) == ("deep-marks", 1)
    assert to_text(document, classic(), marks=False).split() == ["a"] * 200 + ["b"] + ["a"] * 200
