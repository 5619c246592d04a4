"""Mojibake: double-encoded text is repaired with its place kept, and no other text is ever touched."""

from __future__ import annotations

import pytest

from cvbuild.diagnostics import Code, Report
from cvbuild.parse.mojibake import repair
from cvbuild.source import Source, decode
from tests.documents import LETTER, SAMPLES, double_encoded

DAMAGED = decode(double_encoded(LETTER))


def test_every_damaged_character_is_repaired_and_reported_once() -> None:
    report = Report()
    assert repair(Source("a.md", DAMAGED), report).text == LETTER
    (found,) = report
    assert found.code is Code.MOJIBAKE
    # The dash, two quotes, the Korean word and four emoji.
    assert "in 8 places" in found.message
    assert found.span is not None
    assert (found.span.line, found.span.column) == (5, 43)


def test_places_behind_a_repair_are_the_files_own() -> None:
    repaired = repair(Source("a.md", DAMAGED), Report())
    for word in ("weekly", "helps", "Detailed", "Email"):
        line, column = repaired.place(repaired.text.index(word))
        assert DAMAGED.split("\n")[line - 1][column - 1 :].startswith(word)


@pytest.mark.parametrize(
    "text",
    [
        "CLICHÉ— and CAFÉ… and “MAÇÔ",
        "“SÃO PAULO” — a “MAÇÃ”",
        "voilà “non”, à—bientôt, Français à €50",
        "10 °C, ½ ¼, ±5 µm, § 3, © 2024, naïve — Müller’s",
        "ÅÄÖ åäö ÆØÅ æøå ß ẞ ŁÓDŹ žluťoučký kůň",
        "пример, παράδειγμα, 예시, 例, مثال, דוגמה",
        "Ã is a letter, so is Â, and â too",
        "",
    ],
)
def test_real_text_stays(text: str) -> None:
    report = Report()
    source = Source("a.md", text)
    assert repair(source, report) is source
    assert not list(report)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_are_clean(path: object) -> None:
    source = Source("a.md", path.read_text("utf-8"))  # type: ignore[attr-defined]
    assert repair(source, Report()) is source
