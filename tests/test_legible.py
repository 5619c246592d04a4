"""A theme whose text can't be read is told at the line that makes it so; the built-in ones are legible."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvbuild.diagnostics import Diagnostic, Report
from cvbuild.theme import load_theme, theme_names


def found(folder: Path, text: str) -> list[Diagnostic]:
    """What is reported of a theme with that text."""
    (folder / "mine").mkdir()
    (folder / "mine" / "theme.yaml").write_text(f"extends: classic\n{text}", "utf-8")
    report = Report()
    assert load_theme("mine", report, folders=(folder,)) is not None
    return list(report)


def told(findings: list[Diagnostic]) -> list[tuple[str, int, str]]:
    """The code of each, its line, and the ratio that it names."""
    return [(one.code.slug, one.span.line if one.span else 0, one.message.rpartition(" ")[2]) for one in findings]


@pytest.mark.parametrize("name", theme_names())
def test_a_built_in_theme_is_legible(name: str) -> None:
    report = Report()
    load_theme(name, report)
    assert not list(report)


def test_a_pale_colour_is_told_where_it_is_defined(tmp_path: Path) -> None:
    # 4.48 to 1 on white and 4.14 on the ground of code, as every calculator has it.
    assert told(found(tmp_path, 'dark: {}\ncolors:\n  muted: "#777777"\n')) == [
        ("low-contrast", 4, "4.5"),
        ("low-contrast", 4, "4.1"),
    ]


def test_a_colour_just_dark_enough_is_fine(tmp_path: Path) -> None:
    # 4.54 to 1 on white, and 3.9 on the dark screen of this theme.
    assert found(tmp_path, 'dark: {background: "#000000"}\ntext:\n  quote: {color: "#767676"}\n') == []


@pytest.mark.parametrize(("look", "is_told"), [("18pt", 0), ("17.5pt", 1), ("14pt, weight: bold", 0), ("14pt", 1)])
def test_large_text_needs_less(tmp_path: Path, look: str, is_told: int) -> None:
    # 3.54 to 1 on white.
    text = f'text:\n  headline: {{weight: normal, color: "#888888", size: {look}}}\n'
    assert (
        len(found(tmp_path, text.replace("weight: normal, ", "" if "bold" in look else "weight: normal, "))) == is_told
    )


def test_a_ground_and_a_run_count_too(tmp_path: Path) -> None:
    text = 'text:\n  code-block: {fill: "#666666"}\nruns:\n  link:\n    color: "#cccccc"\n'
    findings = told(found(tmp_path, text))
    assert ("low-contrast", 6, "1.6") in findings
    assert {line for _, line, _ in findings} == {3, 6}


def test_a_dark_screen_counts_too(tmp_path: Path) -> None:
    findings = found(tmp_path, 'dark:\n  accent: "#1f3f66"\n')
    assert {(one.span and one.span.line, "on a dark screen" in one.message) for one in findings} == {(3, True)}


def test_a_background_is_told_in_the_theme_and_not_in_the_one_it_extends(tmp_path: Path) -> None:
    findings = found(tmp_path, 'dark: {}\ncolors:\n  background: "#555555"\n')
    assert findings
    assert {
        (one.span and one.span.path.endswith("mine/theme.yaml"), one.span and one.span.line) for one in findings
    } == {(True, 4)}
