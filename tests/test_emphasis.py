"""Emphasis where letters have no italics: bold and upright in every format, and italics beside it as ever."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

import cvbuild
from cvbuild.diagnostics import Report
from cvbuild.render.engine import load_engine
from cvbuild.render.pdf import laid_out
from cvbuild.theme import load_theme, upright
from tests.browser import window
from tests.documents import shaped
from tests.judges import ooxml_errors

SOURCE = """---
lang: {}
---
plain *논문* and *word* and **strong**

> quoted 인용 too
"""
BOLD, UPRIGHT = 700, "normal"


def looks(source: str) -> dict[str, tuple[int, str]]:
    """Weight and slant of each piece of text on a printed page."""
    assert load_engine(Report())
    document, theme = shaped(source), load_theme("classic", Report())
    assert theme is not None
    theme = upright(theme) if document.metadata.lang == "ko" else theme
    boxes = (box for page in laid_out(document, theme, {}).pages for box in page._page_box.descendants())
    return {
        box.text.strip(): (box.style["font_weight"], box.style["font_style"])
        for box in boxes
        if type(box).__name__ == "TextBox" and box.element_tag != "::marker"
    }


def runs(source: str) -> dict[str, tuple[bool | None, bool | None]]:
    """Bold and italic of each run in Word, as it says them itself."""
    data, _ = cvbuild.render_text(source, "docx")
    assert ooxml_errors(data) == []
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return {run.text.strip(): (run.bold, run.italic) for one in paragraphs for run in one.runs}


def test_on_paper() -> None:
    found = looks(SOURCE.format("en"))
    assert found["논문"] == (BOLD, UPRIGHT)
    assert found["word"] == (400, "italic")
    assert found["인용"] == (400, UPRIGHT)
    assert looks(SOURCE.format("ko"))["word"] == (BOLD, UPRIGHT)


def test_in_word() -> None:
    found = runs(SOURCE.format("en"))
    assert found["논문"] == (True, False)
    assert found["word"] == (None, True)
    assert found["strong"] == (True, None)
    assert found["인용"] == (None, False)
    assert runs(SOURCE.format("ko"))["word"] == (True, None)


@pytest.mark.parametrize(("lang", "word"), [("en", ["400", "italic"]), ("ko", ["700", "normal"])])
def test_in_browsers(lang: str, word: list[str]) -> None:
    look: Any = "nodes => nodes.map(node => [getComputedStyle(node).fontWeight, getComputedStyle(node).fontStyle])"
    data, _ = cvbuild.render_text(SOURCE.format(lang), "html")
    with window() as page:
        page.set_content(data.decode())
        assert page.locator("em :lang(ko), em:lang(ko)").first.evaluate_all(look)[0] == ["700", "normal"]
        assert page.locator("em").nth(1).evaluate_all(look) == [word]


def test_a_theme_slants_nothing_in_korean() -> None:
    theme = load_theme("classic", Report())
    assert theme is not None
    assert any(style.italic for style in theme.text.values())
    assert not any(style.italic for style in upright(theme).text.values())
    assert not any(style.italic for style in upright(theme).runs.values())
