"""Console: findings in the order of their places, cut to a readable width; progress on terminals only."""

from __future__ import annotations

import io

from cvbuild.console import Console
from cvbuild.diagnostics import Code, Report
from cvbuild.source import Source, Span


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(report: Report, *, style: str = "full", stream: io.StringIO | None = None, text: str = "") -> str:
    stream = stream or io.StringIO()
    console = Console(style, stream=stream, sources={"a.md": Source("a.md", text)})
    console.show(report)
    console.finish()
    return stream.getvalue()


def test_findings_come_in_the_order_of_their_places() -> None:
    report = Report()
    for line in (3, 1, 2):
        report.add(Code.MISSING_LINK, f"on line {line}", Span("a.md", line))
    report.add(Code.UNKNOWN_THEME, "nowhere")
    assert shown(report, style="short").splitlines() == [
        "error: nowhere [unknown-theme]",
        "a.md:1: warning: on line 1 [missing-link]",
        "a.md:2: warning: on line 2 [missing-link]",
        "a.md:3: warning: on line 3 [missing-link]",
    ]


def test_a_finding_is_recorded_once_and_ignored_ones_not_at_all() -> None:
    report = Report(frozenset({"missing-link", "unknown-theme"}))
    for _ in range(2):
        report.add(Code.RAW_HTML, "once", Span("a.md", 1))
    report.add(Code.MISSING_LINK, "never")
    report.add(Code.UNKNOWN_THEME, "errors can't be ignored")
    assert [found.message for found in report] == ["once", "errors can't be ignored"]


def test_long_lines_are_cut_around_the_place() -> None:
    report = Report()
    report.add(Code.MISSING_LINK, "there", Span("a.md", 1, 501, 1, 505))
    lines = shown(report, text="x" * 500 + "here" + "y" * 500).splitlines()
    assert len(lines[1]) < 120
    assert lines[1][lines[2].index("^") : lines[2].rindex("^") + 1] == "here"


def test_the_mark_stands_under_wide_and_combining_characters() -> None:
    report = Report()
    text = "한국 e\u0301 here"
    start = text.index("here") + 1
    report.add(Code.MISSING_LINK, "there", Span("a.md", 1, start, 1, start + 4))
    assert shown(report, text=text).splitlines()[2] == "      | " + " " * 7 + "^^^^"


def test_colours_are_for_terminals() -> None:
    report = Report()
    report.add(Code.MISSING_LINK, "there", Span("a.md", 1))
    assert "\x1b[" not in shown(report)
    assert "\x1b[" in shown(report, stream=Terminal())


def test_progress_is_for_terminals_and_several_documents() -> None:
    for stream, total, expected in ((Terminal(), 3, True), (Terminal(), 1, False), (io.StringIO(), 3, False)):
        console = Console(stream=stream)
        for done in range(1, total + 1):
            console.progress(done, total, "a.md")
        assert ("1/3 a.md" in stream.getvalue()) is expected
        # It leaves nothing behind.
        assert not expected or stream.getvalue().endswith("\r\x1b[K")
