"""Highlighting: code gets roles, and no character of it is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvbuild.render.highlight import LONGEST, highlight
from cvbuild.theme import RunRole


def test_words_get_roles() -> None:
    runs = dict(highlight('def f():  # why\n    return "x" + 1', "python"))
    assert runs["def"] is RunRole.CODE_KEYWORD
    assert runs["f"] is RunRole.CODE_NAME
    assert runs["# why"] is RunRole.CODE_COMMENT
    assert runs['"x"'] is RunRole.CODE_STRING
    assert runs["1"] is RunRole.CODE_NUMBER


@pytest.mark.parametrize("language", ["", "no-such-language", "text"])
def test_other_languages_stay_plain(language: str) -> None:
    assert highlight("def f(): pass", language) == [("def f(): pass", None)]


def test_very_long_code_stays_plain() -> None:
    assert len(highlight("x = 1\n" * LONGEST, "python")) == 1


@given(st.text(max_size=60), st.sampled_from(["python", "bash", "html", "json", "c", "yaml", "PHP"]))
def test_nothing_is_lost(code: str, language: str) -> None:
    assert "".join(text for text, _ in highlight(code, language)) == code
