"""Console: findings in the order of their places, cut to a readable width; progress on terminals only."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

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


def test_terminals_obey_nothing_that_a_source_holds() -> None:
    report = Report()
    text = "a\x1b[31m\u202eb\u00adc here"
    report.add(Code.MISSING_LINK, "there", Span("a.md", 1, 12, 1, 16))
    assert shown(report, text=text).splitlines()[1:3] == [
        "    1 | a\ufffd[31m\ufffdb\u00adc here",
        "      | " + " " * 10 + "^^^^",
    ]


def test_colours_are_for_terminals() -> None:
    report = Report()
    report.add(Code.MISSING_LINK, "there", Span("a.md", 1))
    assert "\x1b[" not in shown(report)
    assert "\x1b[" in shown(report, stream=Terminal())


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_can_be_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    report = Report()
    report.add(Code.MISSING_LINK, "there", Span("a.md", 1))
    assert "\x1b[" not in shown(report, stream=Terminal())


@pytest.mark.parametrize(
    ("strict", "expected"), [(False, ["unknown-theme"]), (True, ["unknown-theme", "missing-link"])]
)
def test_quiet_leaves_what_fails(*, strict: bool, expected: list[str]) -> None:
    report = Report()
    report.add(Code.UNKNOWN_THEME, "nowhere")
    report.add(Code.MISSING_LINK, "there", Span("a.md", 1))
    report.add(Code.FITTED, "smaller", Span("a.md", 2))
    stream = io.StringIO()
    Console("json", quiet=True, strict=strict, stream=stream).show(report)
    assert [json.loads(line)["code"] for line in stream.getvalue().splitlines()] == expected


def test_github_is_told_paths_from_the_root_of_the_repository(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Else it shows findings of a project in a folder beside no line."""
    (tmp_path / "jobs").mkdir()
    monkeypatch.chdir(tmp_path / "jobs")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    paths = {"a.md": "jobs/a.md", "../b.md": "b.md", "../../c.md": "../../c.md", "<stdin>": "<stdin>"}
    for path, expected in paths.items():
        report = Report()
        report.add(Code.MISSING_LINK, "there", Span(path, 1))
        assert f"file={expected}," in shown(report, style="github")
        (result,) = json.loads(shown(report, style="sarif"))["runs"][0]["results"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert place == {"uri": expected.replace("<stdin>", "%3Cstdin%3E")}


def test_progress_is_for_terminals_and_several_documents() -> None:
    for stream, total, expected in ((Terminal(), 3, True), (Terminal(), 1, False), (io.StringIO(), 3, False)):
        console = Console(stream=stream)
        for done in range(1, total + 1):
            console.progress(done, total, "a.md")
        assert ("1/3 a.md" in stream.getvalue()) is expected
        # It leaves nothing behind.
        assert not expected or stream.getvalue().endswith("\r\x1b[K")


def test_a_finding_takes_the_place_of_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    stream = Terminal()
    console = Console(stream=stream)
    console.progress(1, 2, "a-long-name.md")
    bar = stream.getvalue()
    assert bar.endswith("╌ 1/2 a-lo")
    console.say("found")
    console.say("more")
    assert stream.getvalue() == f"{bar}\r\x1b[Kfound\nmore\n"
