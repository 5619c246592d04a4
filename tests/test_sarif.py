"""SARIF: a log that Microsoft's validator accepts, with the places and repairs of all findings."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from cvbuild.console import Console
from cvbuild.diagnostics import Code, Replacement, Report
from cvbuild.source import Span
from tests.judges import sarif_errors

PLACES = {
    "whole": Span("my folder/한글 a.md", 2, 5, 2, 9),
    "over lines": Span("a.md", 2, 5, 4, 1),
    "a line": Span("a.md", 7),
    "a column": Span("a.md", 7, 3),
    "outside": Span("/tmp/ä b.md", 1),
    "standard input": Span("<stdin>", 1),
    "an option": Span("--set", 1, 3),
    "none": None,
}


def log(report: Report) -> bytes:
    stream = io.StringIO()
    console = Console("sarif", stream=stream)
    console.show(report)
    console.finish()
    return stream.getvalue().encode()


def results(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(log(report))["runs"][0]["results"]
    return found


def test_a_log_of_every_code_and_place_is_valid() -> None:
    report = Report()
    for code in Code:
        report.add(code, f"{code.slug} was found", Span("a.md", 1, 1, 1, 2), "do something")
    for name, span in PLACES.items():
        report.add(Code.MISSING_LINK, f"the place is {name}", span)
    span = Span("a.md", 3, 1, 3, 4)
    report.add(
        Code.MOJIBAKE, "with a repair", span, fix=(Replacement(span, "—"), Replacement(Span("a.md", 4, 1, 4, 2), ""))
    )
    assert sarif_errors(log(report)) == []


def test_an_empty_log_is_valid() -> None:
    assert sarif_errors(log(Report())) == []


def test_the_validator_can_say_no() -> None:
    report = Report()
    report.add(Code.MISSING_LINK, "x", Span("a.md", 1))
    assert sarif_errors(log(report).replace(b'"startLine": 1', b'"startLine": 0'))
    assert sarif_errors(log(report).replace(b'"uri": "a.md"', b'"uri": "a b.md"'))


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("whole", {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 9}),
        ("over lines", {"startLine": 2, "startColumn": 5, "endLine": 4, "endColumn": 1}),
        ("a line", {"startLine": 7}),
        ("a column", {"startLine": 7, "startColumn": 3}),
    ],
)
def test_a_place_is_a_region(place: str, region: dict[str, int]) -> None:
    report = Report()
    report.add(Code.MISSING_LINK, "x", PLACES[place])
    assert results(report)[0]["locations"][0]["physicalLocation"]["region"] == region


def test_paths_are_uris() -> None:
    report = Report()
    for name in ("whole", "outside"):
        report.add(Code.MISSING_LINK, "x", PLACES[name])
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results(report)}
    assert uris == {"my%20folder/%ED%95%9C%EA%B8%80%20a.md", "file:///tmp/%C3%A4%20b.md"}


def test_a_repair_is_told_with_its_edits() -> None:
    span = Span("a.md", 3, 1, 3, 4)
    report = Report()
    report.add(Code.MOJIBAKE, "x", span, fix=(Replacement(span, "—"),))
    (change,) = results(report)[0]["fixes"][0]["artifactChanges"]
    deleted = {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 4}
    assert change["artifactLocation"] == {"uri": "a.md"}
    assert change["replacements"] == [{"deletedRegion": deleted, "insertedContent": {"text": "—"}}]
